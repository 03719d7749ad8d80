import type { ManifestObject } from '../../manifest/manifest.ts';
import { type VerticalAutoscaler, verticalAutoscalersOf } from '../input/autoscalers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { amountsOf, named } from '../signs/words.ts';

type Blind = Fact & { readonly on: ManifestObject } & (
    | {
        readonly kind: 'unsized';
        readonly sidecars: readonly { readonly name: string; readonly requests: string }[];
      }
    | { readonly kind: 'policy'; readonly sidecar: string }
  );

/** the recommender throws away what it sees of init containers. */
export const vpaBlindToSidecar: Rule = defineRule({
  meta: {
    id: 'vpa-blind-to-sidecar',
    summary: 'A VerticalPodAutoscaler sizes the app and leaves its sidecars as they are',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'R-113; kubernetes/autoscaler#6691, kubernetes/autoscaler#7229, AEP-8905',
  },
  check,
  advise: (fact: Blind) => ({
    message:
      fact.kind === 'policy'
        ? `This policy has no effect: VerticalPodAutoscaler gives no recommendation for native sidecars such as "${fact.sidecar}"`
        : `VerticalPodAutoscaler sizes no native sidecar: ${fact.sidecars.map(({ name, requests }) => `"${name}" keeps ${requests}`).join(', ')}`,
    explanation:
      'Up to 1.7.1 the recommender discards the usage of init containers, sidecars among them, and the updater does not touch them. Support is designed (AEP-8905, gate NativeSidecar).',
    fix: {
      description:
        fact.kind === 'policy'
          ? `Remove the policy, and set the requests of "${fact.sidecar}" by hand`
          : `Set the requests of ${named(fact.sidecars.map(({ name }) => name))} by hand, from what they use`,
    },
  }),
});

function check(context: RuleContext): readonly Blind[] {
  const names = context.containers
    .filter(({ role }) => role === 'sidecar')
    .map(({ container }) => container.name ?? '');
  if (names.length === 0) return [];
  return verticalAutoscalersOf(context).flatMap((autoscaler) => {
    const policies = policiesFor(autoscaler, names);
    return policies.length > 0 ? policies : [unsized(context, autoscaler)];
  });
}

const policiesFor = (
  { object, containerPolicies }: VerticalAutoscaler,
  names: readonly string[],
): readonly Blind[] =>
  containerPolicies
    .filter(({ container, mode }) => names.includes(container) && mode !== 'Off')
    .map(({ path, container }) => ({ kind: 'policy', on: object, path, sidecar: container }));

function unsized({ containers }: RuleContext, { object }: VerticalAutoscaler): Blind {
  const sidecars = containers
    .filter(({ role }) => role === 'sidecar')
    .map(({ container }) => ({
      name: container.name ?? '',
      requests: amountsOf(container.resources?.requests ?? {}, ['cpu', 'memory']) || 'no requests',
    }));
  return { kind: 'unsized', on: object, path: 'spec.targetRef', sidecars };
}
