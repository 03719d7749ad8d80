import type { PodResources, Step } from '@outrider/core';
import { amount } from './amount.ts';
import { visible } from './escape/visible.ts';

/** How one of the Pod's effective requests came about, in words and sums. */
export interface SpelledSum {
  readonly resource: string;
  readonly value: string;
  /** `proxy 100m + app 250m while running`. */
  readonly decidedBy: string;
  /** What other moments need, each in the same form. */
  readonly others: readonly string[];
  /** What a tool that knows no sidecars computes, where that differs. */
  readonly unaware?: string;
}

const WELL_KNOWN = ['cpu', 'memory', 'ephemeral-storage'];

const rank = (name: string): number =>
  WELL_KNOWN.includes(name) ? WELL_KNOWN.indexOf(name) : WELL_KNOWN.length;

/** Every resource that a container or the Pod names: cpu and memory first. */
export function resourceNames(pod: PodResources): readonly string[] {
  const all = [pod, ...pod.containers].flatMap(({ requests, limits }) => [
    ...Object.keys(requests),
    ...Object.keys(limits),
  ]);
  return [...new Set(all)].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

/** The sums behind the effective requests, one for each resource. */
export function spelledSums(pod: PodResources): readonly SpelledSum[] {
  return resourceNames(pod).flatMap((resource) => {
    const value = pod.requests[resource];
    if (value === undefined) return [];
    const during = pod.peaks[resource]?.during ?? 'running';
    const unaware = pod.requestsWithoutSidecarAwareness[resource];
    const others = momentsOf(pod, resource).filter((moment) => moment.during !== during);
    return [
      {
        resource,
        value: amount(resource, value),
        decidedBy: decision(pod, resource, during),
        others: others.map(
          (moment) => `${spelled(pod, resource, moment)} = ${need(resource, moment)} ${when(moment)}`,
        ),
        ...(unaware === value ? {} : { unaware: unaware === undefined ? 'none' : amount(resource, unaware) }),
      },
    ];
  });
}

const need = (resource: string, step: Step): string => amount(resource, step.requests[resource] ?? '0');

/** Init containers that need something, and the time after all of them; starting sidecars are part of the latter. */
const momentsOf = (pod: PodResources, resource: string): readonly Step[] =>
  pod.steps.filter((step) => step.role !== 'sidecar' && step.requests[resource] !== undefined);

function decision(pod: PodResources, resource: string, during: string): string {
  if (during === 'podResources') return "the Pod's own spec.resources";
  const step = pod.steps.find((one) => one.during === during);
  if (step === undefined) return during;
  return `${spelled(pod, resource, step)} ${when(step)}`;
}

const when = (step: Step): string =>
  step.container === undefined ? 'while running' : `while ${visible(step.container)} initializes`;

/** The containers that hold something at a moment, added up: `proxy 100m + app 250m`. */
function spelled(pod: PodResources, resource: string, step: Step): string {
  const index = /^initContainers\[(\d+)\]$/.exec(step.during)?.[1];
  const present = pod.containers.filter((container, position) => {
    if (index === undefined) return container.role !== 'init';
    return position === Number(index) || (container.role === 'sidecar' && position < Number(index));
  });
  const parts = present.flatMap(({ name, requests }) => {
    const value = requests[resource];
    return value === undefined ? [] : [`${visible(name)} ${amount(resource, value)}`];
  });
  return parts.join(' + ');
}
