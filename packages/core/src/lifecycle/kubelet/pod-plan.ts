import type {
  Container,
  ContainerRestartRule,
  LifecycleHandler,
  PodSpec,
  Probe,
} from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import { type ContainerRole, isSidecar } from '../../workload/container-role.ts';
import type { ProbeType } from '../timeline.ts';
import type { ProbePlan } from './probe-worker.ts';

export type RestartPolicy = 'Always' | 'OnFailure' | 'Never';
export type HookKind = 'exec' | 'httpGet' | 'tcpSocket' | 'sleep';

export interface HookPlan {
  readonly kind: HookKind;
  readonly sleepSeconds: number;
}

/** One container as the kubelet of a release reads it. */
export interface ContainerPlan {
  /** Position in `PodPlan.containers`. */
  readonly index: number;
  readonly name: string;
  /** As the kubelet treats it: to one that does not know sidecars (L-233) they are init containers. */
  readonly role: ContainerRole;
  /** As the API server, and so kubectl, sees it. */
  readonly apiRole: ContainerRole;
  readonly image: string;
  readonly imagePullPolicy: string;
  readonly stopSignal: string;
  /** The container's own policy; absent where it has none or the kubelet ignores it (L-237). */
  readonly restartPolicy?: RestartPolicy;
  readonly rules: readonly ContainerRestartRule[];
  readonly postStart?: HookPlan;
  readonly preStop?: HookPlan;
  readonly probes: readonly ProbePlan[];
  /** Resources whose resize restarts it. */
  readonly restartsOnResizeOf: readonly string[];
}

/** What of a Pod decides its lifecycle, read once. */
export interface PodPlan {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  readonly restartPolicy: RestartPolicy;
  readonly graceSeconds: number;
  readonly deadlineSeconds: number | null;
  readonly readinessGates: readonly string[];
  /** Init containers in spec order, then the regular ones. */
  readonly containers: readonly ContainerPlan[];
  /** They take no part in any order (L-017); their `index` lies behind those of the others. */
  readonly ephemeral: readonly ContainerPlan[];
  readonly initCount: number;
  /** As the kubelet sees it: whether stopping is ordered (L-120) and who may restart the Pod. */
  readonly hasSidecar: boolean;
  /** Regular containers sorted by name, as kubectl's printer meets them (L-192). */
  readonly regularByName: readonly ContainerPlan[];
  /** Sidecars and regular containers: the second number of READY (L-190). */
  readonly countedContainers: number;
  /** Whether any rule may restart all containers (L-066). */
  readonly mayRestartAll: boolean;
}

const DEFAULT_GRACE_SECONDS = 30;

export interface PodIdentity {
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
}

/** The Pod as the kubelet reads what the API server has stored (L-231, L-233, L-236, L-237). */
export function planPod(
  identity: PodIdentity,
  spec: PodSpec,
  releases: { readonly apiServer: Release; readonly kubelet: Pick<Release, 'on'> },
): PodPlan {
  const init = spec.initContainers ?? [];
  const containers = [...init, ...(spec.containers ?? [])].map((container, index) =>
    planContainer({ container, index, isInit: index < init.length, spec }, releases),
  );
  return {
    ...identity,
    restartPolicy: asPolicy(spec.restartPolicy) ?? 'Always',
    graceSeconds: spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS,
    deadlineSeconds: spec.activeDeadlineSeconds ?? null,
    readinessGates: (spec.readinessGates ?? []).map(({ conditionType }) => conditionType ?? ''),
    containers,
    ephemeral: (spec.ephemeralContainers ?? []).map((container, index) =>
      planContainer({ container, index: containers.length + index, isInit: false, spec }, releases),
    ),
    initCount: init.length,
    hasSidecar: containers.some(({ role }) => role === 'sidecar'),
    countedContainers: containers.filter(({ apiRole }) => apiRole !== 'init').length,
    mayRestartAll: containers.some(({ rules }) =>
      rules.some(({ action }) => action === 'RestartAllContainers'),
    ),
    regularByName: containers
      .slice(init.length)
      .toSorted((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)),
  };
}

