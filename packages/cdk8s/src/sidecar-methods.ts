import type { EnvFromSource, SecurityContext } from '@outrider/core';
import type { Known } from './check/literal.ts';
import type { NamedPort, VolumeName } from './check/name.ts';
import type { Cpu, Memory } from './check/quantity.ts';
import type { Need } from './check/release.ts';
import type { EnvValue, Hook, MountValue, PortValue, Resources, UnnamedPort } from './container.ts';
import type { Probe, ReadinessProbe } from './probe.ts';
import type { AnySidecar, Sidecar, VolumeSource } from './sidecar.ts';

/*
 * Methods whose types depend on what the sidecar knows ask the sidecar that they are called on: what mentions nothing of
 * its interface is the same for all sidecars, and the compiler looks at it once. As members of a generic interface it
 * would look at all of them again for every sidecar of another name.
 */

/** What can be said of a sidecar. */
export interface SidecarMethods extends AnySidecar {
  command<Self>(this: Self, ...command: string[]): Self;
  args<Self>(this: Self, ...args: string[]): Self;

  /** Named ports: `.ports({ http: 8080, dns: { containerPort: 53, protocol: 'UDP' } })`. Probes may use the names. */
  ports<
    N extends string,
    Own extends string,
    M extends string,
    K extends string,
    V extends string,
    P extends string,
  >(
    this: Sidecar<N, Own, M, K, V>,
    ports: { readonly [Name in P]: NamedPort<Name, Own, PortValue> },
  ): Sidecar<N, Own | P, M, K, V>;
  /** Ports that nobody calls by a name: `.unnamedPorts(8080, { containerPort: 53, protocol: 'UDP' })`. */
  unnamedPorts<Self>(this: Self, ...ports: readonly UnnamedPort[]): Self;

  cpu<Self, const R extends string, const L extends string = never>(
    this: Self,
    request: Cpu<R>,
    options?: { limit: Cpu<L> },
  ): Self;
  memory<Self, const R extends string, const L extends string = never>(
    this: Self,
    request: Memory<R>,
    options?: { limit: Memory<L> },
  ): Self;

  /** Limits without a request of their own, or beside one: `.limits({ memory: '128Mi' })`. */
  limits<Self, const C extends string = never, const M extends string = never>(
    this: Self,
    limits: { readonly cpu?: Cpu<C>; readonly memory?: Memory<M> },
  ): Self;
  /** Any other resource: `.resource('ephemeral-storage', '1Gi')`, `.resource('nvidia.com/gpu', '1', { limit: '1' })`. */
  resource<Self>(this: Self, name: string, request: string, options?: { limit: string }): Self;
  /** `resources` in the API's words, added to what was said of them, which may be nothing: `.resources({})`. */
  resources<Self>(this: Self, resources: Resources): Self;

  /** All entries of ConfigMaps and Secrets: `.envFrom({ configMapRef: { name: 'settings' } })`. */
  envFrom<Self>(this: Self, ...sources: readonly EnvFromSource[]): Self;
  workingDir<Self>(this: Self, path: string): Self;
  imagePullPolicy<Self>(this: Self, policy: 'Always' | 'IfNotPresent' | 'Never'): Self;
  terminationMessagePath<Self>(this: Self, path: string): Self;
  terminationMessagePolicy<Self>(this: Self, policy: 'File' | 'FallbackToLogsOnError'): Self;

  /** Mounts a volume that the Pod declares, or that this sidecar brings along. */
  mount<
    N extends string,
    P extends string,
    M extends string,
    K extends string,
    Own extends string,
    const V extends string,
  >(
    this: Sidecar<N, P, M, K, Own>,
    volume: V,
    mount: MountValue,
  ): Sidecar<N, P, M | Exclude<Known<V>, Own>, K, Own>;

  /** Brings a volume along: it is added to the Pod together with the sidecar. */
  volume<
    N extends string,
    P extends string,
    M extends string,
    K extends string,
    Own extends string,
    const V extends string,
  >(
    this: Sidecar<N, P, M, K, Own>,
    name: VolumeName<V, Own>,
    source: VolumeSource,
  ): Sidecar<N, P, Exclude<M, Known<V>>, K, Own | Known<V>>;

  /** A preStop hook of that many seconds. Kubernetes 1.30 (0 seconds: 1.33). */
  preStopSleep<
    N extends string,
    P extends string,
    M extends string,
    K extends string,
    V extends string,
    const S extends number,
  >(
    this: Sidecar<N, P, M, K, V>,
    seconds: S,
  ): Sidecar<N, P, M, K | Need<'preStopSleep'> | (S extends 0 ? Need<'preStopSleepZero'> : never), V>;

  /** The Pod Security Standard `restricted`, and a read-only root file system. */
  hardened<Self>(this: Self): Self;

  /** Starts before every other container that may be in the workload. */
  first<Self>(this: Self): Self;
  /** Starts after all init containers of the workload. */
  last<Self>(this: Self): Self;
  /** Starts right before that init container of the workload. */
  before<Self>(this: Self, initContainer: string): Self;
  /** Starts right after that init container of the workload. */
  after<Self>(this: Self, initContainer: string): Self;

  /** Another image, such as a mirror's. */
  image<Self>(this: Self, image: string): Self;

  /**
   * Any field of the container, known or not, laid over the others: objects key by key, lists replaced. A field that no
   * Kubernetes we know has passes `synth`: yours may be newer.
   */
  raw<Self>(this: Self, fields: Readonly<Record<string, unknown>>): Self;
}

/**
 * What can be said of a sidecar in an object, with the names of its ports. These methods are not generic: the compiler
 * looks twice at an object that a generic one is given.
 */
export interface PortMethods<Ports extends string> {
  /** The next container of the Pod starts when this probe succeeds; without one, as soon as this one runs. */
  startup(probe: Probe<Ports>): this;
  /** Counts for the whole Pod: while it fails, the Pod is not ready. */
  readiness(probe: ReadinessProbe<Ports>): this;
  liveness(probe: Probe<Ports>): this;

  /** Values, or where they come from: `.env({ LEVEL: 'info', KEY: { secretKeyRef: { name: 'db', key: 'key' } } })`. */
  env(env: Readonly<Record<string, EnvValue>>): this;
  /** Fields of the securityContext, added to those already given. */
  security(fields: SecurityContext): this;

  /** Runs right after the start; the next container waits for it. */
  postStart(hook: Hook<Ports>): this;
  /**
   * Runs as soon as the Pod's termination begins, together with the hooks of the regular containers and not when
   * it is this sidecar's turn to stop. It must not make the process quit.
   */
  preStop(hook: Hook<Ports>): this;
}
