import { describeNote, type Inventory, type WorkloadResources } from '@outrider/core';
import { injectedJson } from './injected.ts';

/** `outrider resources -o json`. */
export const resourcesJson = (analysis: Inventory): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'resources',
      kubernetesVersion: analysis.release.version,
      workloads: analysis.workloads.map(({ workload, resources }) => ({
        source: workload.source,
        ...(workload.injected && { injected: injectedJson(workload.injected) }),
        ...withMessages(resources),
      })),
      unreadable: analysis.unreadable,
    },
    null,
    2,
  )}\n`;

/** Notes with the sentence that words them. */
const withMessages = ({ notes = [], ...resources }: WorkloadResources) => ({
  ...resources,
  notes: notes.map((note) => ({ ...note, message: describeNote(note) })),
});
