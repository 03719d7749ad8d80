import type { RuleContext } from '../rules/rule.ts';
import { applyMoves } from './apply-moves.ts';
import type { Attempted, Attempting } from './attempted.ts';
import { type Blocks, block } from './blocks.ts';
import { forceByName } from './choose-containers.ts';
import { type InlinePatch, inlinePatchOf } from './inline-patches.ts';
import { lineOf } from './line-of.ts';
import { patchedMoves, patchInTheWay, plannedPatches } from './patches.ts';

/** What a kustomization patches in its own text cannot follow; who was named moves all the same. */
export function blockInline(
  wholes: readonly Attempted[],
  patches: readonly InlinePatch[],
  blocks: Blocks,
): boolean {
  const found = wholes.flatMap(({ workload, moves }) =>
    moves
      .filter(({ moved: { certainty } }) => certainty !== 'asked')
      .flatMap(({ moved: { container } }) => {
        const patch = inlinePatchOf(patches, workload, container);
        return patch === undefined ? [] : [{ workload, container, place: patch.place }];
      }),
  );
  for (const { workload, container, place } of found) {
    const reason = `the kustomization patches it at ${place}, which has to move it too`;
    block(blocks, workload, container, { reason, force: forceByName(container) });
  }
  return found.length > 0;
}

/** What cannot follow in a patch holds the container that it patches. */
export function attemptedPatch(
  context: RuleContext,
  wholes: readonly Attempted[],
  { blocks, texts }: Attempting,
): Attempted | 'blocked' {
  const { workload } = context;
  const { source } = workload;
  const patched = patchedMoves(context, wholes);
  const moves = plannedPatches(context, patched);
  const result = applyMoves(texts, source, moves);
  const refused = patched.flatMap((one) => {
    const isRefused = !('text' in result) && result.container === one.original.moved.container;
    const why = patchInTheWay(one) ?? (isRefused ? `cannot be moved: ${result.refused}` : undefined);
    return why === undefined ? [] : [{ ...one, why }];
  });
  for (const { of, original, entry, why } of refused) {
    const place = `${source.file}:${lineOf(workload, entry)}`;
    block(blocks, of.workload, original.moved.container, { reason: `its patch at ${place} ${why}` });
  }
  if (refused.length > 0) return 'blocked';
  if ('text' in result) texts.set(source.file, result.text);
  const [first] = patched;
  return { workload, moves, passed: [], ...(first && { patchOf: first.of.workload.source }) };
}
