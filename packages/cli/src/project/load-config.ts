import { readFileSync } from 'node:fs';
import { dirname, relative, resolve, sep } from 'node:path';
import {
  bindConfig,
  type Config,
  type ConfigText,
  type OwnFileError,
  type Rule,
  readConfig,
} from '@outrider/core';
import { visible } from '@outrider/report';
import { reasonOf } from '../input/cannot-read.ts';
import { UsageError } from '../usage-error.ts';
import { ownRules } from './own-rules.ts';
import { rulesOf } from './rules-of.ts';

export interface Loaded {
  readonly config: Config;
  readonly ownRules: readonly Rule[];
}

/** @throws UsageError with every fault of the file, at its place */
export async function loadConfig(path: string): Promise<Loaded> {
  const file = relative('.', path) || path;
  const text = textOf(file, path);
  const own = await ownRules(text, resolve(path));
  const folder = dirname(resolve(path));
  const { config, errors } = bindConfig(text, {
    rules: rulesOf({ ownRules: own }),
    relativePath: (name) => relative(folder, resolve(name)).replaceAll(sep, '/'),
  });
  if (config === undefined) throw usageError(errors);
  return { config, ownRules: own };
}

function textOf(file: string, path: string): ConfigText {
  const { text, errors } = readConfig(file, contentOf(file, path));
  if (text === undefined) throw usageError(errors);
  return text;
}

function contentOf(file: string, path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new UsageError(`Cannot read ${file}: ${reasonOf(error)}`);
  }
}

export const usageError = (errors: readonly OwnFileError[]): UsageError =>
  new UsageError(
    errors
      .map(({ file, line, column, path, message }) =>
        visible(`${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`),
      )
      .join('\n          '),
  );
