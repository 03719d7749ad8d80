import type { LocatedFinding } from '../finding.ts';
import type { Attempt, Attempted } from './attempt.ts';
import type { MovedContainer } from './migration.ts';

/** A container that must not move, as what would come of it is an error. */
export interface Blocker {
  readonly attempted: Attempted;
  readonly container: string;
  readonly reason: string;
}

/** Errors that the move would bring to its own object; who was named moves in spite of advice, not of a refusal. */
export const blockersOf = (attempted: Attempted, added: readonly LocatedFinding[]): readonly Blocker[] =>
  added
    .filter(({ severity }) => severity === 'error')
    .flatMap((finding) =>
      culprits(finding, attempted)
        .filter(({ certainty }) => finding.origin === 'server' || certainty !== 'asked')
        .map(({ container }) => ({ attempted, container, reason: reasonOf(finding) })),
    );

/** Errors that it would bring to other objects, such as a Service whose port nobody finds any more. */
export const blockersOnOthers = (
  { workloads }: Attempt,
  added: readonly LocatedFinding[],
): readonly Blocker[] =>
  added
    .filter(({ severity }) => severity === 'error')
    .flatMap((finding) =>
      workloads
        .filter(
          ({ workload }) =>
            (workload.source.namespace ?? 'default') === (finding.source.namespace ?? 'default'),
        )
        .flatMap((attempted) =>
          attempted.moves
            .filter(({ moved }) => moved.certainty !== 'asked' && names(finding, moved))
            .map(({ moved }) => ({
              attempted,
              container: moved.container,
              reason: `${finding.source.kind} "${finding.source.name}": ${reasonOf(finding)}`,
            })),
        ),
    );

const names = ({ message }: LocatedFinding, { container }: MovedContainer): boolean =>
  message.includes(`"${container}"`);

/** The containers of which a finding speaks, by its path or its words; all that moved where it speaks of none. */
function culprits(finding: LocatedFinding, { workload, moves }: Attempted): readonly MovedContainer[] {
  const moved = moves.map((one) => one.moved);
  const placed = moved.filter(({ index }) =>
    `${finding.path}.`.startsWith(`${workload.specPath}.initContainers[${index}].`),
  );
  if (placed.length > 0) return placed;
  const named = moved.filter((one) => names(finding, one));
  return named.length > 0 ? named : moved;
}

function reasonOf({ origin, message, fix }: LocatedFinding): string {
  if (origin === 'server') return `the API server would refuse it: ${message}`;
  return `it would be an error: ${message}${fix === undefined ? '' : `. First: ${fix.description}`}`;
}
