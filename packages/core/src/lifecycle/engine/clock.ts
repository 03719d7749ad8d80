/**
 * The order of what happens at one instant (L-031): the world first (containers that exit, hooks that end), then the
 * kills that wait for it, probes, requests from outside, the Pod's worker, and last what follows from its work.
 */
export const RANK = { world: 0, kill: 1, probe: 2, request: 3, worker: 4, last: 5 } as const;

export type Rank = (typeof RANK)[keyof typeof RANK];

export interface Timer {
  readonly at: number;
  readonly rank: Rank;
  readonly order: number;
  /** `null` once it has been cancelled or has run. */
  run: (() => void) | null;
}

/** A virtual clock with its event queue: a binary heap by time, rank and order of scheduling. */
export interface Clock {
  now: number;
  scheduled: number;
  readonly heap: Timer[];
}

export const newClock = (): Clock => ({ now: 0, scheduled: 0, heap: [] });

/** Runs `run` at a time in milliseconds; a time that has passed is now. `Infinity` never comes. */
export function schedule(clock: Clock, at: number, rank: Rank, run: () => void): Timer {
  const timer: Timer = { at: at < clock.now ? clock.now : at, rank, order: clock.scheduled++, run };
  if (at !== Infinity) push(clock.heap, timer);
  return timer;
}

export const cancel = (timer: Timer | null): void => {
  if (timer !== null) timer.run = null;
};

/** Moves to the next timer not later than `until` and runs it; false if there is none. */
export function advance(clock: Clock, until: number): boolean {
  for (;;) {
    const next = clock.heap[0];
    if (next === undefined || next.at > until) return false;
    pop(clock.heap);
    const { run } = next;
    if (run === null) continue;
    clock.now = next.at;
    next.run = null;
    run();
    return true;
  }
}

const before = (a: Timer, b: Timer): boolean =>
  a.at !== b.at ? a.at < b.at : a.rank !== b.rank ? a.rank < b.rank : a.order < b.order;

function push(heap: Timer[], timer: Timer): void {
  let index = heap.length;
  heap.push(timer);
  while (index > 0) {
    const parent = (index - 1) >> 1;
    const above = heap[parent] as Timer;
    if (!before(timer, above)) break;
    heap[index] = above;
    index = parent;
  }
  heap[index] = timer;
}

function pop(heap: Timer[]): void {
  const last = heap.pop() as Timer;
  if (heap.length === 0) return;
  let index = 0;
  for (;;) {
    let child = 2 * index + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(heap[child + 1] as Timer, heap[child] as Timer)) child++;
    const below = heap[child] as Timer;
    if (!before(below, last)) break;
    heap[index] = below;
    index = child;
  }
  heap[index] = last;
}
