import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS } from '../kubernetes/version.ts';
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

describe.each(KUBERNETES_VERSIONS)('what the rules say of meshes that work, at %s', (version) => {
  const release = releaseOf(version);
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
      found.map(({ rule, severity, path }) => ({ file: source.file, rule, severity, path })),
    );

  it('is no error, and at most one warning a Pod', () => {
    expect(workloads.length).toBeGreaterThan(180);
    expect(findings.filter(({ severity }) => severity === 'error')).toEqual([]);
    const warnings = findings.filter(({ severity }) => severity === 'warning');
    const withSidecars = workloads.filter(({ pod }) =>
      containersOf(pod.spec).some(({ role }) => role === 'sidecar'),
    );
    expect(warnings.length).toBeLessThanOrEqual(withSidecars.length);
  });
});
