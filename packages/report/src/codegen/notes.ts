import type { JsonObject, ManifestObject, Source } from '@outrider/core';

/** How something got into the code that the builder has no words for. */
export type Fallback = 'raw' | 'ApiObject' | 'JsonPatch';

/** Something of the manifest that the builder has no words for; it is in the code all the same. */
export interface NotExpressed {
  readonly source: Source;
  readonly path: string;
  readonly line: number;
  readonly column: number;
  readonly as: Fallback;
  readonly reason: string;
}

export function noteOn(manifest: ManifestObject, as: Fallback, path: string, reason: string): NotExpressed {
  return { source: manifest.source, path, ...manifest.locate(path), as, reason };
}

/** One note a field of what went into `raw`. */
export const rawNotes = (
  manifest: ManifestObject,
  path: string,
  fields: JsonObject,
): readonly NotExpressed[] =>
  fieldPaths(path, fields).map((field) => noteOn(manifest, 'raw', field, reasonOf(field)));

/** Fields that are laid over part of what the builder wrote are named one by one. */
const NESTED: ReadonlySet<string> = new Set([
  'spec',
  'template',
  'metadata',
  'jobTemplate',
  'resources',
  'requests',
  'limits',
  'lifecycle',
  'startupProbe',
  'readinessProbe',
  'livenessProbe',
]);

function fieldPaths(path: string, fields: JsonObject): readonly string[] {
  return Object.entries(fields).flatMap(([key, value]) => {
    const here = path === '' ? key : `${path}.${key}`;
    const isNested = NESTED.has(key) && typeof value === 'object' && Object.keys(value ?? {}).length > 0;
    return isNested ? fieldPaths(here, value as JsonObject) : [here];
  });
}

const REASONS: Readonly<Record<string, string>> = {
  ports: 'the builder takes ports with names of their own, and after them those without',
  volumeMounts: 'the builder takes mounts of volumes that the Pod declares, those of one volume together',
  env: 'the builder takes variables with names of their own and a value',
  requests: 'the builder takes quantities that are strings or numbers',
  limits: 'the builder takes quantities that are strings or numbers',
  volumes: 'the builder takes volumes with names of their own and known sources',
  httpGet: 'the builder takes a request with a path, at a port that is a number or declared with a name',
  tcpSocket: 'the builder takes a port that is a number or declared with a name',
  successThreshold: 'the builder takes another one than 1 for readiness probes only',
};

function reasonOf(path: string): string {
  const known = path.split(/[.[\]]+/).findLast((step) => Object.hasOwn(REASONS, step));
  return (known === undefined ? undefined : REASONS[known]) ?? 'the builder has no method for it';
}
