import type { Analysis } from '../analysis.ts';
import type { LocatedFinding } from '../finding.ts';
import type { InputFile } from '../inventory.ts';
import type { Release } from '../kubernetes/release.ts';
import { type Attempt, attempt } from './attempt.ts';
import type { Attempted } from './attempted.ts';
import { type Blocker, blockersOf, blockersOnOthers } from './blockers.ts';
import { type Blocks, block } from './blocks.ts';
import { changeOf, leftOf } from './describe.ts';
import { addedOnOthers, type EffectsOn, effectsIn, type Sides } from './effects.ts';
import { inlinePatches, inlinePatchOf } from './inline-patches.ts';
import type { AnalyzeTexts, MigrateOptions } from './migrate-options.ts';
import type { Migration } from './migration.ts';
import { type Tidied, tidy } from './tidy.ts';

/** Why a release has no native sidecars to migrate to (G-001). */
export const whyNoSidecars = ({ on, version }: Release): string | undefined =>
  on.SidecarContainers
    ? undefined
    : `Kubernetes ${version} drops restartPolicy of init containers: a container that moves would hold the app back until it ends. Native sidecars need 1.29, or 1.28 with --feature-gate SidecarContainers=true`;

/**
 * Legacy sidecars become native ones: plans the moves, makes them in the texts, analyzes those again, and takes back
 * what would be an error. `before` is the analysis of `files`; `analyze` makes the same of other texts.
 */
export function migrateManifests(
  files: readonly InputFile[],
  before: Analysis,
  analyze: AnalyzeTexts,
  options: MigrateOptions = {},
): Migration {
  const blocks: Blocks = new Map();
  for (;;) {
    const tried = attempt(files, before, options, blocks);
    if (
      whyNoSidecars(before.release) !== undefined ||
      tried.workloads.every(({ moves }) => moves.length === 0)
    ) {
      return nothingMoved(before, tried);
    }
    const { tidied, after } = proven(files, tried, analyze);
    const { settings, rules } = options;
    const sides = { before, after, ...(settings && { settings }), ...(rules && { rules }) };
    const [others, effectsOn] = [addedOnOthers(sides), effectsIn(sides)];
    const blockers = blockersIn(tried, effectsOn, others);
    if (blockers.length === 0) {
      const changes = tried.workloads
        .filter(isMoved)
        .map((one) => changeOf(one, tidied, after, effectsOn(one.workload)));
      return migrationOf(files, tried, tidied, { changes, others, before, after });
    }
    for (const { attempted, container, why } of blockers) {
      block(blocks, attempted.workload, container, why);
    }
  }
}

const textsOf = (files: readonly InputFile[], texts: ReadonlyMap<string, string>): readonly InputFile[] =>
  files.map(({ file, text }) => ({ file, text: texts.get(file) ?? text }));

interface Proven {
  readonly tidied: Tidied;
  readonly after: Analysis;
}

function proven(files: readonly InputFile[], tried: Attempt, analyze: AnalyzeTexts): Proven {
  const moved = analyze(textsOf(files, tried.texts));
  const tidied = tidy(tried, moved);
  return { tidied, after: tidied.removed.size === 0 ? moved : analyze(textsOf(files, tidied.texts)) };
}

const isMoved = ({ moves }: Attempted): boolean => moves.length > 0;

const blockersIn = (
  tried: Attempt,
  effectsOn: EffectsOn,
  others: readonly LocatedFinding[],
): readonly Blocker[] => [
  ...tried.workloads
    .filter(isMoved)
    .flatMap((one) => blockersOf(one, effectsOn(one.workload)?.findings.added ?? [])),
  ...blockersOnOthers(tried, others),
];

const nothingMoved = (before: Analysis, { workloads }: Attempt): Migration => ({
  kubernetesVersion: before.release.version,
  workloads: workloads.length,
  changes: [],
  left: leftOf(workloads),
  others: [],
  warnings: [],
  files: [],
});

function migrationOf(
  files: readonly InputFile[],
  { workloads }: Attempt,
  { texts }: Tidied,
  { changes, others, before, after }: Pick<Migration, 'changes' | 'others'> & Pick<Sides, 'before' | 'after'>,
): Migration {
  const patches = after.findings.filter(
    (one) => one.rule === 'index-based-init-patch' && !others.includes(one),
  );
  return {
    kubernetesVersion: after.release.version,
    workloads: workloads.length,
    changes,
    left: leftOf(workloads),
    others: [...others, ...patches],
    warnings: [
      ...(after.release.on.orderedSidecarTermination ? [] : [ALPHA]),
      ...patchedInline(workloads, before),
    ],
    files: files.flatMap(({ file, text }) => {
      const given = texts.get(file) ?? text;
      return given === text ? [] : [{ file, before: text, after: given }];
    }),
  };
}

const ALPHA =
  'Kubernetes 1.28 runs native sidecars as alpha: they stop together with the app rather than after it (1.29 does that)';

/** Patches in the text of a kustomization that would add a second container of the name. */
function patchedInline(workloads: readonly Attempted[], before: Analysis): readonly string[] {
  const patches = inlinePatches(before);
  return workloads.flatMap(({ workload, moves }) =>
    moves.flatMap(({ moved: { container } }) => {
      const patch = inlinePatchOf(patches, workload, container);
      return patch === undefined
        ? []
        : [`${patch.place} patches "${container}" in containers: move it to initContainers there too`];
    }),
  );
}
