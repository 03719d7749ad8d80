/** Where the simulator and a real kubelet part on one Pod. */
import type { Release } from '../packages/core/src/index.ts';
import { simulateNode } from '../packages/core/src/lifecycle/simulate.ts';
import type { Run } from '../packages/core/src/lifecycle/timeline.ts';
import type { Life } from './generate/life.ts';
import type { SeenEvent } from './kubelet.ts';
import { scenarioOf } from './life-scenario.ts';

/** Nodes from the quickest to the slowest; the real one is somewhere between. */
const LATENESS = Array.from({ length: 21 }, (_, index) => index / 20);
/** What a busy machine and the stand-in runtime add (seconds). */
const SLACK = 1.6;

export function differencesOfLife(
  one: Life & { readonly id: string },
  seen: readonly SeenEvent[],
  release: Release,
  seconds: number,
): readonly string[] {
  const pod = { metadata: { name: one.id }, spec: one.pod.spec };
  const input = { pod, scenario: scenarioOf(one, seconds), release };
  const runs = LATENESS.map((lateness) => simulateNode(input, lateness));
  return [...stepDifferences(runs, seen), ...statusDifferences(runs, seen)];
}

interface Step {
  readonly at: number;
  readonly item: string;
}

function stepOf(event: SeenEvent): string | null {
  switch (event.event) {
    case 'Started':
    case 'Killed':
    case 'PostStartStarted':
    case 'PreStopStarted':
      return `${event.event}#${event.instance}`;
    case 'Exited':
      return `Exited#${event.instance} ${event.exitCode}`;
    case 'SignalSent':
      return `SignalSent#${event.instance} (${event.grace})`;
    default:
      return null;
  }
}

const stepDifferences = (runs: readonly Run[], seen: readonly SeenEvent[]): readonly string[] =>
  (runs[0]?.pod.containers ?? []).flatMap(({ name }) => containerDifferences(name, runs, seen));

/** What all nodes do, whatever their lateness, the real one does, and nothing else. */
function containerDifferences(
  name: string,
  runs: readonly Run[],
  seen: readonly SeenEvent[],
): readonly string[] {
  const simulated = runs.map((run) => simulatedSteps(name, run, seen));
  const real = seen.flatMap((event): Step[] => {
    const item = event.container === name ? stepOf(event) : null;
    return item === null ? [] : [{ at: event.t, item }];
  });
  const agreed = commonLength(simulated);
  for (let index = 0; index < agreed; index++) {
    const fault = faultOf(
      simulated.map((steps) => steps[index] as Step),
      real[index],
    );
    if (fault !== null) return [`${name}: ${fault}`];
  }
  const isSettled = simulated.every(({ length }) => length === agreed);
  const extra = real[agreed];
  return isSettled && extra !== undefined ? [`${name}: ${extra.item} at ${extra.at} is not expected`] : [];
}

/** `sleep` hooks run inside the kubelet, where nobody sees them. */
function simulatedSteps(name: string, { timeline }: Run, seen: readonly SeenEvent[]): readonly Step[] {
  const shows = (hook: string): boolean =>
    seen.some(({ event, container }) => container === name && event.startsWith(hook));
  const [preStop, postStart] = [shows('PreStop'), shows('PostStart')];
  return timeline.flatMap((event): Step[] => {
    if (!('container' in event) || event.container !== name) return [];
    const { atSeconds: t, ...rest } = event;
    const item = stepOf({ t, ...rest, ...('graceSeconds' in rest && { grace: rest.graceSeconds }) });
    const isSeen =
      item !== null &&
      (preStop || !item.startsWith('PreStop')) &&
      (postStart || !item.startsWith('PostStart'));
    return isSeen ? [{ at: t, item }] : [];
  });
}

function faultOf(expected: readonly Step[], got: Step | undefined): string | null {
  const times = expected.map(({ at }) => at);
  const [from, to] = [Math.min(...times), Math.max(...times)];
  const wanted = `${expected[0]?.item} at ${from} to ${to}`;
  if (got === undefined) return `${wanted} never seen`;
  if (got.item !== expected[0]?.item) return `${wanted}, seen ${got.item} at ${got.at}`;
  return got.at < from - SLACK || got.at > to + SLACK ? `${wanted}, seen at ${got.at}` : null;
}

/** How long all nodes do the same. */
function commonLength(all: readonly (readonly Step[])[]): number {
  const [first = [], ...others] = all;
  const parts = first.findIndex(({ item }, index) => others.some((steps) => steps[index]?.item !== item));
  return parts < 0 ? first.length : parts;
}

/**
 * Each published line must come in one of the runs, in its order. When exactly a readiness probe was triggered, and
 * which of two pull errors was the last, is a matter of milliseconds: READY and those two count as the same.
 */
function statusDifferences(runs: readonly Run[], seen: readonly SeenEvent[]): readonly string[] {
  // What is asked of a Pod that is done no longer matters.
  const done = Math.max(...runs.map(({ pod }) => pod.finishedAtSeconds ?? Infinity));
  const real = seen
    .filter(({ event, t }) => event === 'Status' && t <= done + SLACK)
    .map(({ t, phase, ready, status, flags }) => ({
      at: t,
      line: general(`${phase} ${ready} ${status} [${flags}]`),
    }))
    .filter(({ line }, index, all) => line !== all[index - 1]?.line && !BEFORE_KUBELET.test(line));
  const best = runs
    .map((run) => firstMissing(shownBy(run), real))
    .toSorted((a, b) => a.index - b.index)
    .at(-1);
  const missing = best && real[best.index];
  return best === undefined || missing === undefined
    ? []
    : [`status ${missing.line} at ${missing.at} is not expected after ${best.after}`];
}

const BEFORE_KUBELET = /^Pending n\/\d+ Pending /;

const shownBy = ({ timeline }: Run): readonly string[] =>
  timeline.flatMap((event) => {
    if (event.event !== 'PodStatus') return [];
    const flags = `${event.conditions['Initialized'] ? 'I' : ''}${event.conditions['Ready'] ? 'R' : ''}`;
    return [general(`${event.phase} ${event.ready} ${event.status} [${flags}]`)];
  });

const general = (line: string): string =>
  line
    .replace(/ \d+\/(\d+) /, ' n/$1 ')
    .replace('R]', ']')
    .replace('ErrImagePull', 'ImagePullBackOff');

function firstMissing(
  shown: readonly string[],
  real: readonly { readonly line: string }[],
): { readonly index: number; readonly after: string } {
  let next = 0;
  for (const [index, { line }] of real.entries()) {
    const found = shown.indexOf(line, next);
    if (found < 0) return { index, after: shown[next - 1] ?? 'nothing' };
    next = found + 1;
  }
  return { index: real.length, after: '' };
}
