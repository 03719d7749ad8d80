import type { Unreadable } from '@outrider/core';
import type { Simulation } from './simulate.ts';

/** `outrider simulate -o json`; all simulations of one call are of one release. */
export const simulateJson = (
  simulations: readonly Simulation[],
  kubernetesVersion: string,
  unreadable: readonly Unreadable[],
): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'simulate',
      kubernetesVersion,
      runs: simulations.map(({ source, kubelet, scenario, run, unmet }) => ({
        source,
        kubeletVersion: kubelet.version,
        scenario,
        ...run,
        unmetExpectations: unmet,
      })),
      unreadable,
    },
    null,
    2,
  )}\n`;
