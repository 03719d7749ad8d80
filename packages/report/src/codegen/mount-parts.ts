import { fitsType, isJsonObject, type Json, type JsonArray, type JsonObject } from '@outrider/core';
import { isKey, isList, isPath, isText } from './checks.ts';
import { call, literal } from './code.ts';
import type { Part } from './container-parts.ts';
import { isEmpty } from './subtract.ts';

/** `.mount()` of a sidecar, one a mount, of volumes that the Pod declares. */
export function mountCalls(container: JsonObject, volumes: ReadonlySet<string>): Part | undefined {
  const entries = mountsIn(container, volumes);
  if (entries === undefined) return undefined;
  const calls = entries.map(([volume, mount]) => call('mount', literal(volume), literal(mount)));
  return { writes: pickMounts(container), calls, options: [] };
}

/** `mounts` of a container, by their volumes: those of one volume have to stand together. */
export function mountOptions(container: JsonObject, volumes: ReadonlySet<string>): Part | undefined {
  const entries = mountsIn(container, volumes);
  if (entries === undefined) return undefined;
  const names = [...new Set(entries.map(([volume]) => volume))];
  const groups = names.map((name) => entries.filter(([volume]) => volume === name));
  const isInOrder = groups.flat().every((entry, index) => entry === entries[index]);
  if (!isInOrder || !names.every(isKey)) return undefined;
  const values = groups.map((group) => group.map(([, mount]) => mount)).map(oneOrAll);
  const option = Object.fromEntries(names.map((name, index) => [name, values[index] ?? null]));
  return { writes: pickMounts(container), calls: [], options: [['mounts', literal(option)]] };
}

type Mount = readonly [volume: string, value: string | JsonObject];

const pickMounts = ({ volumeMounts = [] }: JsonObject): JsonObject => ({ volumeMounts });

const oneOrAll = (values: JsonArray): Json => (values.length === 1 ? (values[0] ?? null) : values);

function mountsIn(
  { volumeMounts: list }: JsonObject,
  volumes: ReadonlySet<string>,
): readonly Mount[] | undefined {
  if (!isList(list) || list.length === 0) return undefined;
  const mounts = list.map((mount: Json) => mountOf(mount, volumes)).filter((mount) => mount !== undefined);
  return mounts.length === list.length ? mounts : undefined;
}

function mountOf(mount: Json, volumes: ReadonlySet<string>): Mount | undefined {
  if (!isJsonObject(mount) || !fitsType(mount, 'VolumeMount')) return undefined;
  const { name, ...fields } = mount;
  const { mountPath, ...more } = fields;
  if (!isText(name) || !volumes.has(name) || !isPath(mountPath)) return undefined;
  return [name, isEmpty(more) ? mountPath : fields];
}
