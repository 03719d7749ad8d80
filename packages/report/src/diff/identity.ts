import type { WorkloadDiff, WorkloadIdentity } from '@outrider/core';
import { name, type Words } from './words.ts';

/** `shop/checkout`; with the template's place where an object holds several. */
export function shortName({ namespace, name: own, podTemplate }: WorkloadIdentity): string {
  const full = namespace === null ? own : `${namespace}/${own}`;
  return podTemplate === undefined ? full : `${full} ${podTemplate}`;
}

type Named = Pick<WorkloadDiff, 'identity' | 'hasNamesake' | 'source'>;

/** The same, with its file where that alone tells it from another one. */
export function fullName({ identity, hasNamesake, source }: Named): string {
  const file = (source.after ?? source.before)?.file;
  return hasNamesake && file !== undefined ? `${shortName(identity)} (${file})` : shortName(identity);
}

/** A kind is a name too: anybody can write one into a manifest. */
export const kindWords = ({ kind }: WorkloadIdentity): Words =>
  /^[A-Z][A-Za-z]{0,62}$/.test(kind) ? [kind] : [name(kind)];

/** Deployment `shop/checkout`. */
export const workloadWords = (workload: Named): Words => [
  ...kindWords(workload.identity),
  ' ',
  name(fullName(workload)),
];

/** How many Pods it has, on the head's side. */
export function podsWords({ resources: { before, after } }: WorkloadDiff): Words {
  const side = after ?? before;
  if (side === null || side.replicas === null) return ['one Pod a node'];
  if (side.replicasAssumed) return ['counted as one Pod'];
  if (side.range === undefined) return [`${side.replicas} ${side.replicas === 1 ? 'Pod' : 'Pods'}`];
  const { fewest, most, autoscaler } = side.range;
  return [`${fewest.replicas} to ${most.replicas} Pods by HorizontalPodAutoscaler `, name(autoscaler)];
}
