import type { WorkloadDiff } from '@outrider/core';
import { lifecycleRows } from './lifecycle-rows.ts';
import { resourceRows } from './resource-rows.ts';
import type { Row } from './row.ts';

/** The rows of a workload that changed, in the order in which a reviewer wants them; rows without a change are left out. */
export const workloadRows = (workload: WorkloadDiff): readonly Row[] => [
  ...resourceRows(workload),
  ...lifecycleRows(workload),
];
