import type { KubernetesVersion } from '@outrider/core';
import type { Faultless, Known, Missing } from './check/literal.ts';
import type { ContainerName, VolumeName } from './check/name.ts';
import type { NoSidecars, Target, TooNew } from './check/release.ts';
import type { ContainerOptions, InitOptions, Sleep } from './container-options.ts';
import type { Explanation } from './explain.ts';
import type { PodWithContainer, PodWithoutContainer } from './pod.ts';
import type { PodAnnotations } from './pod-annotations.ts';
import type { Sidecar, VolumeSource } from './sidecar.ts';
import type { ScenarioSpec, Simulated } from './simulate.ts';

/** Right before, or right after, an init container or sidecar that was written earlier; default: at the end. */
export interface SidecarPlace<Inits extends string> {
  readonly before?: Inits;
  readonly after?: Inits;
}

/*
 * What a Pod's type knows, and the types of the Pods that become of it. They ask the Pod that a method is called on, for
 * the reason that sidecar-methods.ts gives.
 */
type Open<T extends Target, N extends string, P extends string, V extends string> = PodWithoutContainer<
  T,
  N,
  P,
  V
>;
type Complete<T extends Target, N extends string, P extends string, V extends string> = PodWithContainer<
  T,
  N,
  P,
  V
>;

type TargetOf<Self> = Self extends Open<infer T, infer _N, infer _P, infer _V> ? T : never;
type NamesOf<Self> = Self extends Open<infer _T, infer Names, infer _P, infer _V> ? Names : never;
type VolumesOf<Self> = Self extends Open<infer _T, infer _N, infer _P, infer Volumes> ? Volumes : never;

/** The Pod with one more init container or sidecar, and what that brings along. */
type Next<Self, Name extends string, Port extends string, Volume extends string> =
  Self extends Open<infer T, infer N, infer P, infer V> ? Open<T, N | Name, P | Port, V | Volume> : never;
/** The Pod with its first regular container, or one more. */
type First<Self, Name extends string, Port extends string> =
  Self extends Open<infer T, infer N, infer P, infer V> ? Complete<T, N | Name, P | Port, V> : never;
type More<Self, Name extends string, Port extends string> =
  Self extends Complete<infer T, infer N, infer P, infer V> ? Complete<T, N | Name, P | Port, V> : never;

/**
 * Why a Pod cannot take a sidecar; `never` if it can. What does not concern the sidecar's name is found out without it,
 * so that the compiler finds it out once for all sidecars that need and bring the same, which is mostly nothing.
 */
type FaultOf<Self, Name extends string, Mounts extends string, Needs extends string, Brought extends string> =
  Self extends Open<infer T, infer Names, infer _P, infer Volumes>
    ? Name extends Names
      ? `container name '${Name}' is already used in this pod`
      : [Unfit<Mounts, Needs, Brought, T, Volumes>] extends [never]
        ? never
        : `sidecar '${Name}' ${Unfit<Mounts, Needs, Brought, T, Volumes>}`
    : never;

type Unfit<
  Mounts extends string,
  Needs extends string,
  Brought extends string,
  T extends Target,
  Volumes extends string,
> = [NoSidecars<T>] extends [never]
  ? [TooNew<Needs, T>] extends [never]
    ? [Exclude<Mounts, Volumes>] extends [never]
      ? [Brought & Volumes] extends [never]
        ? never
        : `brings volume '${Brought & Volumes}', which this pod already has`
      : `mounts volume '${Exclude<Mounts, Volumes>}', declare it first with .volume()`
    : `uses ${TooNew<Needs, T>} but this pod targets ${T & KubernetesVersion}`
  : `needs Kubernetes 1.29 but this pod targets ${T & KubernetesVersion}`;

/** What can be written into a Pod that has no regular container yet. */
export interface PodMethods {
  /** Annotates the Pod: `.annotate(istio())`. */
  annotate<Self>(this: Self, annotations: PodAnnotations): Self;

  /** Declares a volume for the containers that follow. */
  volume<Self, const V extends string>(
    this: Self,
    name: VolumeName<V, VolumesOf<Self>>,
    source: VolumeSource,
  ): Next<Self, never, never, V>;

  /** A native sidecar: what follows starts when its startup probe succeeds. */
  sidecar<Self, N extends string, P extends string, M extends string, K extends string, B extends string>(
    this: Self,
    sidecar: Faultless<Sidecar<N, P, M, K, B>, N, FaultOf<Self, N, M, K, B>>,
    place?: SidecarPlace<NamesOf<Self>>,
  ): Next<Self, Known<N>, P, B>;

  /** An init container: what follows starts when it has exited with 0. */
  init<
    Self,
    const N extends string,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Self,
    name: ContainerName<N, NamesOf<Self>>,
    options: InitOptions<VolumesOf<Self>, C, CL, M, ML>,
  ): Next<Self, Known<N>, never, never>;

  /** A regular container. Regular containers start last, one after the other, without waiting. */
  container<
    Self,
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Self,
    name: ContainerName<N, NamesOf<Self>>,
    options: ContainerOptions<P, VolumesOf<Self>, C, CL, M, ML, Sleep<TargetOf<Self>>>,
  ): First<Self, Known<N>, P>;
}

type TargetOfAll<Self> = Self extends Complete<infer T, infer _N, infer _P, infer _V> ? T : never;
type NamesOfAll<Self> = Self extends Complete<infer _T, infer Names, infer _P, infer _V> ? Names : never;
type VolumesOfAll<Self> =
  Self extends Complete<infer _T, infer _N, infer _P, infer Volumes> ? Volumes : never;

/** What can be done with a Pod that has a regular container. */
export interface CompletePodMethods {
  /** Start and stop order, budgets and effective requests, of the Pod as written so far. */
  explain(): Explanation;
  /**
   * Plays the Pod's life; without a scenario, everything works and nothing is deleted.
   *
   * @throws RangeError if the scenario does not fit the Pod
   */
  simulate(scenario?: ScenarioSpec): Simulated;

  /** Annotates the Pod: `.annotate(istio())`. */
  annotate<Self>(this: Self, annotations: PodAnnotations): Self;

  /** Another regular container. */
  container<
    Self,
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Self,
    name: ContainerName<N, NamesOfAll<Self>>,
    options: ContainerOptions<P, VolumesOfAll<Self>, C, CL, M, ML, Sleep<TargetOfAll<Self>>>,
  ): More<Self, Known<N>, P>;

  readonly sidecar: Missing<'write .sidecar() before .container(): order written is order started'>;
  readonly init: Missing<'write .init() before .container(): order written is order started'>;
  readonly volume: Missing<'write .volume() before the containers that mount it'>;
}
