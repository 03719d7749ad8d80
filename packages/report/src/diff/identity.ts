import type { WorkloadDiff, WorkloadIdentity } from '@outrider/core';
import { name, type Words } from './words.ts';

/** `shop/checkout`; with the template's place where an object holds several. */
export function shortName({ namespace, name: own, podTemplate }: WorkloadIdentity): string {
  const full = namespace === null ? own : `${namespace}/${own}`;
  return podTemplate === undefined ? full : `${full} ${podTemplate}`;
}

/** Deployment `shop/checkout`; the kind is a name too: anybody can write one into a manifest. */
export const workloadWords = (identity: WorkloadIdentity): Words => [
  ...(/^[A-Z][A-Za-z]{0,62}$/.test(identity.kind) ? [identity.kind] : [name(identity.kind)]),
  ' ',
  name(shortName(identity)),
];

export function podsWords({ resources: { before, after } }: WorkloadDiff): Words {
  const { replicas } = after ?? before ?? { replicas: null };
  return replicas === null ? ['one Pod a node'] : [`${replicas} ${replicas === 1 ? 'Pod' : 'Pods'}`];
}
