import type { Analysis } from '../analysis.ts';
import type { InputFile } from '../inventory.ts';
import type { Rule } from '../rules/rule.ts';
import type { Settings } from '../rules/settings.ts';
import type { Workload } from '../workload/workload.ts';

export interface MigrateOptions {
  /** Also what only looks like a sidecar. */
  readonly probable?: boolean;
  /** Names of the containers to move; nothing else is moved then. */
  readonly containers?: readonly string[];
  /** The init container before which they are put, in Pods that have it. */
  readonly before?: string;
  /** Which workloads are looked at; all unless given. */
  readonly isWanted?: (workload: Workload) => boolean;
  readonly settings?: Partial<Settings>;
  /** Rules that judge the change; the catalogue's unless given. */
  readonly rules?: readonly Rule[];
}

/** What Outrider says of some texts: `analyze` with its release and options. */
export type AnalyzeTexts = (files: readonly InputFile[]) => Analysis;
