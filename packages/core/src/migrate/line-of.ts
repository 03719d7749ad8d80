import type { RoleContainer } from '../workload/container-role.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import type { Workload } from '../workload/workload.ts';

/** Where a container of a Pod stands in its text. */
export const lineOf = (workload: Workload, { path }: Pick<RoleContainer, 'path'>): number =>
  workload.manifest.locate(pathInObject(workload, path)).line;
