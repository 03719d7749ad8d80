import { type Analysis, fingerprintOf, type LocatedFinding, type Source } from '@outrider/core';

const keyOf = ({ file, document, item }: Source): string => JSON.stringify([file, document, item ?? null]);

/**
 * Names each finding for trackers that follow it from run to run: the same wherever the object moves, and whatever
 * list its container stands in.
 */
export function findingIdentities({ workloads }: Analysis): (finding: LocatedFinding) => string {
  const manifests = new Map(workloads.map(({ workload }) => [keyOf(workload.source), workload.manifest]));
  return (finding) => {
    const { apiVersion, kind, namespace, name } = finding.source;
    const { rule, container, field } = fingerprintOf(
      finding,
      manifests.get(keyOf(finding.source))?.value ?? {},
    );
    return JSON.stringify([rule, apiVersion, kind, namespace, name, container, field]);
  };
}
