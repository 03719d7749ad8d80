import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { toWorkloads } from './to-workloads.ts';

interface Header {
  readonly expect: readonly { readonly embedded: string; readonly as: 'PodSpec' | 'PodTemplateSpec' }[];
}

const folder = new URL('testdata/', import.meta.url);
const cases = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

it.each(cases)('%s (P-017)', (name) => {
  const [head = '', body = ''] = readFileSync(new URL(name, folder), 'utf8').split(/^# ---\n/m);
  const header = parse(head.replace(/^# ?/gm, '')) as Header;
  const specs = readManifests(name, body).objects.flatMap((object) =>
    toWorkloads(object, releaseOf('1.36')).map(({ specPath }) => specPath),
  );
  expect(specs).toEqual(
    header.expect.map(({ embedded, as }) => (as === 'PodSpec' ? embedded : `${embedded}.spec`)),
  );
});
