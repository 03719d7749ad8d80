import {
  add,
  compare,
  type PodResources,
  parseQuantity,
  printCanonical,
  type Quantity,
  type Step,
  subtract,
} from '@outrider/core';
import { amount, quantityOf } from './amount.ts';
import { visible } from './escape/visible.ts';

/** What the Pod needs of one resource at one moment: `400m`, `while running: proxy 150m + app 250m`. */
export interface SpelledMoment {
  readonly value: string;
  readonly says: string;
}

/** How one of the Pod's effective requests came about. */
export interface SpelledSum {
  readonly resource: string;
  /** The moment that decides. */
  readonly decides: SpelledMoment;
  /** The next highest moment of the other sort: init containers against the time after them. */
  readonly other?: SpelledMoment;
  /** What a tool that knows no sidecars computes, where that differs. */
  readonly unaware?: SpelledMoment;
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
export const spelledSums = (pod: PodResources): readonly SpelledSum[] =>
  resourceNames(pod).flatMap((resource) => {
    const value = quantityOf(pod.requests, resource);
    return value === undefined ? [] : [spelledSum(pod, resource, value)];
  });

function spelledSum(pod: PodResources, resource: string, value: string): SpelledSum {
  const { during } = (Object.hasOwn(pod.peaks, resource) && pod.peaks[resource]) || { during: 'running' };
  const unaware = quantityOf(pod.requestsWithoutSidecarAwareness, resource);
  return {
    resource,
    ...moments(pod, resource, value, during),
    ...(unaware !== value && {
      unaware: {
        value: unaware === undefined ? 'none' : amount(resource, unaware),
        says: 'is what a tool computes that knows no sidecars',
      },
    }),
  };
}

function moments(
  pod: PodResources,
  resource: string,
  value: string,
  during: string,
): Pick<SpelledSum, 'decides' | 'other'> {
  const step = pod.steps.find((one) => one.during === during);
  if (step === undefined) return { decides: { value: amount(resource, value), says: reason(during) } };
  const overhead = subtract(parseQuantity(value), needOf(resource, step));
  const other = otherMoment(pod, resource, during);
  const spell = (one: Step) => spelledMoment(pod, resource, one, overhead);
  return { decides: spell(step), ...(other && { other: spell(other) }) };
}

/** Where no moment of the walk decides: the Pod's own requests, or its overhead alone. */
const reason = (during: string): string =>
  during === 'podResources' ? "from the Pod's own spec.resources" : `from ${during}`;

const needOf = (resource: string, step: Step): Quantity =>
  parseQuantity(quantityOf(step.requests, resource) ?? '0');

/** After init containers the time when all run, and the other way round; starting sidecars are part of the latter. */
function otherMoment(pod: PodResources, resource: string, during: string): Step | undefined {
  const candidates = pod.steps.filter(
    (step) =>
      quantityOf(step.requests, resource) !== undefined &&
      (during === 'running' ? step.role === 'init' : step.during === 'running'),
  );
  return candidates.toSorted((a, b) => compare(needOf(resource, b), needOf(resource, a)))[0];
}

/** What the Pod needs at a moment, the RuntimeClass's overhead on top. */
function spelledMoment(pod: PodResources, resource: string, step: Step, overhead: Quantity): SpelledMoment {
  const when =
    step.container === undefined ? 'while running' : `while ${visible(step.container)} initializes`;
  const hasOverhead = compare(overhead, parseQuantity('0')) > 0;
  const onTop = hasOverhead ? [`overhead ${amount(resource, printCanonical(overhead))}`] : [];
  const parts = [...partsOf(pod, resource, step), ...onTop];
  return {
    value: amount(resource, printCanonical(add(needOf(resource, step), overhead))),
    says: parts.length > 0 ? `${when}: ${parts.join(' + ')}` : when,
  };
}

/** The containers that hold something at a moment. */
function partsOf(pod: PodResources, resource: string, step: Step): readonly string[] {
  const index = /^initContainers\[(\d+)\]$/.exec(step.during)?.[1];
  const present = pod.containers.filter((container, position) => {
    if (index === undefined) return container.role !== 'init';
    return position === Number(index) || (container.role === 'sidecar' && position < Number(index));
  });
  return present.flatMap(({ name, requests }) => {
    const value = quantityOf(requests, resource);
    return value === undefined ? [] : [`${visible(name)} ${amount(resource, value)}`];
  });
}
