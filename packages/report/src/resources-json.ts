import type { Analysis } from '@outrider/core';

/** `outrider resources -o json`. */
export const resourcesJson = (analysis: Analysis): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'resources',
      kubernetesVersion: analysis.release.version,
      workloads: analysis.workloads.map(({ workload, resources }) => ({
        source: workload.source,
        ...resources,
      })),
      unreadable: analysis.unreadable,
    },
    null,
    2,
  )}\n`;
