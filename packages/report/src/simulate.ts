import type { Pod, Release, Run, Source } from '@outrider/core';

/** One simulated run, and all that a report of it needs. */
export interface Simulation {
  readonly source: Source;
  readonly release: Release;
  readonly pod: Pod;
  /** The scenario as the simulator took it, defaults included. */
  readonly scenario: object;
  /** The same in sentences. */
  readonly assumed: readonly string[];
  readonly run: Run;
}