interface Place {
  readonly container: Container;
  readonly index: number;
  readonly isInit: boolean;
  readonly spec: PodSpec;
}

function planContainer(
  { container, index, isInit, spec }: Place,
  { apiServer, kubelet }: { readonly apiServer: Release; readonly kubelet: Pick<Release, 'on'> },
): ContainerPlan {
  const name = container.name ?? '';
  const sidecar = isInit && isSidecar(container) && apiServer.on.SidecarContainers;
  const apiRole: ContainerRole = sidecar ? 'sidecar' : isInit ? 'init' : 'regular';
  const role = sidecar && !kubelet.on.SidecarContainers ? 'init' : apiRole;
  // Rules of sidecars are the API server's business (L-063, validation/).
  const ownPolicy = apiServer.on.ContainerRestartRules && kubelet.on.ContainerRestartRules;
  const restartPolicy = role === 'sidecar' ? 'Always' : ownPolicy && asPolicy(container.restartPolicy);
  const postStart = planHook(container.lifecycle?.postStart);
  const preStop = planHook(container.lifecycle?.preStop);
  return {
    index,
    name,
    role,
    apiRole,
    image: container.image ?? '',
    imagePullPolicy: container.imagePullPolicy ?? 'IfNotPresent',
    stopSignal: stopSignal(container, spec, kubelet),
    ...(restartPolicy && { restartPolicy }),
    rules: ownPolicy ? (container.restartPolicyRules ?? []) : [],
    ...(postStart && { postStart }),
    ...(preStop && { preStop }),
    // L-080; to a kubelet that takes a sidecar for an init container its probes are nothing (L-233).
    probes: role === 'init' ? [] : planProbes(container),
    restartsOnResizeOf: (container.resizePolicy ?? []).flatMap(({ resourceName, restartPolicy: policy }) =>
      policy === 'RestartContainer' && resourceName !== undefined ? [resourceName] : [],
    ),
  };
}

function asPolicy(text: string | undefined): RestartPolicy | undefined {
  return text === 'Always' || text === 'OnFailure' || text === 'Never' ? text : undefined;
}

/** L-133 */
function stopSignal({ lifecycle }: Container, { os }: PodSpec, { on }: Pick<Release, 'on'>): string {
  return (on.ContainerStopSignals && os?.name !== undefined && lifecycle?.stopSignal) || 'SIGTERM';
}

function planHook(handler: LifecycleHandler | undefined): HookPlan | undefined {
  if (handler === undefined) return undefined;
  if (handler.sleep !== undefined) return { kind: 'sleep', sleepSeconds: handler.sleep.seconds ?? 0 };
  const kind = handler.httpGet !== undefined ? 'httpGet' : handler.exec !== undefined ? 'exec' : 'tcpSocket';
  return { kind, sleepSeconds: 0 };
}

/** L-081: defaults, also where an object was never stored; a period of zero is the server's default too. */
function planProbes({ startupProbe, readinessProbe, livenessProbe }: Container): readonly ProbePlan[] {
  const of = (type: ProbeType, probe: Probe | undefined): readonly ProbePlan[] =>
    probe === undefined ? [] : [planProbe(type, probe)];
  return [
    ...of('startup', startupProbe),
    ...of('readiness', readinessProbe),
    ...of('liveness', livenessProbe),
  ];
}

const planProbe = (type: ProbeType, probe: Probe): ProbePlan => ({
  type,
  initialDelaySeconds: Math.max(0, probe.initialDelaySeconds ?? 0),
  periodSeconds: positive(probe.periodSeconds, 10),
  timeoutSeconds: positive(probe.timeoutSeconds, 1),
  failureThreshold: positive(probe.failureThreshold, 3),
  successThreshold: positive(probe.successThreshold, 1),
  ...(probe.terminationGracePeriodSeconds !== undefined && {
    graceSeconds: probe.terminationGracePeriodSeconds,
  }),
});

const positive = (value: number | undefined, fallback: number): number =>
  value !== undefined && value > 0 ? value : fallback;
