import type { Edit } from '../finding.ts';
import { SIDECAR_TERMINATORS } from '../rules/known/sidecar-terminators.ts';
import type { RuleContext } from '../rules/rule.ts';
import { loopbackPort } from '../rules/signs/loopback.ts';
import { sidecarEdits } from '../rules/signs/migration.ts';
import { startGateOf } from '../rules/signs/start-gate.ts';
import { fixInObject } from '../workload/fix-in-object.ts';
import type { Candidate } from './candidate.ts';
import { lineOf } from './line-of.ts';
import type { MovedContainer } from './migration.ts';
import { type Place, placeOf, startOrderOf } from './start-order.ts';

/** One container's part of a plan. */
export interface PlannedMove {
  readonly moved: MovedContainer;
  /** Of the object that holds the Pod; made in this order, after those of the moves before. */
  readonly edits: readonly Edit[];
}

/** How the chosen containers of one Pod become sidecars. */
export function planWorkload(
  context: RuleContext,
  chosen: readonly Candidate[],
  before: string | undefined,
): readonly PlannedMove[] {
  const placed = placesOf(context, startOrderOf(chosen), before).toSorted(
    (a, b) => a.place.index - b.place.index,
  );
  return placed.map((one, turn) => plannedMove(context, one, placed.slice(0, turn)));
}

interface Placed {
  readonly candidate: Candidate;
  /** Among the `initContainers` that are there before the migration. */
  readonly place: Place;
}

/** A sidecar that another one calls is never further down. */
function placesOf(
  context: RuleContext,
  ordered: readonly Candidate[],
  before: string | undefined,
): readonly Placed[] {
  const alone = ordered.map((candidate) => ({
    candidate,
    place: placeOf(context, candidate.entry, before),
  }));
  return alone.map(({ candidate, place }, turn) => {
    const users = alone.slice(turn + 1).flatMap((user): readonly Place[] => {
      const uses = loopbackPort(user.candidate.entry.container, candidate.entry.container);
      const why = `"${user.candidate.entry.container.name ?? ''}" uses ${uses} of it`;
      return uses === undefined ? [] : [{ index: user.place.index, why }];
    });
    return { candidate, place: users.reduce((first, one) => (one.index < first.index ? one : first), place) };
  });
}

const indexIn = ({ entry }: Candidate): number => Number(/\[(\d+)\]$/.exec(entry.path)?.[1] ?? 0);

/** Its index in `containers` once those that are moved before it are out. */
function sourceIndex(own: Candidate, ahead: readonly Placed[]): number {
  const index = indexIn(own);
  return index - ahead.filter(({ candidate }) => indexIn(candidate) < index).length;
}

function plannedMove(
  context: RuleContext,
  { candidate, place }: Placed,
  ahead: readonly Placed[],
): PlannedMove {
  const { entry, certainty, because } = candidate;
  const { workload, pod } = context;
  const index = place.index + ahead.length;
  const gate = startGateOf(context, entry);
  const needless = needlessEnv(entry);
  const successor = pod.spec.initContainers?.[place.index]?.name;
  const edits: readonly Edit[] = [
    ...sidecarEdits(`spec.containers[${sourceIndex(candidate, ahead)}]`, index, gate),
    ...needless
      .map(({ position }): Edit => ({ op: 'remove', path: `spec.initContainers[${index}].env[${position}]` }))
      .toReversed(),
  ];
  return {
    moved: {
      container: entry.container.name ?? '',
      certainty,
      because,
      line: lineOf(workload, entry),
      index,
      ...(successor !== undefined && { before: successor }),
      ...(place.why !== undefined && { placed: place.why }),
      gate,
      removed: needless.map(({ name }) => `its variable ${name}`),
    },
    edits: fixInObject({ description: '', edits }, workload).edits ?? [],
  };
}

const VARIABLES: ReadonlySet<string> = new Set(
  SIDECAR_TERMINATORS.filter(({ sign }) => sign === 'environment').map(({ name }) => name),
);

/** Variables that only ask a controller to end the container. */
const needlessEnv = ({
  container,
}: Candidate['entry']): readonly { readonly name: string; readonly position: number }[] =>
  (container.env ?? []).flatMap(({ name = '' }, position) =>
    VARIABLES.has(name) ? [{ name, position }] : [],
  );
