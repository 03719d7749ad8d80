import { type PodAnnotations, podAnnotations } from '../pod-annotations.ts';

export interface IstioOptions {
  /** How long the proxy drains; Istio's own default is 5 s. It begins when the Pod's termination begins. */
  readonly drainSeconds?: number;
}

/**
 * Istio's proxy as a native sidecar, checked against 1.29: what its injector is told. The annotation is there since Istio 1.24 (alpha) and
 * goes before the control plane's own setting, which is `auto` by default since 1.27. The injected proxy holds the next
 * container until `/healthz/ready` answers; its preStop hook only begins to drain.
 *
 * @see https://istio.io/latest/docs/reference/config/annotations/#SidecarNativeSidecar
 * @see https://github.com/istio/istio/blob/master/manifests/charts/istio-control/istio-discovery/files/injection-template.yaml
 */
export const istio = ({ drainSeconds }: IstioOptions = {}): PodAnnotations =>
  podAnnotations({
    'sidecar.istio.io/nativeSidecar': 'true',
    'proxy.istio.io/config':
      drainSeconds === undefined
        ? undefined
        : JSON.stringify({ terminationDrainDuration: `${drainSeconds}s` }),
  });

export interface LinkerdOptions {
  /** After that the proxy closes what is still open. */
  readonly shutdownGraceSeconds?: number;
}

/**
 * Linkerd's proxy, injected as a native sidecar, checked against the charts of its main branch, which have it on by default now, and older ones know the
 * annotation with `alpha` and `beta` in its name. `waitBeforeExitSeconds` has no meaning in this mode.
 *
 * @see https://linkerd.io/2/reference/proxy-configuration/
 * @see https://github.com/linkerd/linkerd2/blob/main/charts/partials/templates/_proxy.tpl
 */
export const linkerd = ({ shutdownGraceSeconds }: LinkerdOptions = {}): PodAnnotations =>
  podAnnotations({
    'linkerd.io/inject': 'enabled',
    'config.linkerd.io/proxy-enable-native-sidecar': 'true',
    'config.linkerd.io/shutdown-grace-period':
      shutdownGraceSeconds === undefined ? undefined : `${shutdownGraceSeconds}s`,
  });

export interface DaprOptions {
  /** The app's name among Dapr's. */
  readonly appId: string;
  /** Where the app listens, if Dapr calls it. */
  readonly appPort?: number;
  /** How long Dapr waits for open requests; its own default is 5. */
  readonly gracefulShutdownSeconds?: number;
  /** How long it goes on serving the app that stops. */
  readonly blockShutdownSeconds?: number;
}

/**
 * Dapr's sidecar, injected as a native one, checked against the injector of its main branch; it is off by default. The injector puts it last among the init containers
 * and gives it no startup probe: earlier init containers cannot use it, and the app starts when the process is there,
 * not when Dapr answers.
 *
 * @see https://docs.dapr.io/reference/arguments-annotations-overview/
 * @see https://github.com/dapr/dapr/blob/master/pkg/injector/patcher/sidecar_container.go
 */
export const dapr = ({
  appId,
  appPort,
  gracefulShutdownSeconds,
  blockShutdownSeconds,
}: DaprOptions): PodAnnotations =>
  podAnnotations({
    'dapr.io/enabled': 'true',
    'dapr.io/enable-native-sidecar': 'true',
    'dapr.io/app-id': appId,
    'dapr.io/app-port': appPort?.toString(),
    'dapr.io/graceful-shutdown-seconds': gracefulShutdownSeconds?.toString(),
    'dapr.io/block-shutdown-duration':
      blockShutdownSeconds === undefined ? undefined : `${blockShutdownSeconds}s`,
  });
