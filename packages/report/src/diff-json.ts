import type { AnalysisDiff, FindingsDiff, WorkloadDiff } from '@outrider/core';
import { findingJson } from './validate-json.ts';

/** `outrider diff -o json`, with further fields beside its own. */
export const diffJson = (diff: AnalysisDiff, more: object = {}): string =>
  `${JSON.stringify({ ...diffObject(diff), ...more }, null, 2)}\n`;

function diffObject(diff: AnalysisDiff): object {
  const { kubernetesVersion, workloads, groups, otherFindings, notCompared, totals } = diff;
  const { otherObjects, unread, unreadable } = diff;
  return {
    schemaVersion: 1,
    command: 'diff',
    kubernetesVersion: kubernetesVersion.after,
    kubernetesVersions: kubernetesVersion,
    workloads: workloads.map(workloadObject),
    groups,
    otherFindings: findingsObject(otherFindings),
    notCompared,
    otherObjects,
    unread,
    unreadable: [
      ...unreadable.before.map((one) => ({ side: 'base', ...one })),
      ...unreadable.after.map((one) => ({ side: 'head', ...one })),
    ],
    totals,
  };
}

function workloadObject(workload: WorkloadDiff): object {
  const { identity, renamedFrom, source, hasNamesake, change, resources, lifecycle } = workload;
  const { oldestVersion, pod, object, findings } = workload;
  return {
    identity,
    ...(renamedFrom && { renamedFrom }),
    source,
    ...(hasNamesake && { hasNamesake }),
    change,
    resources,
    lifecycle,
    oldestVersion,
    changes: { pod, object },
    findings: findingsObject(findings),
  };
}

const findingsObject = ({ added, fixed, kept }: FindingsDiff): object => ({
  added: added.map(findingJson),
  fixed: fixed.map(findingJson),
  kept,
});
