import type { Source } from '../finding.ts';
import type {
  ContainerStatus as ApiStatus,
  ObjectMeta,
  PodCondition,
  PodSpec,
  PodStatus,
} from '../kubernetes/api-types.gen.ts';
import type { KubeletRelease } from '../kubernetes/kubelet-release.ts';
import type { Release } from '../kubernetes/release.ts';
import type { ContainerStatus } from '../lifecycle/kubelet/container-status.ts';
import type { ContainerView } from '../lifecycle/kubelet/container-view.ts';
import { type ContainerPlan, type PodPlan, planPod } from '../lifecycle/kubelet/pod-plan.ts';
import type { PodPhase } from '../lifecycle/timeline.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { decodeObject } from '../store/decode-object.ts';
import type { SeenEvent } from './explanation.ts';
import { withGatesInUse } from './gates-in-use.ts';
import { endedInstance, newestInstance, printedStatus, probeResults, waitingReason } from './instances.ts';
import { readMoment } from './moments.ts';
import { wasRemoved } from './starting-over.ts';
import { pathOf } from './words.ts';

/** A container of a live Pod: what the kubelet would see of it, as far as the status tells. */
export interface LiveContainer extends ContainerView {
  /** `initContainers[1]`. */
  readonly path: string;
  /** What the API holds; absent where the status does not name it. */
  readonly api?: ApiStatus;
  /** The same, reduced to what decides. */
  readonly shown: ContainerStatus;
}

/** A Pod with a status. */
export interface LivePod {
  readonly source: Source;
  readonly metadata: ObjectMeta;
  readonly spec: PodSpec;
  readonly status: PodStatus;
  readonly phase: PodPhase;
  readonly plan: PodPlan;
  /** Init containers in spec order, then the regular ones. */
  readonly containers: readonly LiveContainer[];
  readonly release: Release;
  readonly kubelet: KubeletRelease;
  /** Now, in milliseconds; `null` where nobody says. */
  readonly now: number | null;
  /** Events of the input that are about it, oldest first. */
  readonly events: readonly SeenEvent[];
  /** Parts of the status that were passed over because they are of a wrong type. */
  readonly passedOver: readonly string[];
}

export interface LiveOptions {
  /** Of the API server. */
  readonly release: Release;
  /** Of the node; the API server's own if absent. */
  readonly kubelet?: KubeletRelease;
  /** Now, as RFC 3339: the core has no clock. Without it nothing is said of how long ago, or until when. */
  readonly now?: string;
}

const PHASES: readonly PodPhase[] = ['Pending', 'Running', 'Succeeded', 'Failed', 'Unknown'];

/** What the API holds of a Pod. */
interface ApiPod {
  readonly metadata?: ObjectMeta;
  readonly spec?: PodSpec;
  readonly status?: PodStatus;
}

/** A Pod of the input as it lives; `null` where it has no status. */
export function livePod(
  { source, value }: ManifestObject,
  options: LiveOptions,
  events: readonly SeenEvent[] = [],
): LivePod | null {
  const { object, problems } = decodeObject('Pod', value, options.release);
  const { metadata = {}, spec = {}, status = {} } = object as ApiPod;
  const phase = PHASES.find((known) => known === status.phase);
  if (phase === undefined) return null;
  const release = withGatesInUse(options.release, spec);
  const kubelet = withGatesInUse(options.kubelet ?? options.release, spec);
  const { name = '', namespace = '', uid = '' } = metadata;
  const plan = planPod({ name, namespace, uid }, spec, { apiServer: release, kubelet });
  return {
    source,
    metadata,
    spec,
    status,
    phase,
    plan,
    containers: liveContainers(plan, status),
    release,
    kubelet,
    now: readMoment(options.now),
    events,
    passedOver: problems.flatMap(({ kind, path }) =>
      kind === 'wrongType' && path.startsWith('status') ? [path] : [],
    ),
  };
}

/** Statuses are found by name, among their own kind: the API lists them in no order to rely on. */
function liveContainers(plan: PodPlan, status: PodStatus): readonly LiveContainer[] {
  const { initContainerStatuses = [], containerStatuses = [] } = status;
  const all = [...initContainerStatuses, ...containerStatuses];
  const [init, regular] = [statusesByName(initContainerStatuses), statusesByName(containerStatuses)];
  return plan.containers.map((container) => {
    const api = (container.index < plan.initCount ? init : regular).get(container.name);
    return liveContainer(container, plan, api, wasRemoved(api, all));
  });
}

const statusesByName = (statuses: readonly ApiStatus[]): ReadonlyMap<string, ApiStatus> =>
  new Map(statuses.map((status) => [status.name ?? '', status]));

function liveContainer(
  plan: ContainerPlan,
  pod: PodPlan,
  api: ApiStatus | undefined,
  removed: boolean,
): LiveContainer {
  const newest = removed ? null : newestInstance(plan, api);
  return {
    plan,
    path: pathOf(plan, pod),
    ...(api && { api }),
    shown: printedStatus(plan, api),
    newest,
    lastExited: newest?.state === 'exited' ? newest : endedInstance(plan, api, api?.lastState?.terminated),
    results: probeResults(plan, api),
    changed: null,
    failedStart: removed ? null : waitingReason(api),
  };
}

export const conditionOf = ({ status }: LivePod, type: string): PodCondition | undefined =>
  (status.conditions ?? []).find((condition) => condition.type === type);

export const isTrue = (pod: LivePod, type: string): boolean => conditionOf(pod, type)?.status === 'True';
