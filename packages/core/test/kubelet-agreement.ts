import { always, byChance } from '../src/lifecycle/kubelet/reactions.ts';
import { type SimulateInput, simulateNode } from '../src/lifecycle/simulate.ts';
import type { Run, TimelineEvent } from '../src/lifecycle/timeline.ts';

/** An event of a real kubelet, as the recorded vectors and the programs of `conformance/` write it. */
export interface SeenEvent {
  readonly t: number;
  readonly event: string;
  readonly container?: string;
  readonly instance?: number;
  readonly exitCode?: number;
  readonly grace?: number;
  readonly phase?: string;
  readonly ready?: string;
  readonly status?: string;
  readonly flags?: string;
  readonly reason?: string;
  readonly message?: string;
}

/** Nodes from the quickest to the slowest, and such as are late now with this and now with that. */
export const nodes = (input: SimulateInput): readonly Run[] => [
  ...Array.from({ length: 11 }, (_, index) => simulateNode(input, always(index / 10))),
  ...Array.from({ length: 80 }, (_, seed) => simulateNode(input, byChance(seed))),
];

export interface Step {
  readonly at: number;
  readonly container: string;
  readonly item: string;
  /** Of a signal. */
  readonly grace: number;
}

/**
 * Where a real kubelet parts from what the nodes from the quickest to the slowest do: what all of them do it must do,
 * container by container, each within their times, and what one of them always does first it must do first.
 */
export function partings(runs: readonly Run[], seen: readonly SeenEvent[], slack: number): readonly string[] {
  const names = (runs[0]?.pod.containers ?? []).map(({ name }) => name);
  const agreed = names.map((name) => agreementOn(name, runs, seen, slack));
  const faults = agreed.flatMap(({ fault }) => (fault === null ? [] : [fault]));
  return faults.length > 0
    ? faults
    : disorders(
        agreed.flatMap(({ pairs }) => pairs),
        slack,
      );
}

/** A step as all nodes have it, and as it was seen. */
interface Pair {
  readonly name: string;
  readonly simulated: readonly number[];
  readonly seen: number;
}

interface Agreement {
  readonly fault: string | null;
  readonly pairs: readonly Pair[];
}

function agreementOn(
  name: string,
  runs: readonly Run[],
  seen: readonly SeenEvent[],
  slack: number,
): Agreement {
  const real = stepsOf(seen).filter(({ container }) => container === name);
  const shows = (hook: string): boolean => real.some(({ item }) => item.startsWith(hook));
  const isSeen = ({ item }: Step): boolean =>
    (shows('PreStop') || !item.startsWith('PreStop')) &&
    (shows('PostStart') || !item.startsWith('PostStart'));
  const simulated = runs.map(({ timeline }) =>
    simulatedSteps(timeline).filter((step) => step.container === name && isSeen(step)),
  );
  const length = commonLength(simulated);
  const end = seen.at(-1)?.t ?? 0;
  const pairs: Pair[] = [];
  for (let index = 0; index < length; index++) {
    const steps = simulated.map((each) => each[index] as Step);
    const got = real[index];
    // What may come after the record's end need not be in it.
    if (got === undefined && steps.some(({ at }) => at + slack > end * 0.97)) return { fault: null, pairs };
    const fault = faultOf(steps, got, index === 0, slack) ?? gapFault(simulated, real, index, slack);
    if (fault !== null || got === undefined) return { fault: `${name}: ${fault ?? 'missing'}`, pairs };
    pairs.push({ name: `${name} ${got.item}`, simulated: steps.map(({ at }) => at), seen: got.at });
  }
  const extra = real[length];
  const isSettled = simulated.every((steps) => steps.length === length);
  const fault =
    isSettled && extra !== undefined ? `${name}: ${extra.item} at ${extra.at} is not expected` : null;
  return { fault, pairs };
}

/** `sleep` hooks run inside the kubelet, where nobody sees them. */
export const simulatedSteps = (timeline: readonly TimelineEvent[]): readonly Step[] =>
  stepsOf(
    timeline.map(({ atSeconds: t, ...rest }) => ({
      t,
      ...rest,
      ...('graceSeconds' in rest && { grace: rest.graceSeconds }),
    })),
  );

export const stepsOf = (events: readonly SeenEvent[]): readonly Step[] =>
  events.flatMap((event) => {
    const item = itemOf(event);
    const { t: at, container = '', grace = 0 } = event;
    return item === null ? [] : [{ at, container, item, grace }];
  });

function itemOf({ event, instance, exitCode }: SeenEvent): string | null {
  switch (event) {
    case 'Started':
    case 'Killed':
    case 'PostStartStarted':
    case 'PreStopStarted':
      return `${event}#${instance}`;
    case 'Exited':
      return `${event}#${instance} ${exitCode}`;
    case 'SignalSent':
      return `${event}#${instance}`;
    default:
      return null;
  }
}

