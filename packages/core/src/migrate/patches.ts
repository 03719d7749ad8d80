import type { RuleContext } from '../rules/rule.ts';
import { sidecarEdits } from '../rules/signs/migration.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import { fixInObject } from '../workload/fix-in-object.ts';
import type { Workload } from '../workload/workload.ts';
import { lineOf } from './line-of.ts';
import type { PlannedMove } from './plan-workload.ts';

/**
 * A workload without the image of a container is no whole object but a patch of one, as overlays of Kustomize have them:
 * its containers are merged by name, list by list, so one has to move with the container that it patches.
 */
export const isPatch = ({ pod }: Workload): boolean => (pod.spec.containers ?? []).some(isPatched);

const isPatched = ({ image }: RoleContainer['container']): boolean => image === undefined;

/** A whole workload with what moves in it. */
interface Whole {
  readonly workload: Workload;
  readonly moves: readonly PlannedMove[];
}

/** A container of a patch, and the one that it patches. */
export interface PatchedMove<W extends Whole> {
  readonly entry: RoleContainer;
  readonly of: W;
  readonly original: PlannedMove;
}

/** The moved containers that a patch patches: of the workload of its name, or of any where its name is nobody's. */
export function patchedMoves<W extends Whole>(
  { workload, containers }: RuleContext,
  wholes: readonly W[],
): readonly PatchedMove<W>[] {
  const { kind, name } = workload.source;
  const ofKind = wholes.filter((one) => one.workload.source.kind === kind);
  const named = ofKind.filter((one) => one.workload.source.name === name);
  return containers
    .filter(({ role, container }) => role === 'regular' && isPatched(container))
    .flatMap((entry) =>
      (named.length > 0 ? named : ofKind)
        .flatMap((of) => of.moves.map((original) => ({ entry, of, original })))
        .filter(({ original }) => original.moved.container === entry.container.name)
        .slice(0, 1),
    );
}

/** Moves a patched container to the list in which it is now; what it gets there, the whole object says. */
export function plannedPatches<W extends Whole>(
  { workload, pod }: RuleContext,
  patched: readonly PatchedMove<W>[],
): readonly PlannedMove[] {
  const inits = pod.spec.initContainers?.length ?? 0;
  return patched.map(({ entry, of, original }, turn): PlannedMove => {
    const { kind, name } = of.workload.source;
    const from = Number(/\[(\d+)\]$/.exec(entry.path)?.[1] ?? 0) - turn;
    const edits = sidecarEdits(`spec.containers[${from}]`, inits + turn, { kind: 'own' });
    return {
      moved: {
        container: original.moved.container,
        certainty: original.moved.certainty,
        because: `it patches that container of ${kind} "${name}"`,
        line: lineOf(workload, entry),
        index: inits + turn,
        gate: { kind: 'own' },
        removed: [],
      },
      edits: fixInObject({ description: '', edits }, workload).edits ?? [],
    };
  });
}

/** Why a patched container cannot move: its patch would set a probe that the whole object has no more. */
export const patchInTheWay = <W extends Whole>({ entry, original }: PatchedMove<W>): string | undefined =>
  original.moved.gate.kind === 'given' &&
  original.moved.gate.isTurned &&
  entry.container.readinessProbe !== undefined
    ? 'sets its readinessProbe, which would become its startupProbe'
    : undefined;
