import type { ContainerPlan, PodPlan } from '../lifecycle/kubelet/pod-plan.ts';
import type { ContainerRole } from '../workload/container-role.ts';

export const ROLE_WORDS: Readonly<Record<ContainerRole, string>> = {
  init: 'init container',
  sidecar: 'sidecar',
  regular: 'container',
};

/** Where a container stands in the spec: `initContainers[1]`. */
export const pathOf = ({ index }: ContainerPlan, { initCount }: PodPlan): string =>
  index < initCount ? `initContainers[${index}]` : `containers[${index - initCount}]`;

interface Named {
  readonly plan: ContainerPlan;
  readonly path: string;
}

/** `sidecar "proxy" (initContainers[1])`. */
export const label = ({ plan, path }: Named): string =>
  `${ROLE_WORDS[plan.apiRole]} "${plan.name}" (${path})`;

/** `sidecar "proxy"`. */
export const shortLabel = ({ plan }: Named): string => `${ROLE_WORDS[plan.apiRole]} "${plan.name}"`;

/** `"a"`, `"a" and "b"`, `"a", "b" and "c"`. */
export function names(all: readonly string[]): string {
  const quoted = all.map((name) => `"${name}"`);
  const last = quoted.at(-1) ?? '';
  return quoted.length < 2 ? last : `${quoted.slice(0, -1).join(', ')} and ${last}`;
}

/** `1 container`, `2 containers`. */
export const count = (amount: number, word: string): string => `${amount} ${word}${amount === 1 ? '' : 's'}`;

export const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
