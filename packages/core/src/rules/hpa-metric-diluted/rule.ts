import type { Edit, Fix } from '../../finding.ts';
import type { JsonObject } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { printCanonical } from '../../quantity/print-quantity.ts';
import { MILLI, milliValue, quantityOf, ZERO } from '../../quantity/quantity.ts';
import { readList } from '../../quantity/resource-list.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { hpaRequest } from '../../resources/hpa.ts';
import { hasPodLevelRequests } from '../../resources/pod-sums.ts';
import { containersOf, type RoleContainer } from '../../workload/container-role.ts';
import { horizontalAutoscalersOf, type UtilizationMetric } from '../input/autoscalers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { named } from '../signs/words.ts';

interface Diluted extends Fact {
  readonly on: ManifestObject;
  readonly resource: string;
  readonly percent: number;
  /** Requests, in thousandths: of regular containers and sidecars, and of regular containers alone. */
  readonly whole: bigint;
  readonly regular: bigint;
  readonly sidecars: readonly string[];
  /** What the regular containers may use at most; absent where one has no limit. */
  readonly limit: bigint | undefined;
  /** The one regular container, which a ContainerResource metric can name. */
  readonly app: string | undefined;
}

/** R-110: from 1.29 the controller divides the usage of all containers by the requests of all, sidecars among them. */
export const hpaMetricDiluted: Rule = defineRule({
  meta: {
    id: 'hpa-metric-diluted',
    summary: 'A HorizontalPodAutoscaler measures the app together with its sidecars',
    severity: 'warning',
    needs: 'hpaCountsSidecars',
    source: 'R-110; kubernetes/kubernetes#120001, pkg/controller/podautoscaler/replica_calculator.go',
  },
  options: { atLeastPercent: 10 },
  check: (context, { atLeastPercent }) =>
    horizontalAutoscalersOf(context).flatMap(({ object, metrics }) =>
      metrics.flatMap((metric) => diluted(context, object, metric, atLeastPercent)),
    ),
  advise: (fact: Diluted) => ({
    message: messageOf(fact),
    explanation:
      'A Resource metric compares what all containers use with what all request. A sidecar that idles hides a busy app, and a busy sidecar scales an idle one. Up to 1.28 the requests of sidecars were left out, so the same target meant something else.',
    fix: fixOf(fact),
  }),
});

function messageOf({ resource, percent, whole, regular, sidecars, limit }: Diluted): string {
  const target = (whole * BigInt(percent)) / 100n;
  const share = (target * 100n) / regular;
  const never = limit !== undefined && limit < target;
  return `${percent} % of ${resource} means ${printed(target)} of ${printed(whole)}, ${named(sidecars)} included: while ${
    sidecars.length === 1 ? 'it idles' : 'they idle'
  }, the app must use ${share} % of its own ${printed(regular)}${
    never ? `, and its limit of ${printed(limit)} never lets it` : ''
  }`;
}

/** Thousandths as Kubernetes prints them: `250m`, `1`. */
const printed = (milli: bigint): string => printCanonical(quantityOf(milli, 'DecimalSI', MILLI));

function fixOf({ on, path, resource, percent, app }: Diluted): Fix {
  const words = `Measure ${app === undefined ? 'the app container' : `"${app}"`} alone with a ContainerResource metric`;
  if (app === undefined) return { description: `${words} for each container that counts` };
  if (on.source.apiVersion === 'autoscaling/v1') return { description: `${words}, in autoscaling/v2` };
  const containerResource = {
    name: resource,
    container: app,
    target: { type: 'Utilization', averageUtilization: percent },
  };
  return { description: words, edits: editsAt(path, containerResource), mechanical: true };
}

/** The metric made another; or one where the API server would fill one in. */
const editsAt = (path: string, containerResource: JsonObject): readonly Edit[] =>
  path === 'spec'
    ? [{ op: 'set', path: 'spec.metrics', value: [{ type: 'ContainerResource', containerResource }] }]
    : [
        { op: 'set', path: `${path}.type`, value: 'ContainerResource' },
        { op: 'set', path: `${path}.containerResource`, value: containerResource },
        { op: 'remove', path: `${path}.resource` },
      ];

function diluted(
  { admitted, release }: RuleContext,
  on: ManifestObject,
  { path, resource, container, percent }: UtilizationMetric,
  atLeastPercent: number,
): readonly Diluted[] {
  const options = sumOptionsAt(release);
  const request = hpaRequest(admitted, release.on, { metric: 'Resource', resource }, options);
  const ofPod = release.on.hpaReadsPodLevel && hasPodLevelRequests(admitted, release.on, options);
  if (container !== undefined || 'error' in request || ofPod) return [];
  const containers = containersOf(admitted.spec);
  const regulars = containers.filter(({ role }) => role === 'regular');
  const sidecars = containers.filter((entry) => entry.role === 'sidecar' && requestOf(entry, resource) > 0n);
  const regular = regulars.reduce((sum, entry) => sum + requestOf(entry, resource), 0n);
  const whole = request.requestMilli;
  if (sidecars.length === 0 || regular === 0n) return [];
  const limits = regulars.map(({ container: { resources } }) => readList(resources?.limits).get(resource));
  const limit = limits.every((one) => one !== undefined)
    ? limits.reduce((sum, one) => sum + milliValue(one ?? ZERO), 0n)
    : undefined;
  const [first, ...others] = regulars;
  return [
    {
      on,
      path,
      severity: (whole - regular) * 100n < whole * BigInt(atLeastPercent) ? 'info' : 'warning',
      resource,
      percent,
      whole,
      regular,
      sidecars: sidecars.map((entry) => entry.container.name ?? ''),
      limit,
      app: others.length === 0 ? first?.container.name : undefined,
    },
  ];
}

const requestOf = ({ container }: RoleContainer, resource: string): bigint =>
  milliValue(readList(container.resources?.requests).get(resource) ?? ZERO);
