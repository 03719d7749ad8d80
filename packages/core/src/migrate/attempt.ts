import type { Analysis } from '../analysis.ts';
import type { Source } from '../finding.ts';
import type { InputFile } from '../inventory.ts';
import { locateFinding } from '../manifest/locate-finding.ts';
import { ruleInput } from '../rules/input/rule-input.ts';
import type { InputContext, RuleContext } from '../rules/rule.ts';
import { ruleContext } from '../rules/rule-context.ts';
import { DEFAULT_SETTINGS } from '../rules/settings.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import type { Workload } from '../workload/workload.ts';
import { type Applied, applyMoves } from './apply-moves.ts';
import { type Blocked, chooseContainers, type Passed } from './choose-containers.ts';
import type { MigrateOptions } from './migrate-options.ts';
import { type PlannedMove, planWorkload } from './plan-workload.ts';
import { workloadKey } from './workload-key.ts';

/** One Pod with what is moved in it and what is not. */
export interface Attempted {
  readonly workload: Workload;
  readonly moves: readonly PlannedMove[];
  readonly passed: readonly Passed[];
}

export interface Attempt {
  readonly workloads: readonly Attempted[];
  /** All texts, changed or not. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Why containers must stay, by workload; grows until an attempt holds. */
export type Blocks = Map<string, Map<string, string>>;

export function block(blocks: Blocks, workload: Workload, container: string, reason: string): void {
  const key = workloadKey(workload);
  const own = blocks.get(key) ?? new Map<string, string>();
  blocks.set(key, own.set(container, own.get(container) ?? reason));
}

/** Plans each workload and makes its moves, without those that are blocked. */
export function attempt(
  files: readonly InputFile[],
  analysis: Analysis,
  options: MigrateOptions,
  blocks: Blocks,
): Attempt {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const wanted = analysis.workloads.filter(({ workload }) => options.isWanted?.(workload) ?? true);
  const given = inputContext(analysis, options);
  const workloads = wanted.map(({ workload }) => {
    const context = ruleContext(workload, given);
    return attempted(context, { analysis, options, blocks, texts });
  });
  return { workloads, texts };
}

interface Attempting {
  readonly analysis: Analysis;
  readonly options: MigrateOptions;
  readonly blocks: Blocks;
  readonly texts: Map<string, string>;
}

/** A container whose text cannot be moved is blocked, and the others are tried without it. */
function attempted(context: RuleContext, attempting: Attempting): Attempted {
  const { workload } = context;
  const { analysis, options, blocks, texts } = attempting;
  const blocked: Blocked = blocks.get(workloadKey(workload)) ?? new Map();
  const isIgnored = (entry: RoleContainer): boolean => ignores(analysis, workload, entry);
  const { chosen, passed } = chooseContainers(context, options, isIgnored, blocked);
  const moves = planWorkload(context, chosen, options.before);
  const result = moved(workload.source, moves, texts);
  if ('text' in result) {
    texts.set(workload.source.file, result.text);
    return { workload, moves, passed };
  }
  block(blocks, workload, result.container, `its text cannot be moved: ${result.refused}`);
  return attempted(context, attempting);
}

const moved = (source: Source, moves: readonly PlannedMove[], texts: ReadonlyMap<string, string>): Applied =>
  applyMoves(texts.get(source.file) ?? '', source, moves);

function inputContext(analysis: Analysis, { settings }: MigrateOptions): InputContext {
  const { workloads, others, release } = analysis;
  const objects = [...new Set(workloads.map(({ workload }) => workload.manifest)), ...others];
  const input = ruleInput(
    objects,
    workloads.map(({ workload }) => workload),
  );
  return { input, release, settings: { ...DEFAULT_SETTINGS, ...settings } };
}

const RULES = ['legacy-sidecar-in-job', 'legacy-sidecar-in-service-workload'];

/** Whether the author of the manifest decided against the rule that would find the container. */
function ignores({ isIgnored }: Analysis, workload: Workload, { path }: RoleContainer): boolean {
  if (isIgnored === undefined) return false;
  return RULES.some((rule) =>
    isIgnored(
      locateFinding(
        { rule, origin: 'rule', severity: 'warning', message: '', path: pathInObject(workload, path) },
        workload.manifest,
      ),
    ),
  );
}
