import { type Json, listAt, numberAt, objectAt, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { inNamespaceOf, refersTo, type Seen } from './rule-input.ts';

/** A metric of a HorizontalPodAutoscaler that looks at what containers use, as a share of what they request. */
export interface UtilizationMetric {
  /** In the HPA: `spec.metrics[0]`, or `spec` where it gives none and the API server fills one in. */
  readonly path: string;
  readonly resource: string;
  /** Of all containers together, or of one (`ContainerResource`). */
  readonly container: string | undefined;
  readonly percent: number;
}

export interface HorizontalAutoscaler {
  readonly object: ManifestObject;
  readonly metrics: readonly UtilizationMetric[];
}

export interface VerticalAutoscaler {
  readonly object: ManifestObject;
  /** `Off`, `Initial`, `Recreate`, `InPlaceOrRecreate`, `Auto`; `Auto` if it says nothing. */
  readonly updateMode: string;
  readonly containerPolicies: readonly {
    readonly path: string;
    readonly container: string;
    readonly mode: string;
  }[];
}

/** The HorizontalPodAutoscalers that scale a workload. */
export function horizontalAutoscalersOf({ workload, input }: Seen): readonly HorizontalAutoscaler[] {
  return input
    .ofKind('HorizontalPodAutoscaler', 'autoscaling')
    .filter(inNamespaceOf(workload))
    .filter(({ value }) => refersTo(objectAt(value, 'spec', 'scaleTargetRef'), workload))
    .map((object) => ({ object, metrics: metricsOf(object) }));
}

/** The VerticalPodAutoscalers that size a workload's containers. */
export function verticalAutoscalersOf({ workload, input }: Seen): readonly VerticalAutoscaler[] {
  return input
    .ofKind('VerticalPodAutoscaler', 'autoscaling.k8s.io')
    .filter(inNamespaceOf(workload))
    .filter(({ value }) => refersTo(objectAt(value, 'spec', 'targetRef'), workload))
    .map((object) => ({
      object,
      updateMode: textAt(object.value, 'spec', 'updatePolicy', 'updateMode') ?? 'Auto',
      containerPolicies: listAt(object.value, 'spec', 'resourcePolicy', 'containerPolicies').map(
        (policy, index) => ({
          path: `spec.resourcePolicy.containerPolicies[${index}]`,
          container: textAt(policy, 'containerName') ?? '',
          mode: textAt(policy, 'mode') ?? 'Auto',
        }),
      ),
    }));
}

const DEFAULT_PERCENT = 80;

/** `autoscaling/v1` has one field; `v2` without metrics gets one of CPU (`SetDefaults_HorizontalPodAutoscaler`). */
function metricsOf({ source, value }: ManifestObject): readonly UtilizationMetric[] {
  const cpu = (path: string, percent: number): UtilizationMetric => ({
    path,
    resource: 'cpu',
    container: undefined,
    percent,
  });
  const given = numberAt(value, 'spec', 'targetCPUUtilizationPercentage');
  if (source.apiVersion === 'autoscaling/v1') {
    return [
      cpu(given === undefined ? 'spec' : 'spec.targetCPUUtilizationPercentage', given ?? DEFAULT_PERCENT),
    ];
  }
  const metrics = listAt(value, 'spec', 'metrics');
  return metrics.length === 0 ? [cpu('spec', DEFAULT_PERCENT)] : metrics.flatMap(metricOf);
}

function metricOf(metric: Json, index: number): readonly UtilizationMetric[] {
  const type = textAt(metric, 'type');
  if (type !== 'Resource' && type !== 'ContainerResource') return [];
  const body = objectAt(metric, type === 'Resource' ? 'resource' : 'containerResource');
  const percent =
    numberAt(body, 'target', 'averageUtilization') ?? numberAt(body, 'targetAverageUtilization');
  if (percent === undefined) return [];
  return [
    {
      path: `spec.metrics[${index}]`,
      resource: textAt(body, 'name') ?? '',
      container: type === 'ContainerResource' ? (textAt(body, 'container') ?? '') : undefined,
      percent,
    },
  ];
}
