import type { Declared } from '../check/literal.ts';
import type { ContainerName, NamedPort, VolumeName } from '../check/name.ts';
import type { Hook, MountPath, PortValue } from '../container.ts';
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

type Health<H extends number> = [H] extends [never] ? never : 'health';

export interface DatabaseProxyOptions<H extends number> {
  readonly image: string;
  /** Where the app finds the database on 127.0.0.1; the port's name is `db`. */
  readonly port: number;
  /** Where the proxy tells of itself, if it does; the port's name is `health`. */
  readonly healthPort?: H;
  /** Gates migrations and the app: they start when the database can be reached. */
  readonly startup: Probe<'db' | Health<H>>;
}

/**
 * Between the app and its database: up before the first migration, gone when nobody can query any more, and no reason
 * for a Job to go on. It has to end with 0 on SIGTERM, or the Pod of a Job shows an error: many have a flag for that.
 */
export const databaseProxy = <const N extends string, const H extends number = never>(
  name: ContainerName<N>,
  { image, port, healthPort, startup }: DatabaseProxyOptions<H>,
): Sidecar<N, 'db' | Health<H>> =>
  written(name, image)
    .ports({ db: port, ...(healthPort !== undefined && { health: healthPort }) })
    .startup(startup)
    .as<Sidecar<N, 'db' | Health<H>>>();

export interface AmbassadorOptions<P extends string> extends ProxyOptions<P> {
  /** The Pod gets no traffic while this fails, as all of it comes through here. */
  readonly readiness: ReadinessProbe<Declared<P>>;
}

/**
 * Between callers and the app. It stops after the app, so late requests still find it, but the app has to be there as
 * well: let the app's own container sleep (`preStopSleep`) while endpoints are being withdrawn.
 */
export const ambassador = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { image, ports, startup, readiness }: AmbassadorOptions<P>,
): Sidecar<N, P> =>
  written(name, image).ports(checked(ports)).startup(startup).readiness(readiness).as<Sidecar<N, P>>();

export interface MeshProxyOptions<P extends string> extends AmbassadorOptions<P> {
  /** Begins to drain and does not end the proxy: it runs when the Pod's termination begins. */
  readonly drain?: Hook<Declared<P>>;
}

/**
 * All traffic of the Pod, both ways, through a proxy of your own: first to start, as init containers call out as well,
 * and last to stop. For a mesh that injects its proxy there are annotations: `istio()`, `linkerd()`, `dapr()`.
 */
export const meshProxy = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { drain, ...options }: MeshProxyOptions<P>,
): Sidecar<N, P> => {
  const all = ambassador<N, P>(name, options).first();
  return drain === undefined ? all : all.preStop(drain as Hook<P>);
};

export interface AdapterOptions<P extends string> {
  readonly image: string;
  readonly ports: Ports<P>;
}

/** Shows what the app has in another form. Nothing waits for it. */
export const adapter = <const N extends string, P extends string>(
  name: ContainerName<N>,
  { image, ports }: AdapterOptions<P>,
): Sidecar<N, P> => written(name, image).ports(checked(ports)).as<Sidecar<N, P>>();

export interface MetricsExporterOptions {
  readonly image: string;
  /** Where a Prometheus scrapes it; the port's name is `metrics`. */
  readonly port: number;
}

/** Makes metrics of what the app tells on 127.0.0.1. */
export const metricsExporter = <const N extends string>(
  name: ContainerName<N>,
  { image, port }: MetricsExporterOptions,
): Sidecar<N, 'metrics'> => written(name, image).ports({ metrics: port }).as<Sidecar<N, 'metrics'>>();

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
  /** Of the volume, which takes memory of the node: `1Mi`. */
  readonly sizeLimit?: string;
}

/** Renders secrets into a volume in memory; what comes next starts when they are there. */
export const secretsAgent = <const N extends string, const V extends string>(
  name: ContainerName<N>,
  { image, volume, path, readyFile, sizeLimit }: SecretsAgentOptions<V>,
): Sidecar<N, never, never, never, V> =>
  written(name, image)
    .volume(volume, { emptyDir: { medium: 'Memory', ...(sizeLimit !== undefined && { sizeLimit }) } })
    .mount(volume, path)
    .startup({ exec: ['test', '-e', readyFile] })
    .as<Sidecar<N, never, never, never, V>>();
