import type { Declared } from '../check/literal.ts';
import type { ContainerName, NamedPort, VolumeName } from '../check/name.ts';
import type { Need } from '../check/release.ts';
import type { MountPath, PortValue } from '../container.ts';
import type { Probe, ReadinessProbe } from '../probe.ts';
import type { Sidecar } from '../sidecar.ts';
import { written } from '../sidecar-builder.ts';

type Ports<P extends string> = { readonly [K in P]: NamedPort<K, never, PortValue> };

/** The ports once the types have had their say. */
const checked = (ports: object): Readonly<Record<string, PortValue>> =>
  Object.fromEntries(Object.entries(ports));

/** A volume that the Pod shares among its containers, and where this one sees it. */
export interface SharedVolume<V extends string> {
  readonly volume: V;
  readonly path: MountPath;
}

export interface ProxyOptions<P extends string> {
  readonly image: string;
  readonly ports: Ports<P>;
  /** Gates what comes next: nothing that uses the proxy starts before this succeeds. */
  readonly startup: Probe<Declared<P>>;
}

/** Between the app and what it calls: up before the app, gone after it. */
export const proxy = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { image, ports, startup }: ProxyOptions<P>,
): Sidecar<N, P> => written(name, image).ports(checked(ports)).startup(startup).as<Sidecar<N, P>>();

export interface AmbassadorOptions<P extends string> extends ProxyOptions<P> {
  /** The Pod gets no traffic while this fails, as all of it comes through here. */
  readonly readiness: ReadinessProbe<Declared<P>>;
  /** How long it goes on serving while endpoints are being withdrawn. */
  readonly drainSeconds: number;
}

/** Between callers and the app. It sleeps before it stops, so that late requests still find it. Kubernetes 1.30. */
export const ambassador = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { image, ports, startup, readiness, drainSeconds }: AmbassadorOptions<P>,
): Sidecar<N, P, never, Need<'preStopSleep'>> =>
  written(name, image)
    .ports(checked(ports))
    .startup(startup)
    .readiness(readiness)
    .preStopSleep(drainSeconds)
    .as<Sidecar<N, P, never, Need<'preStopSleep'>>>();

export interface AdapterOptions<P extends string> {
  readonly image: string;
  readonly ports: Ports<P>;
}

/** Shows what the app has in another form, such as metrics. Nothing waits for it. */
export const adapter = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { image, ports }: AdapterOptions<P>,
): Sidecar<N, P> => written(name, image).ports(checked(ports)).as<Sidecar<N, P>>();

export interface LogShipperOptions<V extends string> {
  readonly image: string;
  /** Where the app writes its logs; read only here. */
  readonly logs: SharedVolume<V>;
}

/** Ships what the app writes into a shared volume; as a sidecar it stops after the app, so the last lines go too. */
export const logShipper = <const N extends string, const V extends string>(
  name: ContainerName<N>,
  { image, logs }: LogShipperOptions<V>,
): Sidecar<N, never, V> =>
  written(name, image)
    .mount(logs.volume, { mountPath: logs.path, readOnly: true })
    .as<Sidecar<N, never, V>>();

export interface FileSyncOptions<V extends string> {
  readonly image: string;
  readonly files: SharedVolume<V>;
  /** Succeeds when the first files are there: what reads them starts afterwards. */
  readonly startup: Probe<never>;
}

/** Keeps files in a shared volume up to date, from before the app starts. */
export const fileSync = <const N extends string, const V extends string>(
  name: ContainerName<N>,
  { image, files, startup }: FileSyncOptions<V>,
): Sidecar<N, never, V> =>
  written(name, image).mount(files.volume, files.path).startup(startup).as<Sidecar<N, never, V>>();

export interface ConfigReloaderOptions<V extends string> {
  readonly image: string;
  /** What it watches; read only here. */
  readonly config: SharedVolume<V>;
}

/** Tells the app to reload when its configuration has changed. */
export const configReloader = <const N extends string, const V extends string>(
  name: ContainerName<N>,
  { image, config }: ConfigReloaderOptions<V>,
): Sidecar<N, never, V> =>
  written(name, image)
    .mount(config.volume, { mountPath: config.path, readOnly: true })
    .as<Sidecar<N, never, V>>();

export interface SecretsAgentOptions<V extends string> {
  readonly image: string;
  /** The volume it brings along, in memory, for other containers to mount. */
  readonly volume: VolumeName<V>;
  readonly path: MountPath;
  /** The file whose being there means that the secrets are. */
  readonly readyFile: MountPath;
}

/** Renders secrets into a volume in memory; what comes next starts when they are there. */
export const secretsAgent = <const N extends string, const V extends string>(
  name: ContainerName<N>,
  { image, volume, path, readyFile }: SecretsAgentOptions<V>,
): Sidecar<N, never, never, never, V> =>
  written(name, image)
    .volume(volume, { emptyDir: { medium: 'Memory' } })
    .mount(volume, path)
    .startup({ exec: ['test', '-e', readyFile] })
    .as<Sidecar<N, never, never, never, V>>();
