import type { Analysis } from '../analysis.ts';
import type { Source } from '../finding.ts';
import type { Workload } from '../workload/workload.ts';
import type { Blocks } from './blocks.ts';
import type { Passed } from './choose-containers.ts';
import type { MigrateOptions } from './migrate-options.ts';
import type { PlannedMove } from './plan-workload.ts';

/** One Pod with what is moved in it and what is not. */
export interface Attempted {
  readonly workload: Workload;
  readonly moves: readonly PlannedMove[];
  readonly passed: readonly Passed[];
  /** The whole workload, where this one only patches it. */
  readonly patchOf?: Source;
}

/** What an attempt goes by, and the texts as it leaves them. */
export interface Attempting {
  readonly analysis: Analysis;
  readonly options: MigrateOptions;
  readonly blocks: Blocks;
  readonly texts: Map<string, string>;
}
