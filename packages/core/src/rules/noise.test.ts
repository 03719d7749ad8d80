import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import type { Source } from '../finding.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS, NEWEST_KUBERNETES } from '../kubernetes/version.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { containersOf } from '../workload/container-role.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { ruleInput } from './input/rule-input.ts';
import { runRules } from './run-rules.ts';

const file = new URL('../../test/vectors/rules/mesh.jsonl.gz', import.meta.url);
const manifests = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): { readonly file: string; readonly text: string } => JSON.parse(line));

/** Pods with a native sidecar: the mesh's own. Where the injector was told to use the old way, advice is due. */
const withSidecars = manifests
  .flatMap(({ file: name, text }) => readManifests(name, text).objects)
  .flatMap((object) => toWorkloads(object, releaseOf(NEWEST_KUBERNETES)))
  .filter(({ pod }) => containersOf(pod.spec).some(({ role }) => role === 'sidecar'))
  .map(({ source }) => placeOf(source));

function placeOf({ file: name, document, item }: Source): string {
  return `${name}#${document}#${item}`;
}

describe.each(KUBERNETES_VERSIONS)('what the rules say of meshes that work, at %s', (version) => {
  const release = releaseOf(version);
  const isTooOld = !release.on.SidecarContainers;
  const inputs = manifests.map(({ file: name, text }) => {
    const { objects } = readManifests(name, text);
    return ruleInput(
      objects,
      objects.flatMap((object) => toWorkloads(object, release)),
    );
  });
  const workloads = inputs.flatMap((input) => input.workloads);
  const findings = inputs
    .flatMap((input) => [...runRules(input, release)])
    .flatMap(([{ source }, found]) =>
      found.map(({ rule, severity, path }) => ({ place: placeOf(source), rule, severity, path })),
    );

  it('is no error, and at most one warning a Pod', () => {
    expect(workloads.length).toBeGreaterThan(180);
    const errors = findings.filter(({ severity }) => severity === 'error');
    const unexpected = errors.filter(
      ({ place, rule }) =>
        withSidecars.includes(place) && !(isTooOld && rule === 'cluster-too-old-for-sidecars'),
    );
    expect(unexpected).toEqual([]);
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    expect(warnings.length).toBeLessThanOrEqual(withSidecars.length);
  });
});
