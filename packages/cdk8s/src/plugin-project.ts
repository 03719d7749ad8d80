import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BaselineEntry, Config, ConfigText, OwnFileError, Rule } from '@outrider/core';

/** What the project of an app decided of its findings: the `outrider.yaml` that the CLI goes by, too. */
export interface PluginProject {
  readonly config: Config;
  /** The catalogue's, and those of packages that the configuration names. */
  readonly rules: readonly Rule[];
  readonly baseline: readonly BaselineEntry[];
}

type Core = typeof import('@outrider/core');

const CONFIG_NAME = 'outrider.yaml';

/**
 * `config` names the file, or says that there is none; else it is the first `outrider.yaml` from the app's folder upwards.
 *
 * @throws RangeError with all that is wrong in it
 */
export async function projectOf(core: Core, config: string | false | undefined): Promise<PluginProject> {
  const path = config === false ? undefined : (config ?? upwards(resolve('.')));
  if (path === undefined) return { config: core.NO_CONFIG, rules: core.RULES, baseline: [] };
  const { text, errors } = core.readConfig(relative('.', path) || path, contentOf(path));
  if (text === undefined) throw faults(errors);
  const rules = [...core.RULES, ...(await ownRules(core, text, resolve(path)))];
  const folder = dirname(resolve(path));
  const relativePath = (file: string) => relative(folder, resolve(file)).replaceAll(sep, '/');
  const bound = core.bindConfig(text, { rules, relativePath });
  if (bound.config === undefined) throw faults(bound.errors);
  return { config: bound.config, rules, baseline: baselineOf(core, bound.config, folder) };
}

function upwards(folder: string): string | undefined {
  const file = join(folder, CONFIG_NAME);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : upwards(parent);
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new RangeError(`Cannot read ${file}: ${(error as Error).message}`);
  }
}

const faults = (errors: readonly OwnFileError[]): RangeError =>
  new RangeError(
    errors
      .map(({ file, line, column, path, message }) => {
        return `${file}:${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`;
      })
      .join('\n'),
  );

/** Their code runs, as that of the app does: the configuration is of the same author. */
async function ownRules(core: Core, text: ConfigText, config: string): Promise<readonly Rule[]> {
  const names = text.content.rules ?? [];
  const loaded = await Promise.all(names.map((name, index) => rulesIn(core, text, [name, index], config)));
  return loaded.flat();
}

async function rulesIn(
  core: Core,
  text: ConfigText,
  [name, index]: readonly [string, number],
  config: string,
): Promise<readonly Rule[]> {
  const fault = (message: string) => faults([core.errorAt(text, ['rules', index], message)]);
  const loaded: unknown = await load(name, config).catch((error: unknown) => {
    throw fault(`Cannot load "${name}": ${String(error).split('\n')[0]}`);
  });
  const rules = core.exportedRules(loaded);
  if (rules === undefined)
    throw fault(`"${name}" exports no rules: export const rules = [defineRule({ … })]`);
  return rules;
}

const load = async (name: string, config: string): Promise<unknown> =>
  import(pathToFileURL(createRequire(config).resolve(name)).href);

function baselineOf(core: Core, { baseline }: Config, folder: string): readonly BaselineEntry[] {
  if (baseline === undefined) return [];
  const { entries, error } = core.readBaseline(contentOf(join(folder, baseline)));
  if (entries === undefined) throw new RangeError(`Cannot use the baseline ${baseline}: ${error}`);
  return entries;
}
