import type { EnvFromSource, KubernetesVersion, SecurityContext } from '@outrider/core';
import type { Declared, Missing } from './check/literal.ts';
import type { NamedPort } from './check/name.ts';
import type { Cpu, Memory } from './check/quantity.ts';
import type { Need, Target, TooNew } from './check/release.ts';
import type { EnvValue, Hook, MountValues, PortValue, Resources, UnnamedPort } from './container.ts';
import type { Probe, ReadinessProbe } from './probe.ts';

type Mounts<Volumes extends string> = [Volumes] extends [never]
  ? Missing<'declare the volume first with .volume()'>
  : { readonly [V in Volumes]?: MountValues };

/** What an init container and a regular container have in common; Volumes are those that the pod declares. */
export interface CommonOptions<
  Volumes extends string = string,
  C extends string = string,
  CL extends string = string,
  M extends string = string,
  ML extends string = string,
> {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
  readonly envFrom?: readonly EnvFromSource[];
  readonly workingDir?: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly cpu?: Cpu<C>;
  readonly cpuLimit?: Cpu<CL>;
  readonly memory?: Memory<M>;
  readonly memoryLimit?: Memory<ML>;
  /** `resources` in the API's words, added to the four above; `{}` is emitted as it is. */
  readonly resources?: Resources;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: 'File' | 'FallbackToLogsOnError';
  readonly stdin?: boolean;
  readonly tty?: boolean;
  /** Volume name → path, or the API's fields, or a list of these. */
  readonly mounts?: Mounts<Volumes>;
  readonly security?: SecurityContext;
  /** Any field of the container, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

type NotOfInit = Missing<'init containers run to completion and have no probes: make it a .sidecar()'>;

/** An init container that runs to completion: Kubernetes takes neither probes nor hooks of it. */
export interface InitOptions<
  Volumes extends string = string,
  C extends string = string,
  CL extends string = string,
  M extends string = string,
  ML extends string = string,
> extends CommonOptions<Volumes, C, CL, M, ML> {
  readonly startup?: NotOfInit;
  readonly readiness?: NotOfInit;
  readonly liveness?: NotOfInit;
  readonly postStart?: NotOfInit;
  readonly preStop?: NotOfInit;
  readonly preStopSleep?: NotOfInit;
}

/** Seconds, where the target has the hook, else a sentence. */
export type Sleep<T extends Target> = [TooNew<Need<'preStopSleep'>, T>] extends [never]
  ? number
  : `preStopSleep needs Kubernetes 1.30 but this pod targets ${T & KubernetesVersion}`;

/** A regular container. */
export interface ContainerOptions<
  Ports extends string = string,
  Volumes extends string = string,
  C extends string = string,
  CL extends string = string,
  M extends string = string,
  ML extends string = string,
  Seconds = number,
> extends CommonOptions<Volumes, C, CL, M, ML> {
  readonly ports?: { readonly [K in Ports]: NamedPort<K, never, PortValue> };
  /** Ports that nobody calls by a name, after those that have one. */
  readonly unnamedPorts?: readonly UnnamedPort[];
  readonly startup?: Probe<Declared<Ports>>;
  readonly readiness?: ReadinessProbe<Declared<Ports>>;
  readonly liveness?: Probe<Declared<Ports>>;
  readonly postStart?: Hook<Declared<Ports>>;
  readonly preStop?: Hook<Declared<Ports>>;
  /** A preStop hook of that many seconds. Kubernetes 1.30 (0 seconds: 1.33). */
  readonly preStopSleep?: Seconds;
}
