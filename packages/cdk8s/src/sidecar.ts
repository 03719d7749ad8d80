import type { Container, EnvFromSource, SecurityContext, Volume } from '@outrider/core';
import type { IConstruct } from 'constructs';
import type { ContainerName, NamedPort, VolumeName } from './check/name.ts';
import type { Cpu, Memory } from './check/quantity.ts';
import type { Need } from './check/release.ts';
import type { EnvValue, Hook, MountValue, PortValue } from './container.ts';
import type { Probe, ReadinessProbe } from './probe.ts';
import { pasted, written } from './sidecar-builder.ts';

/** Where among the init containers a sidecar goes when it is added to a workload that exists already. */
export type Placement =
  | 'default'
  | 'first'
  | 'last'
  | { readonly before: string }
  | { readonly after: string };

/** A sidecar as plain Kubernetes data: what a builder's chain amounts to. */
export interface SidecarContent {
  readonly container: Container & { readonly name: string };
  /** Volumes that it brings along. */
  readonly volumes: readonly (Volume & { readonly name: string })[];
  readonly placement: Placement;
}

/** A volume's source: the API's Volume without its name. */
export type VolumeSource = Omit<Volume, 'name'>;

/**
 * A native sidecar: an immutable value, to be put into any number of Pods. Each method gives a new value; nothing
 * is emitted that was not written. Its type knows its name, the names of its ports, the volumes it mounts and
 * expects of the Pod, the features it needs of Kubernetes, and the volumes it brings along.
 */
export interface Sidecar<
  Name extends string = string,
  Ports extends string = never,
  Mounts extends string = never,
  Needs extends string = never,
  Volumes extends string = never,
> {
  command(...command: string[]): this;
  args(...args: string[]): this;

  /** Named ports: `.ports({ http: 8080, dns: { containerPort: 53, protocol: 'UDP' } })`. Probes may use the names. */
  ports<P extends string>(
    ports: {
      readonly [K in P]: NamedPort<K, Ports, PortValue>;
    },
  ): Sidecar<Name, Ports | P, Mounts, Needs, Volumes>;

  /** The next container of the Pod starts when this probe succeeds; without one, as soon as this one runs. */
  startup(probe: Probe<Ports>): this;
  /** Counts for the whole Pod: while it fails, the Pod is not ready. */
  readiness(probe: ReadinessProbe<Ports>): this;
  liveness(probe: Probe<Ports>): this;

  /*
   * `Self` rather than `this`: a generic signature that mentions nothing of its interface is the same for all sidecars,
   * and the compiler checks a quantity once.
   */
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
  resource(name: string, request: string, options?: { limit: string }): this;

  /** Values, or where they come from: `.env({ LEVEL: 'info', KEY: { secretKeyRef: { name: 'db', key: 'key' } } })`. */
  env(env: Readonly<Record<string, EnvValue>>): this;
  /** All entries of ConfigMaps and Secrets: `.envFrom({ configMapRef: { name: 'settings' } })`. */
  envFrom(...sources: readonly EnvFromSource[]): this;
  workingDir(path: string): this;
  imagePullPolicy(policy: 'Always' | 'IfNotPresent' | 'Never'): this;

  /** Mounts a volume that the Pod declares, or that this sidecar brings along. */
  mount<const V extends string>(
    volume: V,
    mount: MountValue,
  ): Sidecar<Name, Ports, Mounts | Exclude<V, Volumes>, Needs, Volumes>;

  /** Brings a volume along: it is added to the Pod together with the sidecar. */
  volume<const V extends string>(
    name: VolumeName<V, Volumes>,
    source: VolumeSource,
  ): Sidecar<Name, Ports, Exclude<Mounts, V>, Needs, Volumes | V>;

  /** Runs right after the start; the next container waits for it. */
  postStart(hook: Hook<Ports>): this;
  /**
   * Runs as soon as the Pod's termination begins, together with the hooks of the regular containers and not when
   * it is this sidecar's turn to stop. It must not make the process quit.
   */
  preStop(hook: Hook<Ports>): this;
  /** A preStop hook of that many seconds. Kubernetes 1.30 (0 seconds: 1.33). */
  preStopSleep<const S extends number>(
    seconds: S,
  ): Sidecar<
    Name,
    Ports,
    Mounts,
    Needs | Need<'preStopSleep'> | (S extends 0 ? Need<'preStopSleepZero'> : never),
    Volumes
  >;

  /** Fields of the securityContext, added to those already given. */
  security(fields: SecurityContext): this;
  /** The Pod Security Standard `restricted`, and a read-only root file system. */
  hardened(): this;

  /** Starts before every other container that may be in the workload. */
  first(): this;
  /** Starts after all init containers of the workload. */
  last(): this;
  /** Starts right before that init container of the workload. */
  before(initContainer: string): this;
  /** Starts right after that init container of the workload. */
  after(initContainer: string): this;

  /** Another image, such as a mirror's. */
  image(image: string): this;

  /**
   * Any field of the container, known or not, laid over the others: objects key by key, lists replaced. A field that no
   * Kubernetes we know has passes `synth`: yours may be newer.
   */
  raw(fields: Readonly<Record<string, unknown>>): this;

  /**
   * With {@link applyTo}, what makes a sidecar a mixin of `constructs` 10.5: `deployment.with(proxy)`,
   * `chart.with(proxy)`. Sidecars start before the workload's own init containers, in the order they were added,
   * unless `.first()`, `.last()`, `.before()` or `.after()` say otherwise. Older versions: `NativeSidecars.on(x).add(proxy)`.
   */
  supports(construct: IConstruct): boolean;
  /** Adds the sidecar to an ApiObject that is a Pod or makes Pods; every field that the object had stays. */
  applyTo(construct: IConstruct): void;

  /** The container as it will be emitted. */
  toContainer(): Container;

  /** The content, for those who place sidecars. */
  readonly '~sidecar': SidecarContent;
  /** Not there at run time: what the type knows. */
  readonly '~types'?: { name: Name; ports: Ports; mounts: Mounts; needs: Needs; volumes: Volumes };
}

