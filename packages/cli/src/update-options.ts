import {
  type AnalyzeOptions,
  type JsonObject,
  readManifests,
  type Source,
  type Unreadable,
  type UpdateOperation,
} from '@outrider/core';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { findSide } from './input/find-input.ts';
import { readTexts } from './input/read-texts.ts';
import type { Io } from './io.ts';
import { UsageError } from './usage-error.ts';

export interface UpdateOptions {
  readonly options: Pick<AnalyzeOptions, 'stored' | 'operation'>;
  /** What of the old objects could not be read. */
  readonly unreadable: readonly Unreadable[];
}

/**
 * What `--against OLD` asks for: objects of the input update the stored one of the same kind, namespace and name.
 *
 * @throws UsageError for `--subresource` without it
 */
export async function updateOptions(flags: ParsedFlags, io: Io): Promise<UpdateOptions> {
  const path = flags.value('against');
  const subresource = flags.value('subresource');
  if (path === undefined) {
    if (subresource !== undefined) throw new UsageError('--subresource needs --against OLD');
    return { options: {}, unreadable: [] };
  }
  const failed: Unreadable[] = [];
  const side = await findSide(path, io);
  const read = [...readTexts(side, failed)].map(({ file, text }) => readManifests(file, text));
  const stored = new Map<string, JsonObject>();
  for (const { source, value } of read.flatMap(({ objects }) => objects))
    stored.set(identityOf(source), value);
  const operation: UpdateOperation =
    subresource === undefined ? 'update' : (`update/${subresource}` as UpdateOperation);
  return {
    options: { operation, stored: ({ source }) => stored.get(identityOf(source)) },
    unreadable: [...side.unreadable, ...failed, ...read.flatMap(({ unreadable }) => unreadable)],
  };
}

const identityOf = ({ apiVersion, kind, namespace, name }: Source): string =>
  JSON.stringify([apiVersion, kind, namespace ?? 'default', name]);
