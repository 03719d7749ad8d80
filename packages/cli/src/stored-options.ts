import {
  type AnalyzeOptions,
  type JsonObject,
  type ManifestObject,
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

export interface StoredOptions {
  readonly options: Pick<AnalyzeOptions, 'stored' | 'operation' | 'arrived'>;
  /** What of the stored objects could not be read. */
  readonly unreadable: readonly Unreadable[];
}

const NOTHING: StoredOptions = { options: {}, unreadable: [] };

/**
 * What `--against OLD` asks for, objects of the input update the stored one of the same kind, namespace and name;
 * and `--against-server FILE`, they have become the stored one.
 *
 * @throws UsageError for `--subresource` without `--against`, or both
 */
export async function storedOptions(flags: ParsedFlags, io: Io): Promise<StoredOptions> {
  const old = flags.value('against');
  const arrived = flags.value('against-server');
  if (old === undefined && flags.has('subresource'))
    throw new UsageError('--subresource needs --against OLD');
  if (old !== undefined && arrived !== undefined) {
    throw new UsageError(
      '--against (may this object become that one?) and --against-server (what became of it?) exclude each other',
    );
  }
  if (old !== undefined) return updates(await readStored(old, io), flags.value('subresource'));
  if (arrived === undefined) return NOTHING;
  const { of, unreadable } = await readStored(arrived, io);
  return { options: { arrived: of }, unreadable };
}

function updates({ of, unreadable }: ReadStored, subresource: string | undefined): StoredOptions {
  const operation = subresource === undefined ? 'update' : (`update/${subresource}` as UpdateOperation);
  return { options: { operation, stored: of }, unreadable };
}

interface ReadStored {
  readonly of: (object: ManifestObject) => JsonObject | undefined;
  readonly unreadable: readonly Unreadable[];
}

async function readStored(path: string, io: Io): Promise<ReadStored> {
  const failed: Unreadable[] = [];
  const side = await findSide(path, io);
  const read = [...readTexts(side, failed)].map(({ file, text }) => readManifests(file, text));
  const objects = read.flatMap((manifests) => manifests.objects);
  return {
    of: ({ source }) => counterpart(source, objects)?.value,
    unreadable: [...side.unreadable, ...failed, ...read.flatMap(({ unreadable }) => unreadable)],
  };
}

/** A manifest without a namespace goes wherever kubectl's context says: its counterpart is the only one of that name. */
function counterpart(sent: Source, stored: readonly ManifestObject[]): ManifestObject | undefined {
  const named = stored.filter(
    ({ source }) =>
      source.apiVersion === sent.apiVersion && source.kind === sent.kind && source.name === sent.name,
  );
  const wanted = sent.namespace ?? 'default';
  return (
    named.findLast(({ source }) => (source.namespace ?? 'default') === wanted) ??
    (sent.namespace === null && named.length === 1 ? named[0] : undefined)
  );
}