function faultOf(
  steps: readonly Step[],
  got: Step | undefined,
  isFirst: boolean,
  slack: number,
): string | null {
  const times = steps.map(({ at }) => at);
  const item = steps[0]?.item ?? '';
  const wanted = `${item} at ${Math.min(...times)} to ${Math.max(...times)}`;
  if (got === undefined) return `${wanted} never seen`;
  if (got.item !== item) return `${wanted}, seen ${got.item} at ${got.at}`;
  // What is left of it is cut to whole seconds: a moment more or less decides.
  const graces = steps.map(({ grace }) => grace);
  if (!within(got.grace, graces, 1)) return `${item} (${graces[0]}), seen with ${got.grace}`;
  return isFirst && !within(got.at, times, slack) ? `${wanted}, seen at ${got.at}` : null;
}

/** Of later steps the time since the one before, which no earlier lateness widens. */
function gapFault(
  simulated: readonly (readonly Step[])[],
  real: readonly Step[],
  index: number,
  slack: number,
): string | null {
  const gap = (steps: readonly Step[]): number => (steps[index] as Step).at - (steps[index - 1] as Step).at;
  if (index === 0) return null;
  const gaps = simulated.map(gap);
  const got = gap(real);
  return within(got, gaps, slack)
    ? null
    : `${real[index]?.item} ${Math.min(...gaps)} to ${Math.max(...gaps)} s after ${real[index - 1]?.item}, seen after ${got}`;
}

const within = (value: number, range: readonly number[], slack: number): boolean =>
  Math.min(...range) - slack <= value && value <= Math.max(...range) + slack;

/** How long all nodes do the same. */
function commonLength(all: readonly (readonly Step[])[]): number {
  const [first = [], ...others] = all;
  const parts = first.findIndex(({ item }, index) => others.some((steps) => steps[index]?.item !== item));
  return parts < 0 ? first.length : parts;
}

/** Steps of different containers that every node takes in one order, the real one in the other. */
function disorders(pairs: readonly Pair[], slack: number): readonly string[] {
  const ordered = pairs.toSorted((a, b) => a.seen - b.seen);
  return ordered.flatMap((first, index) =>
    ordered
      .slice(index + 1)
      .filter((later) => later.seen > first.seen + slack && isAlwaysBefore(later, first))
      .map((later) => `${later.name} (${later.seen}) comes after ${first.name} (${first.seen})`),
  );
}

const isAlwaysBefore = (a: Pair, b: Pair): boolean =>
  a.simulated.every((at, index) => at < (b.simulated[index] ?? 0));

/**
 * The first published line that none of the nodes shows soon after the one before; `null` if there is none. When exactly
 * a readiness probe was triggered, and which of two pull errors was the last, is a matter of milliseconds: READY and
 * those two count as the same.
 */
export function unexpectedStatus(
  runs: readonly Run[],
  seen: readonly SeenEvent[],
  slack: number,
): string | null {
  // What is asked of a Pod that is done no longer matters.
  const done = Math.max(...runs.map(({ pod }) => pod.finishedAtSeconds ?? Infinity));
  const real = seen
    .slice(0, deletionOfTheDone(seen))
    .filter(({ event, t }) => event === 'Status' && t <= done + slack)
    .map((event) => ({ at: event.t, line: general(event.phase, event.ready, event.status, event.flags) }))
    .filter(({ line }, index, all) => line !== all[index - 1]?.line && !BEFORE_KUBELET.test(line));
  const steps = new Set(runs.flatMap(stepsShown));
  const found = real.findIndex(({ line }, index) => !steps.has(`${real[index - 1]?.line ?? ''} > ${line}`));
  return found < 0
    ? null
    : `${real[found]?.line} at ${real[found]?.at} is not expected after ${real[found - 1]?.line}`;
}

/** Where a Pod is deleted whose phase is terminal; the end if none is. */
function deletionOfTheDone(seen: readonly SeenEvent[]): number {
  const done = seen.findIndex(({ phase }) => phase === 'Succeeded' || phase === 'Failed');
  const found = seen.findIndex(({ event }, index) => event === 'DeleteRequested' && index > done);
  return done < 0 || found < 0 ? seen.length : found;
}

const BEFORE_KUBELET = /^Pending \/\d+ Pending /;
/** Statuses that a node may merge away between two that it shows. */
const MERGED = 3;

/** Each line with those that follow it soon. */
function stepsShown({ timeline }: Run): readonly string[] {
  const shown = timeline.flatMap((event) => {
    if (event.event !== 'PodStatus') return [];
    const flags = `${event.conditions['Initialized'] ? 'I' : ''}${event.conditions['Ready'] ? 'R' : ''}`;
    return [general(event.phase, event.ready, event.status, flags)];
  });
  const first = shown.slice(0, 1 + MERGED).map((line) => ` > ${line}`);
  return [
    ...first,
    ...shown.flatMap((from, index) =>
      shown.slice(index + 1, index + 2 + MERGED).map((line) => `${from} > ${line}`),
    ),
  ];
}

const general = (phase = '', ready = '', status = '', flags = ''): string =>
  `${phase} ${ready.replace(/^\d+/, '')} ${status.replace('ErrImagePull', 'ImagePullBackOff')} [${flags.includes('I') ? 'I' : ''}]`;
