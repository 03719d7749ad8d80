import type { Analysis, WorkloadAnalysis } from '../src/analysis.ts';
import type { LocatedFinding } from '../src/finding.ts';
import { releaseOf } from '../src/kubernetes/release.ts';
import type { KubernetesVersion } from '../src/kubernetes/version.ts';
import { readManifests } from '../src/manifest/read-manifests.ts';
import type { ResourceAmounts, WorkloadResources } from '../src/resources/pod-resources.ts';
import { oldestVersion } from '../src/validation/versions/oldest-version.ts';
import { toWorkloads } from '../src/workload/to-workloads.ts';
import type { Workload } from '../src/workload/workload.ts';

export type Files = Readonly<Record<string, string>>;
export type FindingsOf = (workload: Workload) => readonly LocatedFinding[];

/** An analysis with hand-made resources: those of the first container with any, for one Pod and for all. */
export function analysisOf(
  files: Files,
  findingsOf: FindingsOf = () => [],
  version: KubernetesVersion = '1.36',
): Analysis {
  const release = releaseOf(version);
  const read = Object.entries(files).map(([file, text]) => readManifests(file, text));
  const workloads = read.flatMap(({ objects }) => objects.flatMap((object) => toWorkloads(object, release)));
  return {
    release,
    files: read.length,
    documents: read.reduce((sum, { documents }) => sum + documents, 0),
    objects: read.reduce((sum, { objects }) => sum + objects.length, 0),
    workloads: workloads.map(
      (workload): WorkloadAnalysis => ({
        workload,
        resources: resourcesOf(workload),
        oldestVersion: oldestVersion(workload.manifest.value),
      }),
    ),
    others: [],
    findings: workloads.flatMap(findingsOf),
    unreadable: read.flatMap(({ unreadable }) => unreadable),
  };
}

function resourcesOf({ pod, replicas }: Workload): WorkloadResources {
  const requests: ResourceAmounts =
    pod.spec.containers?.find(({ resources }) => resources)?.resources?.requests ?? {};
  return {
    replicas,
    pod: {
      requests,
      limits: {},
      qosClass: Object.keys(requests).length === 0 ? 'BestEffort' : 'Burstable',
      requestsWithoutSidecarAwareness: requests,
      containers: [],
      peaks: {},
      steps: [],
    },
    total: { requests, limits: {} },
  };
}
