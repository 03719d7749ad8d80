import type { Source } from '../finding.ts';
import { isJsonObject, type JsonObject, own, ownText } from '../json.ts';

/** How many Pods a HorizontalPodAutoscaler keeps of one workload. */
export interface Scale {
  /** The name of the HorizontalPodAutoscaler. */
  readonly autoscaler: string;
  readonly fewest: number;
  readonly most: number;
}

/** An object of the input, as `readManifests` returns it. */
interface InputObject {
  readonly source: Source;
  readonly value: JsonObject;
}

export const isAutoscaler = ({ source: { apiVersion, kind } }: InputObject): boolean =>
  kind === 'HorizontalPodAutoscaler' && apiVersion.startsWith('autoscaling/v');

type Target = Pick<Source, 'kind' | 'namespace' | 'name'>;

/**
 * Who scales what, by the `scaleTargetRef` of the HorizontalPodAutoscalers among the objects. Where several claim one
 * workload none counts: the controller stops all of them with `AmbiguousSelector`
 * (`k8s.io/kubernetes` pkg/controller/podautoscaler/horizontal.go).
 */
export function scalesOf(objects: Iterable<InputObject>): (target: Target) => Scale | undefined {
  const scales = new Map<string, readonly Scale[]>();
  for (const object of objects) {
    const found = isAutoscaler(object) ? scaleOf(object) : undefined;
    if (found !== undefined) scales.set(found.key, [...(scales.get(found.key) ?? []), found.scale]);
  }
  return (target) => {
    const [scale, ...others] = scales.get(keyOf(target)) ?? [];
    return others.length === 0 ? scale : undefined;
  };
}

const keyOf = ({ kind, namespace, name }: Target): string => JSON.stringify([kind, namespace, name]);

/** `minReplicas` is 1 unless said (`k8s.io/kubernetes` pkg/apis/autoscaling/v2/defaults.go). */
function scaleOf({
  source,
  value,
}: InputObject): { readonly key: string; readonly scale: Scale } | undefined {
  const spec = own(value, 'spec');
  const target = isJsonObject(spec) ? own(spec, 'scaleTargetRef') : undefined;
  if (!isJsonObject(spec) || !isJsonObject(target)) return undefined;
  const [fewest, most] = [own(spec, 'minReplicas') ?? 1, own(spec, 'maxReplicas')];
  if (!isCount(fewest) || !isCount(most) || fewest > most) return undefined;
  return {
    key: keyOf({ kind: ownText(target, 'kind'), namespace: source.namespace, name: ownText(target, 'name') }),
    scale: { autoscaler: source.name, fewest, most },
  };
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
