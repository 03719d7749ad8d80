import { type Clock, cancel, type Rank, schedule, type Timer } from './clock.ts';

/** Registers how to go on; called once. */
export type Park = (resume: () => void) => void;

/** A routine of the kubelet that may wait: written top down, as the kubelet's own goroutine is. */
export type Routine<Result = void> = Generator<Park, Result, void>;

/** Runs a routine until it waits for the first time; the clock does the rest. */
export function spawn(routine: Routine, ended: () => void = () => {}): void {
  const step = (): void => {
    const next = routine.next();
    if (next.done === true) ended();
    else next.value(step);
  };
  step();
}

/** Something that happens once and that others wait for. */
export interface Signal {
  fired: boolean;
  readonly waiting: (() => void)[];
}

export const newSignal = (): Signal => ({ fired: false, waiting: [] });

export function fire(signal: Signal): void {
  if (signal.fired) return;
  signal.fired = true;
  for (const resume of signal.waiting.splice(0)) resume();
}

export const sleepUntil =
  (clock: Clock, at: number, rank: Rank): Park =>
  (resume) => {
    schedule(clock, at, rank, resume);
  };

/** Goes on at `rank` once the signal has fired, or at `deadline` without it. */
export const untilFired =
  (clock: Clock, signal: Signal, rank: Rank, deadline: number = Infinity): Park =>
  (resume) => {
    if (signal.fired) {
      resume();
      return;
    }
    let timer: Timer | null = null;
    let gone = false;
    const wake = (): void => {
      if (gone) return;
      gone = true;
      cancel(timer);
      resume();
    };
    timer = schedule(clock, deadline, rank, wake);
    signal.waiting.push(() => {
      if (!gone) schedule(clock, clock.now, rank, wake);
    });
  };

/** Runs routines side by side and goes on when all have ended. */
export const allOf =
  (routines: readonly Routine[]): Park =>
  (resume) => {
    let left = routines.length;
    if (left === 0) {
      resume();
      return;
    }
    const ended = (): void => {
      left--;
      if (left === 0) resume();
    };
    for (const routine of routines) spawn(routine, ended);
  };
