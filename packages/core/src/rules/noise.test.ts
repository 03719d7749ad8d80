import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS } from '../kubernetes/version.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { containersOf } from '../workload/container-role.ts';
import { toWorkloads } from '../workload/to-workloads.ts';
import { runRules } from './run-rules.ts';

const file = new URL('../../test/vectors/rules/mesh.jsonl.gz', import.meta.url);
const manifests = gunzipSync(readFileSync(file))
  .toString()
  .trimEnd()
  .split('\n')
  .map((line): { readonly file: string; readonly text: string } => JSON.parse(line));

describe.each(KUBERNETES_VERSIONS)('what the rules say of meshes that work, at %s', (version) => {
  const release = releaseOf(version);
  const workloads = manifests.flatMap(({ file: name, text }) =>
    readManifests(name, text).objects.flatMap((object) => toWorkloads(object, release)),
  );
  const findings = workloads.flatMap((workload) =>
    runRules(workload, release).map(({ rule, severity }) => ({ file: workload.source.file, rule, severity })),
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
