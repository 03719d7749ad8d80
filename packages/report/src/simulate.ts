import type { KubeletRelease, Pod, Release, Run, Source } from '@outrider/core';

/** One simulated run, and all that a report of it needs. */
export interface Simulation {
  readonly source: Source;
  readonly release: Release;
  /** The node's, where it is another one. */
  readonly kubelet: KubeletRelease;
  readonly pod: Pod;
  /** The scenario as the simulator took it, defaults included. */
  readonly scenario: object;
  /** The same in sentences. */
  readonly assumed: readonly string[];
  /** What the scenario expects and the run did not bring, one sentence each. */
  readonly unmet: readonly string[];
  readonly run: Run;
}
