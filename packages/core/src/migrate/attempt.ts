import type { Analysis } from '../analysis.ts';
import type { InputFile } from '../inventory.ts';
import { locateFinding } from '../manifest/locate-finding.ts';
import { ruleInput } from '../rules/input/rule-input.ts';
import type { InputContext, RuleContext } from '../rules/rule.ts';
import { ruleContext } from '../rules/rule-context.ts';
import { DEFAULT_SETTINGS } from '../rules/settings.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import { pathInObject } from '../workload/path-in-object.ts';
import type { Workload } from '../workload/workload.ts';
import { applyMoves } from './apply-moves.ts';
import { attemptedPatch, blockInline } from './attempt-patch.ts';
import type { Attempted, Attempting } from './attempted.ts';
import { type Blocks, block } from './blocks.ts';
import { type Blocked, chooseContainers } from './choose-containers.ts';
import { inlinePatches } from './inline-patches.ts';
import type { MigrateOptions } from './migrate-options.ts';
import { isPatch } from './patches.ts';
import { planWorkload } from './plan-workload.ts';
import { workloadKey } from './workload-key.ts';

export interface Attempt {
  readonly workloads: readonly Attempted[];
  /** All texts, changed or not. */
  readonly texts: ReadonlyMap<string, string>;
}

/** Plans each workload and makes its moves, without those that are blocked; patches follow what they patch. */
export function attempt(
  files: readonly InputFile[],
  analysis: Analysis,
  options: MigrateOptions,
  blocks: Blocks,
): Attempt {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const wanted = analysis.workloads.filter(({ workload }) => options.isWanted?.(workload) ?? true);
  const given = inputContext(analysis, options);
  const contexts = wanted.map(({ workload }) => ruleContext(workload, given));
  const attempting = { analysis, options, blocks, texts };
  const wholes = contexts
    .filter(({ workload }) => !isPatch(workload))
    .map((context) => attempted(context, attempting));
  if (blockInline(wholes, inlinePatches(analysis), blocks)) return attempt(files, analysis, options, blocks);
  const patches: Attempted[] = [];
  for (const context of contexts.filter(({ workload }) => isPatch(workload))) {
    const patch = attemptedPatch(context, wholes, attempting);
    if (patch === 'blocked') return attempt(files, analysis, options, blocks);
    patches.push(patch);
  }
  return { workloads: [...wholes, ...patches], texts };
}

/** A container whose text cannot be moved is blocked, and the others are tried without it. */
function attempted(context: RuleContext, attempting: Attempting): Attempted {
  const { workload } = context;
  const { analysis, options, blocks, texts } = attempting;
  const blocked: Blocked = blocks.get(workloadKey(workload)) ?? new Map();
  const isIgnored = (entry: RoleContainer): boolean => ignores(analysis, workload, entry);
  const { chosen, passed } = chooseContainers(context, options, isIgnored, blocked);
  const moves = planWorkload(context, chosen, options.before);
  const result = applyMoves(texts, workload.source, moves);
  if ('text' in result) {
    texts.set(workload.source.file, result.text);
    return { workload, moves, passed };
  }
  block(blocks, workload, result.container, { reason: `its text cannot be moved: ${result.refused}` });
  return attempted(context, attempting);
}

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
