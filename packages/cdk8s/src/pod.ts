import type { FeatureGate, KubernetesVersion, NEWEST_KUBERNETES, ObjectMeta, PodSpec } from '@outrider/core';
import type { Missing } from './check/literal.ts';
import type { Target } from './check/release.ts';
import type { Doors } from './doors.ts';
import { PodBuilder } from './pod-builder.ts';
import type { CompletePodMethods, PodMethods } from './pod-methods.ts';

/** What holds for the whole Pod: labels, annotations and every field of its spec but the containers and volumes. */
export interface PodOptions<V extends KubernetesVersion, G extends FeatureGate>
  extends Omit<
    PodSpec,
    'containers' | 'initContainers' | 'volumes' | 'ephemeralContainers' | 'restartPolicy'
  > {
  /** The oldest Kubernetes minor this runs on; default: that of the app's context (`TARGET`), else the newest known. */
  readonly target?: V;
  /** Feature gates that are set there, API server and nodes alike. */
  readonly featureGates?: { readonly [K in G]: true };
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Whatever else the metadata of the Pod, or of its template, is to have. */
  readonly metadata?: Omit<ObjectMeta, 'labels' | 'annotations'>;
  /** Any field of the Pod's spec, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** A Pod without a regular container becomes nothing yet. */
type ClosedDoors = {
  readonly [Door in keyof Doors<never>]: Missing<`add a regular container with .container() before .${Door}()`>;
};

/** A Pod in the making: order written is order started. */
export interface PodWithoutContainer<
  T extends Target,
  Inits extends string,
  Ports extends string,
  Volumes extends string,
> extends PodMethods,
    ClosedDoors {
  /** Not there at run time: what the type knows. */
  readonly '~types'?: { target: T; names: Inits; ports: Ports; volumes: Volumes };
}

/** A Pod with a regular container: it may become a workload. */
export interface PodWithContainer<
  T extends Target,
  Names extends string,
  Ports extends string,
  Volumes extends string,
> extends CompletePodMethods,
    Doors<Ports> {
  /** Not there at run time: what the type knows. */
  readonly '~types'?: { target: T; names: Names; ports: Ports; volumes: Volumes };
}

/**
 * Begins a Pod.
 *
 * @example
 * pod({ target: '1.33' })
 *   .sidecar(proxy)
 *   .init('migrate', { image: 'shop:7', args: ['migrate'] })
 *   .container('app', { image: 'shop:7', ports: { web: 3000 } })
 *   .deployment(chart, 'api', { replicas: 3 });
 */
export function pod<
  const V extends KubernetesVersion = typeof NEWEST_KUBERNETES,
  const G extends FeatureGate = never,
>(options?: PodOptions<V, G>): PodWithoutContainer<V | G, never, never, never> {
  return PodBuilder.begin(options ?? {}) as unknown as PodWithoutContainer<V | G, never, never, never>;
}
