import type { WorkloadDiff } from '@outrider/core';
import { resourceWords } from './resource-rows.ts';
import { inOneUnit } from './signed.ts';
import { name, type Words } from './words.ts';

/** Why a request that changes is larger than what the running containers need: R-004, said of this Pod. */
export function peakWords({ resources: { before, after, delta } }: WorkloadDiff): readonly Words[] {
  const peaks = Object.entries(after?.pod.initPeaks ?? {});
  return peaks
    .filter(([resource]) => before !== null && (delta.pod.requests[resource] ?? '0') !== '0')
    .map(([resource, { container, value, running }]) => {
      const [most = '', later = ''] = inOneUnit(resource, [value, running]);
      return [
        ...resourceWords(resource),
        ' is decided by init container ',
        name(container),
        `: ${most} together with the sidecars before it, ${later} once all containers run`,
      ];
    });
}
