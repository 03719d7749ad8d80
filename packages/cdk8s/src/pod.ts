import type { FeatureGate, KubernetesVersion, PodSpec } from '@outrider/core';
import type { Faultless, Known, Missing } from './check/literal.ts';
import type { ContainerName, VolumeName } from './check/name.ts';
import type { HasSidecars, Target, TooNew } from './check/release.ts';
import type { ContainerOptions, InitOptions, Sleep } from './container-options.ts';
import type { Doors } from './doors.ts';
import type { Explanation } from './explain.ts';
import type { PodAnnotations } from './pod-annotations.ts';
import { PodBuilder } from './pod-builder.ts';
import type { Sidecar, VolumeSource } from './sidecar.ts';
import type { ScenarioSpec, Simulated } from './simulate.ts';

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
  /** Any field of the Pod's spec, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** Right before, or right after, an init container or sidecar that was written earlier; default: at the end. */
export interface SidecarPlace<Inits extends string> {
  readonly before?: Inits;
  readonly after?: Inits;
}

/** A Pod without a regular container becomes nothing yet. */
type ClosedDoors = {
  readonly [Door in keyof Doors<never>]: Missing<`add a regular container with .container() before .${Door}()`>;
};

type Undeclared<Mounts extends string, Volumes extends string> = Exclude<Known<Mounts>, Volumes>;

/** Why this pod cannot take that sidecar. */
type SidecarFault<
  Name extends string,
  Mounts extends string,
  Needs extends string,
  Brought extends string,
  T extends Target,
  Names extends string,
  Volumes extends string,
> = [Known<Name> & Names] extends [never]
  ? HasSidecars<T> extends true
    ? [TooNew<Needs, T>] extends [never]
      ? [Undeclared<Mounts, Volumes>] extends [never]
        ? [Known<Brought> & Volumes] extends [never]
          ? never
          : `sidecar '${Name}' brings volume '${Known<Brought> & Volumes}', which this pod already has`
        : `sidecar '${Name}' mounts volume '${Undeclared<Mounts, Volumes>}', declare it first with .volume()`
      : `sidecar '${Name}' uses ${TooNew<Needs, T>} but this pod targets ${T & KubernetesVersion}`
    : `sidecar '${Name}' needs Kubernetes 1.29 but this pod targets ${T & KubernetesVersion}`
  : `container name '${Known<Name> & Names}' is already used in this pod`;

/** A Pod in the making: order written is order started. */
export interface PodWithoutContainer<
  T extends Target,
  Inits extends string,
  Ports extends string,
  Volumes extends string,
> extends ClosedDoors {
  /** Annotates the Pod: `.annotate(istio())`. */
  annotate(annotations: PodAnnotations): PodWithoutContainer<T, Inits, Ports, Volumes>;

  /** Declares a volume for the containers that follow. */
  volume<const V extends string>(
    name: VolumeName<V, Volumes>,
    source: VolumeSource,
  ): PodWithoutContainer<T, Inits, Ports, Volumes | V>;

  /** A native sidecar: what follows starts when its startup probe succeeds. */
  sidecar<N extends string, P extends string, M extends string, K extends string, B extends string>(
    sidecar: Faultless<Sidecar<N, P, M, K, B>, N, SidecarFault<N, M, K, B, T, Inits, Volumes>>,
    place?: SidecarPlace<Inits>,
  ): PodWithoutContainer<T, Inits | Known<N>, Ports | P, Volumes | B>;

  /** An init container: what follows starts when it has exited with 0. */
  init<
    const N extends string,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    name: ContainerName<N, Inits>,
    options: InitOptions<Volumes, C, CL, M, ML>,
  ): PodWithoutContainer<T, Inits | Known<N>, Ports, Volumes>;

  /** A regular container. Regular containers start last, one after the other, without waiting. */
  container<
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    name: ContainerName<N, Inits>,
    options: ContainerOptions<P, Volumes, C, CL, M, ML, Sleep<T>>,
  ): PodWithContainer<T, Inits | Known<N>, Ports | P, Volumes>;
}

/** A Pod with a regular container: it may become a workload. */
export interface PodWithContainer<
  T extends Target,
  Names extends string,
  Ports extends string,
  Volumes extends string,
> extends Doors<Ports> {
  /** Start and stop order, budgets and effective requests, of the Pod as written so far. */
  explain(): Explanation;
  /**
   * Plays the Pod's life; without a scenario, everything works and nothing is deleted.
   *
   * @throws RangeError if the scenario does not fit the Pod
   */
  simulate(scenario?: ScenarioSpec): Simulated;

  /** Annotates the Pod: `.annotate(istio())`. */
  annotate(annotations: PodAnnotations): PodWithContainer<T, Names, Ports, Volumes>;

  /** Another regular container. */
  container<
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    name: ContainerName<N, Names>,
    options: ContainerOptions<P, Volumes, C, CL, M, ML, Sleep<T>>,
  ): PodWithContainer<T, Names | Known<N>, Ports | P, Volumes>;

  readonly sidecar: Missing<'write .sidecar() before .container(): order written is order started'>;
  readonly init: Missing<'write .init() before .container(): order written is order started'>;
  readonly volume: Missing<'write .volume() before the containers that mount it'>;
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
export function pod<const V extends KubernetesVersion = '1.36', const G extends FeatureGate = never>(
  options?: PodOptions<V, G>,
): PodWithoutContainer<V | G, never, never, never> {
  return PodBuilder.begin(options ?? {}) as unknown as PodWithoutContainer<V | G, never, never, never>;
}