/** Any sidecar at all. */
export type AnySidecar = Sidecar<string, string, string, string, string>;

/** {@link sidecar} */
export interface NewSidecar {
  /** A native sidecar: an init container with `restartPolicy: Always`. */
  <const Name extends string>(name: ContainerName<Name>, image: string): Sidecar<Name>;

  /**
   * A sidecar of a container as it stands in a manifest, with all its fields; `restartPolicy` becomes `Always`. Its
   * type knows names, ports and mounts if the container is a literal.
   *
   * @example sidecar.from({ name: 'proxy', image: 'envoyproxy/envoy:v1.36.2', ports: [{ name: 'http', containerPort: 80 }] })
   */
  from<const C extends WrittenContainer>(
    container: C,
  ): Sidecar<C['name'], NamesIn<C['ports']>, NamesIn<C['volumeMounts']>>;
}

/**
 * A native sidecar.
 *
 * @example
 * const proxy = sidecar('proxy', 'envoyproxy/envoy:v1.36.2')
 *   .ports({ http: 8080, admin: 9901 })
 *   .startup({ http: '/ready', port: 'admin', periodSeconds: 1, failureThreshold: 30 })
 *   .cpu('50m')
 *   .memory('64Mi', { limit: '128Mi' });
 */
export const sidecar: NewSidecar = Object.assign(
  <const Name extends string>(name: ContainerName<Name>, image: string) =>
    written(name, image).as<Sidecar<Name>>(),
  {
    from: <const C extends WrittenContainer>(container: C) =>
      pasted(container).as<Sidecar<C['name'], NamesIn<C['ports']>, NamesIn<C['volumeMounts']>>>(),
  },
);

/** A container of a manifest, as far as a sidecar needs it. */
export interface WrittenContainer extends Container {
  readonly name: string;
  readonly image: string;
}

/** The names in a list of ports or mounts. */
type NamesIn<List> = List extends readonly (infer Item)[]
  ? Item extends { readonly name: infer Name extends string }
    ? Name
    : never
  : never;
