import type { RuleContext } from '../rules/rule.ts';
import type { RoleContainer } from '../workload/container-role.ts';
import { type Candidate, candidatesOf } from './candidate.ts';
import type { MigrateOptions } from './migrate-options.ts';

/** A candidate that is not moved, and what would move it. */
export interface Passed extends Candidate {
  readonly reason: string;
  readonly force?: string;
}

export interface Choice {
  readonly chosen: readonly Candidate[];
  readonly passed: readonly Passed[];
}

/** Why a container is not moved, and what would move it all the same. */
export type Block = Pick<Passed, 'reason' | 'force'>;

/** What keeps containers of a Pod from being moved, by their names. */
export type Blocked = ReadonlyMap<string, Block>;

/** Which containers of a Pod are moved: nothing on a guess alone, and never the last one that does the work. */
export function chooseContainers(
  context: RuleContext,
  options: MigrateOptions,
  isIgnored: (entry: RoleContainer) => boolean,
  blocked: Blocked,
): Choice {
  const regular = context.containers.filter(({ role }) => role === 'regular');
  const found = candidatesOf(context);
  const asked = askedOf(regular, options.containers);
  const passed: Passed[] = [];
  const chosen = (asked ?? found).filter((candidate) => {
    const why = sharesName(candidate, context) ?? passedOver(candidate, options, isIgnored, blocked);
    if (why !== undefined) passed.push({ ...candidate, ...why });
    return why === undefined;
  });
  if (chosen.length < regular.length) return { chosen, passed };
  return withWork(chosen, passed);
}

const askedOf = (
  regular: readonly RoleContainer[],
  names: readonly string[] | undefined,
): readonly Candidate[] | undefined =>
  names &&
  regular
    .filter(({ container }) => names.includes(container.name ?? ''))
    .map((entry) => ({ entry, certainty: 'asked', because: 'it was named' }));

/** The server takes no two of a name; and which of them is meant? */
const sharesName = ({ entry }: Candidate, { containers }: RuleContext): Block | undefined =>
  containers.some(({ container, path }) => path !== entry.path && container.name === entry.container.name)
    ? { reason: 'another container has the same name' }
    : undefined;

function passedOver(
  candidate: Candidate,
  { probable }: MigrateOptions,
  isIgnored: (entry: RoleContainer) => boolean,
  blocked: Blocked,
): Block | undefined {
  const { entry, certainty } = candidate;
  const name = entry.container.name ?? '';
  const block = blocked.get(name);
  if (block !== undefined) return block;
  if (certainty === 'asked') return undefined;
  if (isIgnored(entry)) {
    return { reason: 'the manifest ignores the rule that finds it', force: forceByName(name) };
  }
  if (certainty === 'certain' || probable === true) return undefined;
  return { reason: 'that is likely, not certain', force: `--probable, or ${forceByName(name)}` };
}

export const forceByName = (name: string): string => `--container ${name}`;

/** Where all would go, the surest do, and if that is all of them none does. */
function withWork(chosen: readonly Candidate[], passed: readonly Passed[]): Choice {
  const certain = chosen.filter(({ certainty }) => certainty === 'certain');
  const reason = 'no container would be left to do the work';
  const stay =
    certain.length === chosen.length || certain.length === 0
      ? chosen
      : chosen.filter((one) => !certain.includes(one));
  return {
    chosen: chosen.filter((one) => !stay.includes(one)),
    passed: [
      ...passed,
      ...stay.map((one) => ({
        ...one,
        reason,
        ...(one.certainty !== 'asked' &&
          chosen.length > 1 && { force: forceByName(one.entry.container.name ?? '') }),
      })),
    ],
  };
}
