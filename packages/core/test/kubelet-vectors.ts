import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { TimelineEvent } from '../src/lifecycle/timeline.ts';

export interface Observed {
  readonly scenario: string;
  readonly phase: string;
  readonly note: string;
  readonly timeline: readonly ObservedEvent[];
}

interface ObservedEvent {
  readonly t: number;
  readonly event: string;
  readonly container?: string;
  readonly instance?: number;
  readonly exitCode?: number;
  readonly grace?: number;
}

export const OBSERVED_VERSIONS = ['1.28', '1.29', '1.31', '1.32', '1.33', '1.34', '1.35', '1.36'] as const;

export const observed = (version: string): readonly Observed[] => {
  const file = new URL(`./vectors/kubelet/${version}.json.gz`, import.meta.url);
  return JSON.parse(gunzipSync(readFileSync(file)).toString('utf8')) as readonly Observed[];
};

export interface Step {
  readonly at: number;
  readonly item: string;
}

/** What both a real kubelet and the simulator say of containers. */
export function observedSteps({ timeline }: Observed): readonly Step[] {
  const steps = timeline.flatMap((event) => {
    const item = stepOf(event);
    return item === null ? [] : [{ at: event.t, item }];
  });
  // A second deletion changes nothing (L-142); a scenario has one.
  const deletion = steps.findIndex(({ item }) => item === 'DeleteRequested');
  return steps.filter(({ item }, index) => item !== 'DeleteRequested' || index === deletion);
}

export const simulatedSteps = (timeline: readonly TimelineEvent[]): readonly Step[] =>
  timeline.flatMap((event) => {
    const { atSeconds: t, ...rest } = event;
    const item = stepOf({ t, ...rest, ...('graceSeconds' in rest && { grace: rest.graceSeconds }) });
    return item === null ? [] : [{ at: t, item }];
  });

function stepOf({ event, container, instance, exitCode, grace }: ObservedEvent): string | null {
  switch (event) {
    case 'Started':
    case 'Killed':
      return `${event} ${container}#${instance}`;
    case 'Exited':
      return `Exited ${container}#${instance} ${exitCode}`;
    case 'SignalSent':
      return `SignalSent ${container}#${instance} (${grace})`;
    case 'SandboxLost':
    case 'DeleteRequested':
      return event;
    case 'ForceDeleted':
      return 'DeleteRequested';
    default:
      return null;
  }
}

/** How much later than in the ideal profile a real node may be (seconds). */
const EARLY = 2.2;
const LATE = 3.2;
const BACK_OFF_LATE = 16;

/** Where the real kubelet and the simulator part; empty if they agree as far as the record goes. */
export function partings(real: readonly Step[], simulated: readonly Step[]): readonly string[] {
  const rest = [...real];
  let before: Both = { ideal: 0, real: 0 };
  const starts = new Map<string, Both>();
  for (const group of byInstant(simulated)) {
    if (rest.length < group.items.length) break;
    const seen = rest.splice(0, group.items.length);
    const items = seen.map(({ item }) => item);
    if (items.toSorted().join() !== group.items.toSorted().join()) {
      return [`at ${group.at}: expected ${group.items.join(', ')}; seen ${items.join(', ')}`];
    }
    const [first = { at: 0, item: '' }] = seen;
    const now = { ideal: group.at, real: first.at };
    if (!fits(first.item, now, before) && !fitsOwnStart(first.item, now, starts)) {
      return [`${items.join(', ')}: expected at ${group.at}, seen at ${first.at}`];
    }
    for (const { at, item } of seen) {
      if (item.startsWith('Started')) starts.set(instanceOf(item), { ideal: group.at, real: at });
    }
    before = { ideal: group.at, real: seen.at(-1)?.at ?? 0 };
  }
  return [];
}

/** The same for each container on its own: where a node's start-up steps mix with what others do meanwhile. */
export function partingsByContainer(real: readonly Step[], simulated: readonly Step[]): readonly string[] {
  const names = new Set(simulated.map(({ item }) => nameOf(item)));
  return [...names].flatMap((name) => {
    const of = (steps: readonly Step[]): readonly Step[] => steps.filter(({ item }) => nameOf(item) === name);
    return partings(of(real), of(simulated));
  });
}

interface Both {
  readonly ideal: number;
  readonly real: number;
}

const instanceOf = (item: string): string => item.split(' ')[1] ?? '';
const nameOf = (item: string): string => instanceOf(item).split('#')[0] ?? '';

function fits(item: string, now: Both, before: Both): boolean {
  const gap = now.ideal - before.ideal;
  const later = now.real - before.real - gap;
  const restarts = item.startsWith('Started') && gap >= 1;
  return -EARLY - gap * 0.05 <= later && later <= (restarts ? Math.max(BACK_OFF_LATE, gap / 2 + LATE) : LATE);
}

/** A container that ends by itself follows its own start, whatever else was late. */
function fitsOwnStart(item: string, now: Both, starts: ReadonlyMap<string, Both>): boolean {
  const start = starts.get(instanceOf(item));
  return item.startsWith('Exited') && start !== undefined && fits(item, now, start);
}

function byInstant(steps: readonly Step[]): readonly { readonly at: number; readonly items: string[] }[] {
  const groups: { at: number; items: string[] }[] = [];
  for (const { at, item } of steps) {
    const last = groups.at(-1);
    if (last?.at === at) last.items.push(item);
    else groups.push({ at, items: [item] });
  }
  return groups;
}
