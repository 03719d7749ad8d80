import type { LocatedFinding } from '../finding.ts';
import type { Attempt } from './attempt.ts';
import type { Attempted } from './attempted.ts';
import { type Block, forceByName } from './choose-containers.ts';
import type { MovedContainer } from './migration.ts';

/** A container that must not move, as what would come of it is an error. */
export interface Blocker {
  readonly attempted: Attempted;
  readonly container: string;
  readonly why: Block;
}

/** Errors that the move would bring to its own object, where that is whole; who was named moves in spite of advice, not of a refusal. */
export const blockersOf = (attempted: Attempted, added: readonly LocatedFinding[]): readonly Blocker[] =>
  (attempted.patchOf === undefined ? added : [])
    .filter(({ severity }) => severity === 'error')
    .flatMap((finding) =>
      culprits(finding, attempted)
        .filter(({ certainty }) => finding.origin === 'server' || certainty !== 'asked')
        .map(({ container }) => ({ attempted, container, why: whyOf(finding, container) })),
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
              why: whyOf(finding, moved.container, `${finding.source.kind} "${finding.source.name}": `),
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

/** Advice may be decided against, a refusal may not. */
function whyOf({ origin, message, fix }: LocatedFinding, container: string, whose = ''): Block {
  if (origin === 'server') return { reason: `${whose}the API server would refuse it: ${message}` };
  const first = fix === undefined ? '' : `. First: ${fix.description}`;
  return { reason: `${whose}it would be an error: ${message}${first}`, force: forceByName(container) };
}
