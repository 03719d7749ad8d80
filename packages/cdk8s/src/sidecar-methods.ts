import type { EnvFromSource, SecurityContext } from '@outrider/core';
import type { Known } from './check/literal.ts';
import type { NamedPort, VolumeName } from './check/name.ts';
import type { Cpu, Memory } from './check/quantity.ts';
import type { Need } from './check/release.ts';
import type { EnvValue, Hook, MountValue, PortValue } from './container.ts';
import type { Probe, ReadinessProbe } from './probe.ts';
import type { AnySidecar, Sidecar, VolumeSource } from './sidecar.ts';

/*
 * What a sidecar's type knows, and the types of the sidecars that are made of it. They ask the sidecar that a method is
 * called on: methods that mention nothing of their interface are the same for all sidecars, and the compiler looks at
 * each once. As members of a generic interface it would look at all of them again for every sidecar of another name.
 */
type PortsOf<S> = S extends Sidecar<infer _N, infer P, infer _M, infer _K, infer _V> ? P : never;
type VolumesOf<S> = S extends Sidecar<infer _N, infer _P, infer _M, infer _K, infer V> ? V : never;
type With<S, Port extends string> =
  S extends Sidecar<infer N, infer P, infer M, infer K, infer V> ? Sidecar<N, P | Port, M, K, V> : never;
type Mounting<S, Volume extends string> =
  S extends Sidecar<infer N, infer P, infer M, infer K, infer V>
    ? Sidecar<N, P, M | Exclude<Volume, V>, K, V>
    : never;
type Bringing<S, Volume extends string> =
  S extends Sidecar<infer N, infer P, infer M, infer K, infer V>
    ? Sidecar<N, P, Exclude<M, Volume>, K, V | Volume>
    : never;
type Needing<S, Needs extends string> =
  S extends Sidecar<infer N, infer P, infer M, infer K, infer V> ? Sidecar<N, P, M, K | Needs, V> : never;

/** What can be said of a sidecar. */
export interface SidecarMethods extends AnySidecar {
  command<Self>(this: Self, ...command: string[]): Self;
  args<Self>(this: Self, ...args: string[]): Self;

  /** Named ports: `.ports({ http: 8080, dns: { containerPort: 53, protocol: 'UDP' } })`. Probes may use the names. */
  ports<Self, P extends string>(
    this: Self,
    ports: { readonly [K in P]: NamedPort<K, PortsOf<Self>, PortValue> },
  ): With<Self, P>;

  /** The next container of the Pod starts when this probe succeeds; without one, as soon as this one runs. */
  startup<Self>(this: Self, probe: Probe<PortsOf<Self>>): Self;
  /** Counts for the whole Pod: while it fails, the Pod is not ready. */
  readiness<Self>(this: Self, probe: ReadinessProbe<PortsOf<Self>>): Self;
  liveness<Self>(this: Self, probe: Probe<PortsOf<Self>>): Self;

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

  /** Values, or where they come from: `.env({ LEVEL: 'info', KEY: { secretKeyRef: { name: 'db', key: 'key' } } })`. */
  env<Self>(this: Self, env: Readonly<Record<string, EnvValue>>): Self;
  /** All entries of ConfigMaps and Secrets: `.envFrom({ configMapRef: { name: 'settings' } })`. */
  envFrom<Self>(this: Self, ...sources: readonly EnvFromSource[]): Self;
  workingDir<Self>(this: Self, path: string): Self;
  imagePullPolicy<Self>(this: Self, policy: 'Always' | 'IfNotPresent' | 'Never'): Self;

  /** Mounts a volume that the Pod declares, or that this sidecar brings along. */
  mount<Self, const V extends string>(this: Self, volume: V, mount: MountValue): Mounting<Self, Known<V>>;

  /** Brings a volume along: it is added to the Pod together with the sidecar. */
  volume<Self, const V extends string>(
    this: Self,
    name: VolumeName<V, VolumesOf<Self>>,
    source: VolumeSource,
  ): Bringing<Self, Known<V>>;

  /** Runs right after the start; the next container waits for it. */
  postStart<Self>(this: Self, hook: Hook<PortsOf<Self>>): Self;
  /**
   * Runs as soon as the Pod's termination begins, together with the hooks of the regular containers and not when
   * it is this sidecar's turn to stop. It must not make the process quit.
   */
  preStop<Self>(this: Self, hook: Hook<PortsOf<Self>>): Self;
  /** A preStop hook of that many seconds. Kubernetes 1.30 (0 seconds: 1.33). */
  preStopSleep<Self, const S extends number>(
    this: Self,
    seconds: S,
  ): Needing<Self, Need<'preStopSleep'> | (S extends 0 ? Need<'preStopSleepZero'> : never)>;

  /** Fields of the securityContext, added to those already given. */
  security<Self>(this: Self, fields: SecurityContext): Self;
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
