import type { KubernetesVersion, PersistentVolumeClaim, PersistentVolumeClaimSpec } from '@outrider/core';
import type { Declared, Faultless, Known, Missing } from './check/literal.ts';
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

/**
 * Why a Pod cannot take a sidecar; `never` if it can. What does not concern the sidecar's name is found out without it,
 * so that the compiler finds it out once for all sidecars that need and bring the same, which is mostly nothing.
 */
type FaultOf<
  T extends Target,
  Names extends string,
  Volumes extends string,
  Name extends string,
  Mounts extends string,
  Needs extends string,
  Brought extends string,
> = Name extends Names
  ? `container name '${Name}' is already used in this pod`
  : [Unfit<Mounts, Needs, Brought, T, Volumes>] extends [never]
    ? never
    : `sidecar '${Name}' ${Unfit<Mounts, Needs, Brought, T, Volumes>}`;

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
  volume<
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    const V extends string,
  >(
    this: Open<T, Names, Ports, Volumes>,
    name: VolumeName<V, Volumes>,
    source: VolumeSource,
  ): Open<T, Names, Ports, Volumes | V>;

  /**
   * Declares a volume that is a claim of each Pod of a StatefulSet: its `volumeClaimTemplates`. `more` is what the claim
   * has beside its name and spec.
   */
  claim<
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    const V extends string,
  >(
    this: Open<T, Names, Ports, Volumes>,
    name: VolumeName<V, Volumes>,
    spec: PersistentVolumeClaimSpec,
    more?: Omit<PersistentVolumeClaim, 'spec'>,
  ): Open<T, Names, Ports, Volumes | V>;

  /** A native sidecar: what follows starts when its startup probe succeeds. */
  sidecar<
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    N extends string,
    P extends string,
    M extends string,
    K extends string,
    B extends string,
  >(
    this: Open<T, Names, Ports, Volumes>,
    sidecar: Faultless<Sidecar<N, P, M, K, B>, N, FaultOf<T, Names, Volumes, N, M, K, B>>,
    place?: SidecarPlace<Declared<Names>>,
  ): Open<T, Names | Known<N>, Ports | P, Volumes | B>;

  /** An init container: what follows starts when it has exited with 0. */
  init<
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    const N extends string,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Open<T, Names, Ports, Volumes>,
    name: ContainerName<N, Names>,
    options: InitOptions<Declared<Volumes>, C, CL, M, ML>,
  ): Open<T, Names | Known<N>, Ports, Volumes>;

  /** A regular container. Regular containers start last, one after the other, without waiting. */
  container<
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Open<T, Names, Ports, Volumes>,
    name: ContainerName<N, Names>,
    options: ContainerOptions<P, Declared<Volumes>, C, CL, M, ML, Sleep<T>>,
  ): Complete<T, Names | Known<N>, Ports | P, Volumes>;
}

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
    T extends Target,
    Names extends string,
    Ports extends string,
    Volumes extends string,
    const N extends string,
    P extends string = never,
    const C extends string = string,
    const CL extends string = string,
    const M extends string = string,
    const ML extends string = string,
  >(
    this: Complete<T, Names, Ports, Volumes>,
    name: ContainerName<N, Names>,
    options: ContainerOptions<P, Declared<Volumes>, C, CL, M, ML, Sleep<T>>,
  ): Complete<T, Names | Known<N>, Ports | P, Volumes>;

  readonly sidecar: Missing<'write .sidecar() before .container(): order written is order started'>;
  readonly init: Missing<'write .init() before .container(): order written is order started'>;
  readonly claim: Missing<'write .claim() before the containers that mount it'>;
  readonly volume: Missing<'write .volume() before the containers that mount it'>;
}
