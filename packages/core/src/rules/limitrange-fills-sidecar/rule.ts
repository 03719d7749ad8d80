import type { Container } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { ZERO } from '../../quantity/quantity.ts';
import { type ResourceAmounts, readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { applyLimitRange, type LimitRangeViolation } from '../../resources/limit-range.ts';
import { containersOf, isSidecar } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { amountsOf, named } from '../signs/words.ts';

type Filled = Fact & {
  readonly limitRanges: readonly string[];
  readonly sidecars: readonly string[];
} & (
    | {
        readonly kind: 'filled';
        readonly requests: ResourceAmounts;
        readonly limits: ResourceAmounts;
        /** What the Pod then requests. */
        readonly pod: ResourceAmounts;
      }
    | { readonly kind: 'refused'; readonly because: string }
  );

/** R-074 … R-077: a LimitRange is made for apps, and counts for every sidecar. */
export const limitrangeFillsSidecar: Rule = defineRule({
  meta: {
    id: 'limitrange-fills-sidecar',
    summary: 'A LimitRange of the namespace decides what a sidecar requests',
    severity: 'error',
    needs: 'SidecarContainers',
    source: 'R-074, R-077; redhat-developer/odo#1221, open-telemetry/opentelemetry-operator#895',
  },
  check,
  advise: (fact: Filled) => ({
    message: `LimitRange ${named(fact.limitRanges)} ${
      fact.kind === 'refused'
        ? `refuses the Pod for ${sidecarsOf(fact)}: ${fact.because}`
        : `gives ${sidecarsOf(fact)} ${given(fact.requests, fact.limits)}: the Pod then requests ${printed(fact.pod)}`
    }`,
    explanation:
      'Defaults of type Container are filled into every container that leaves them out, sidecars and injected ones too, and min and max are held against each. What suits an app is much for a log shipper, and little for a proxy.',
    fix: { description: `Set resources of ${named(fact.sidecars)} to what is needed, within the LimitRange` },
  }),
});

const sidecarsOf = ({ sidecars }: Filled): string =>
  `${sidecars.length === 1 ? 'sidecar' : 'sidecars'} ${named(sidecars)}`;

const given = (requests: ResourceAmounts, limits: ResourceAmounts): string =>
  [
    ...(Object.keys(requests).length > 0 ? [`requests of ${printed(requests)}`] : []),
    ...(Object.keys(limits).length > 0 ? [`limits of ${printed(limits)}`] : []),
  ].join(' and ');

const printed = (amounts: ResourceAmounts): string => amountsOf(amounts, Object.keys(amounts).sort());

function check(context: RuleContext): readonly Filled[] {
  const { pod, containers, input, workload, release } = context;
  const { limitRanges } = input.policiesOf(workload.source.namespace);
  if (limitRanges.length === 0) return [];
  const names = limitRanges.map(({ name }) => name);
  const items = limitRanges.flatMap((one) => one.items);
  const { pod: filled, violations } = applyLimitRange(pod, items, release.on, sumOptionsAt(release));
  const after = containersOf(filled.spec);
  const ofContainers = containers.flatMap(({ container, role, path }, index): readonly Filled[] => {
    if (role !== 'sidecar') return [];
    const common = { path: `${path}.resources`, limitRanges: names, sidecars: [container.name ?? ''] };
    const now = after[index]?.container ?? {};
    const refusals = [
      ...violations.filter((one) => one.container === container.name).map(({ message }) => message),
      ...aboveLimits(container, now),
    ];
    if (refusals.length > 0) return [{ ...common, kind: 'refused', because: refusals.join('; ') }];
    const [requests, limits] = [added(container, now, 'requests'), added(container, now, 'limits')];
    if (Object.keys(requests).length + Object.keys(limits).length === 0) return [];
    return [
      {
        ...common,
        severity: 'warning',
        kind: 'filled',
        requests,
        limits,
        pod: context.resources.pod.requests,
      },
    ];
  });
  return [...ofContainers, ...tooMuchTogether(context, names, violations)];
}

/** A bound of type Pod that the sum keeps without sidecars, and breaks with them. */
function tooMuchTogether(
  { pod, containers, input, workload, release }: RuleContext,
  limitRanges: readonly string[],
  violations: readonly LimitRangeViolation[],
): readonly Filled[] {
  const broken = violations.filter(({ type }) => type === 'Pod');
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  if (broken.length === 0 || sidecars.length === 0) return [];
  const initContainers = (pod.spec.initContainers ?? []).filter((container) => !isSidecar(container));
  const items = input.policiesOf(workload.source.namespace).limitRanges.flatMap((one) => one.items);
  const without = { ...pod, spec: { ...pod.spec, initContainers } };
  const { violations: others } = applyLimitRange(without, items, release.on, sumOptionsAt(release));
  if (others.some(({ type }) => type === 'Pod')) return [];
  return [
    {
      kind: 'refused',
      path: 'spec.initContainers',
      limitRanges,
      sidecars: sidecars.map(({ container }) => container.name ?? ''),
      because: broken.map(({ message }) => message).join('; '),
    },
  ];
}

/** What the container has after and had not before. */
function added(before: Container, after: Container, side: 'requests' | 'limits'): ResourceAmounts {
  const own = before.resources?.[side] ?? {};
  return Object.fromEntries(
    Object.entries(after.resources?.[side] ?? {}).filter(([name]) => !Object.hasOwn(own, name)),
  );
}

/** A default limit below the container's own request: validation refuses it then (R-074). */
const aboveLimits = (before: Container, after: Container): readonly string[] =>
  Object.keys(added(before, after, 'limits')).flatMap((name) => {
    const request = readList(after.resources?.requests).get(name);
    const limit = readList(after.resources?.limits).get(name);
    if (request === undefined || compare(request, limit ?? ZERO) <= 0) return [];
    return [
      `its request of ${name} ${after.resources?.requests?.[name]} is above the default limit ${after.resources?.limits?.[name]}`,
    ];
  });
