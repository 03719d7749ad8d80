import { sameValue } from '../../canonical.ts';
import { compare, subtract } from '../../quantity/arithmetic.ts';
import { printCanonical } from '../../quantity/print-quantity.ts';
import { inUnitsOf, NANO, type Quantity, sign } from '../../quantity/quantity.ts';
import { readList } from '../../quantity/resource-list.ts';
import type { RequestParts } from '../../resources/pod-resources.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { type ChangeContext, type ChangeSide, defineChangeRule, type Fact, type Rule } from '../rule.ts';
import { type Asking, type Cause, causeOf } from './cause.ts';

interface Jump extends Fact {
  readonly resource: string;
  readonly before: string;
  readonly after: string;
  readonly percent: number;
  readonly parts: { readonly before: RequestParts; readonly after: RequestParts };
  readonly cause: Cause;
}

/** sidecars add up with the regular containers, and with each init container behind them. */
export const effectiveRequestJump: Rule = defineChangeRule({
  meta: {
    id: 'effective-request-jump',
    summary: 'A Pod reserves much more although its regular containers ask for the same',
    severity: 'warning',
    source: 'R-004, R-132; kubernetes/website#57244, istio/istio#35905, dapr/community#500',
  },
  /** Reported above so many percent. */
  options: { percent: 20 },
  check,
  advise: ({ resource, before, after, percent, parts, cause }: Jump) => ({
    message: `The effective ${resource} request of the Pod goes from ${before} to ${after} (+${percent} %), though its regular containers ask for the same: ${because(cause)}`,
    explanation: `What the scheduler reserves is the sum of regular containers and sidecars, or what one init container needs together with the sidecars before it, whichever is more, and the overhead. ${resource} before: ${sum(parts.before, before)}; now: ${sum(parts.after, after)}.`,
    ...(cause.is === 'peak' &&
      cause.lowered !== undefined && {
        fix: {
          description: `Lower the ${resource} request of init container "${cause.container}" to ${cause.lowered.own}: the Pod then reserves ${cause.lowered.pod}`,
        },
      }),
  }),
});

function check({ before, after }: ChangeContext, { percent }: { readonly percent: number }): readonly Jump[] {
  if (asksForMore(before, after)) return [];
  return Object.keys(after.resources.requests).flatMap((resource): readonly Jump[] => {
    const [old, now] = [before, after].map((side) => readList(side.resources.requests).get(resource));
    if (old === undefined || now === undefined || sign(old) === 0 || compare(now, old) <= 0) return [];
    const grown = percentOf(subtract(now, old), old);
    const cause = causeOf(resource, before, after);
    if (grown <= percent) return [];
    return [
      {
        path: cause.path,
        resource,
        before: printCanonical(old),
        after: printCanonical(now),
        percent: grown,
        parts: { before: partsOf(before, resource), after: partsOf(after, resource) },
        cause,
      },
    ];
  });
}

/** Somebody wants the Pod to have more, and says so where everybody looks: no surprise. */
function asksForMore(before: ChangeSide, after: ChangeSide): boolean {
  if (!sameValue(before.pod.spec.resources, after.pod.spec.resources)) return true;
  const olds = new Map(before.containers.map((entry) => [entry.container.name, entry]));
  return after.containers.some(
    (entry) => entry.role === 'regular' && !isAsBefore(entry, olds.get(entry.container.name)),
  );
}

const isAsBefore = (now: RoleContainer, old: RoleContainer | undefined): boolean =>
  old?.role === 'regular' &&
  sameValue(old.container.resources?.requests ?? {}, now.container.resources?.requests ?? {});

/** Rounded to the nearest whole number. */
function percentOf(part: Quantity, whole: Quantity): number {
  const [some, all] = [inUnitsOf(part, NANO), inUnitsOf(whole, NANO)];
  return Number((some * 200n + all) / (all * 2n));
}

const partsOf = ({ resources }: ChangeSide, resource: string): RequestParts =>
  resources.parts?.[resource] ?? { regular: '0' };

function because(cause: Cause): string {
  switch (cause.is) {
    case 'peak':
      return `init container ${quoted(cause)} runs beside the sidecars before it (${cause.beside})`;
    case 'added':
      return `${sidecars(cause.sidecars)} ${cause.sidecars.length === 1 ? 'is' : 'are'} new`;
    case 'raised':
      return `${sidecars(cause.sidecars)} ${cause.sidecars.length === 1 ? 'asks' : 'ask'} for more`;
    case 'overhead':
      return 'its overhead grows';
    case 'together':
      return 'they and the sidecars add up';
  }
}

const quoted = ({ container, request }: Asking): string => `"${container}" (${request})`;

const sidecars = (all: readonly Asking[]): string =>
  `${all.length === 1 ? 'sidecar' : 'sidecars'} ${all.map(quoted).join(', ')}`;

/** `regular 500m + sidecars 200m + init container above them 500m = 1200m`. */
function sum(parts: RequestParts, whole: string): string {
  const named = [
    ['regular', parts.regular],
    ['sidecars', parts.sidecars],
    ['init container above them', parts.initPeak],
    ['overhead', parts.overhead],
    ['Pod level', parts.podLevel],
  ].flatMap(([name, amount]) => (amount === undefined ? [] : [`${name} ${amount}`]));
  return `${named.join(' + ')} = ${whole}`;
}
