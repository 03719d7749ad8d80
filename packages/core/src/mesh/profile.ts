import type { Container, ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import type { Mesh } from '../rules/settings.ts';
import type { Pod } from '../workload/workload.ts';

/** What a mesh puts into a Pod, with the defaults of its vendor and what the Pod's annotations say. */
export interface MeshProfile {
  readonly mesh: Mesh;
  /** Namespaces into which it never injects. */
  readonly ignoredNamespaces: readonly string[];
  /** Why it leaves a Pod alone that its labels and annotations would not keep out. */
  readonly refuses: (pod: Pod) => string | undefined;
  /** Sends the Pod's traffic to the proxy before anything else runs. */
  readonly init: (pod: Pod) => Container;
  readonly proxy: (pod: Pod, native: boolean) => Container;
  /** Whether the Pod itself decides between a native sidecar and a regular container. */
  readonly nativeByPod: (pod: Pod) => boolean | undefined;
  /** Where a proxy that is a regular container stands among the others. */
  readonly regularPlace: (pod: Pod) => 'first' | 'last';
  readonly annotations: (pod: Pod) => Readonly<Record<string, string>>;
  readonly source: string;
  readonly checked: string;
}

export const annotationOf = ({ metadata }: Pod, key: string): string | undefined =>
  Object.hasOwn(metadata.annotations ?? {}, key) ? metadata.annotations?.[key] : undefined;

/** `true` and `false` as annotations write them. */
export function flagOf(pod: Pod, ...keys: readonly string[]): boolean | undefined {
  const value = keys.map((key) => annotationOf(pod, key)).find((text) => text !== undefined);
  if (value === 'true') return true;
  return value === 'false' ? false : undefined;
}

/** Annotations with amounts, by what they set. */
export interface AmountKeys {
  readonly requests: Readonly<Record<'cpu' | 'memory', string>>;
  readonly limits: Readonly<Record<'cpu' | 'memory', string>>;
}

/** Requests and limits that annotations give; empty where they give none. */
export function annotatedResources(pod: Pod, keys: AmountKeys): ResourceRequirements {
  const amounts = (of: AmountKeys['requests']): Readonly<Record<string, string>> =>
    Object.fromEntries(
      Object.entries(of).flatMap(([name, key]) => {
        const value = annotationOf(pod, key);
        return value === undefined ? [] : [[name, value]];
      }),
    );
  const [requests, limits] = [amounts(keys.requests), amounts(keys.limits)];
  return {
    ...(Object.keys(requests).length > 0 && { requests }),
    ...(Object.keys(limits).length > 0 && { limits }),
  };
}

/** The first regular container, which tools would take if nobody said. */
export const firstContainer = ({ spec }: Pod): string => spec.containers?.[0]?.name ?? '';
