import type { Fix } from '../../finding.ts';
import { readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { hpaRequest } from '../../resources/hpa.ts';
import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import { horizontalAutoscalersOf, type UtilizationMetric } from '../input/autoscalers.ts';
import { usualResources } from '../known/usual-resources.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Blocked extends Fact {
  readonly autoscaler: string;
  readonly resource: string;
  readonly percent: number;
  /** The container without the request; absent where it is the Pod's own `resources` that lack it. */
  readonly container: string | undefined;
  readonly role: string;
  readonly usual: string | undefined;
}

/** R-110: one container without the request, and the whole metric fails. */
export const hpaBlockedByMissingRequest: Rule = defineRule({
  meta: {
    id: 'hpa-blocked-by-missing-request',
    summary: 'A HorizontalPodAutoscaler in percent of a request that a container does not make',
    severity: 'error',
    source: 'R-110; istio/istio#13977, pkg/controller/podautoscaler/replica_calculator.go',
  },
  check: (context) =>
    horizontalAutoscalersOf(context).flatMap(({ object, metrics }) =>
      metrics.flatMap((metric) => blocked(context, object.source.name, metric)),
    ),
  advise: (fact: Blocked) => ({
    message: `HorizontalPodAutoscaler "${fact.autoscaler}" cannot scale by ${fact.percent} % of ${fact.resource}: ${
      fact.container === undefined
        ? `the Pod's own requests have no ${fact.resource}`
        : `${fact.role} "${fact.container}" requests none ("missing request for ${fact.resource} in container ${fact.container}")`
    }`,
    explanation:
      'The controller adds up the requests of all regular containers and, from 1.29 on, sidecars. If one has none, it gives up on the metric for the whole workload, and the number of replicas stays as it is.',
    fix: fixOf(fact),
  }),
});

function fixOf({ path, resource, container, usual }: Blocked): Fix {
  if (container === undefined) return { description: `Set resources.requests.${resource} of the Pod` };
  const description = `Set resources.requests.${resource} of "${container}"`;
  if (usual === undefined) return { description };
  return {
    description: `${description}; its vendor starts with ${usual}`,
    edits: [{ op: 'set', path: `${path}.${resource}`, value: usual }],
  };
}

function blocked(
  { admitted, release }: RuleContext,
  autoscaler: string,
  { resource, container, percent }: UtilizationMetric,
): readonly Blocked[] {
  const metric =
    container === undefined
      ? { metric: 'Resource' as const, resource }
      : { metric: 'ContainerResource' as const, resource, container };
  const request = hpaRequest(admitted, release.on, metric, sumOptionsAt(release));
  if (!('error' in request) || request.error === 'container-not-found') return [];
  const common = { autoscaler, resource, percent };
  if (request.error === 'missing-pod-request') {
    const path = 'spec.resources.requests';
    return [{ ...common, path, container: undefined, role: '', usual: undefined }];
  }
  return containersOf(admitted.spec)
    .filter(({ role }) => role === 'regular' || (role === 'sidecar' && release.on.hpaCountsSidecars))
    .filter((entry) => container === undefined || entry.container.name === container)
    .filter((entry) => !readList(entry.container.resources?.requests).has(resource))
    .map((entry) => ({ ...common, ...placeOf(entry, resource) }));
}

const placeOf = ({ container, role, path }: RoleContainer, resource: string) => ({
  path: `${path}.resources.requests`,
  container: container.name ?? '',
  role: role === 'sidecar' ? 'sidecar' : 'container',
  usual: usualResources(container)?.requests[resource],
});
