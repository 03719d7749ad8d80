import type { Container } from '../kubernetes/api-types.gen.ts';
import { containersOf, type RoleContainer } from '../kubernetes/container-role.ts';
import { milliValue, value, ZERO } from '../quantity/quantity.ts';
import { hasAmount, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { exclusiveCpus } from './exclusive-cpus.ts';
import { hasPodLevelResources, podLimits, podRequests, type SumOptions } from './pod-sums.ts';
import { qosClass } from './qos-class.ts';
import { specAmounts } from './status-amounts.ts';
import { type Features, walk } from './walk.ts';

/** Values of a cgroup v2 directory, as the kubelet writes them. */
export interface PodCgroup {
  /** cgroup v1's `cpu.shares`; v2's weight is made from it. */
  readonly cpuShares: number;
  /** `cpu.weight`. */
  readonly cpuWeight: number;
  /** `cpu.max`: quota and period in microseconds, e.g. `50000 100000` or `max 100000`. */
  readonly cpuMax: string;
  /** `memory.max` in bytes, or `max`. */
  readonly memoryMax: string;
}

export interface ContainerCgroup extends Omit<PodCgroup, 'cpuWeight'> {
  /** `cpu.weight` of runc before 1.3.2 and crun before 1.23. */
  readonly cpuWeightLinear: number;
  /** `cpu.weight` of later runtimes. */
  readonly cpuWeightQuadratic: number;
}

export interface Cgroups {
  readonly podCgroup: PodCgroup;
  /** By container name. */
  readonly containerCgroup: Readonly<Record<string, ContainerCgroup>>;
}

const MIN_SHARES = 2n;
const MAX_SHARES = 262_144n;
const PERIOD = 100_000n;
const MIN_QUOTA = 1_000n;

export interface CgroupOptions extends SumOptions {
  /** The node's CPU manager has policy `static`: from 1.33 pinned containers have no quota. */
  readonly staticCpus?: boolean;
}

/** cgroup values of a Pod and its containers on Linux with the kubelet's default CFS period (R-090 … R-096). */
export function cgroups(pod: Pod, on: Features, options: CgroupOptions = {}): Cgroups {
  const pinned = pinnedContainers(pod, on, options);
  const isPinned = ({ name = '' }: Container) => pinned.includes(name);
  const containers = containersOf(pod.spec).map(({ container }) => {
    const values = containerCgroup(container, pod, on, options);
    return [container.name ?? '', isPinned(container) ? withoutQuota(values) : values];
  });
  const ofPod = podCgroup(pod, on, options);
  return {
    podCgroup: pinned.length > 0 ? withoutQuota(ofPod) : ofPod,
    containerCgroup: Object.fromEntries(containers),
  };
}

const withoutQuota = <Values extends { readonly cpuMax: string }>(values: Values): Values => ({
  ...values,
  cpuMax: `max ${PERIOD}`,
});

function pinnedContainers(pod: Pod, on: Features, options: CgroupOptions): readonly string[] {
  if (!options.staticCpus || !on.DisableCPUQuotaWithExclusiveCPUs) return [];
  const { containers } = exclusiveCpus(pod, on, options);
  return Object.keys(containers).filter((name) => (containers[name] ?? 0) > 0);
}

function podCgroup(pod: Pod, on: Features, options: SumOptions): PodCgroup {
  const qos = qosClass(pod, on, options);
  const limits = podLimits(pod, on, options);
  const isLimited = (name: string) =>
    qos === 'Guaranteed' || (qos === 'Burstable' && isDeclared(name, pod, on, options));
  const shares = qos === 'BestEffort' ? MIN_SHARES : sharesOf(podRequests(pod, on, options));
  return {
    cpuShares: Number(shares),
    cpuWeight: linearWeight(shares),
    cpuMax: cpuMax(isLimited('cpu') ? limits : new Map()),
    memoryMax: memoryMax(isLimited('memory') ? limits : new Map()),
  };
}

/**
 * Whether the kubelet takes a Pod's limit for declared: by every container, or by the Pod itself. Until
 * 1.36 an init container or sidecar is seen with the sidecars before it, so one without a limit hides behind an
 * earlier sidecar with one.
 */
export function isDeclared(name: string, pod: Pod, on: Features, options: SumOptions = {}): boolean {
  if (hasPodLevelResources(pod, on, options) && hasAmount(readList(pod.spec.resources?.limits), name))
    return true;
  const own = ({ container }: RoleContainer) => readList(container.resources?.limits);
  const seen = on.declaredLimitsAreCumulative
    ? [
        ...(pod.spec.containers ?? []).map((container) => readList(container.resources?.limits)),
        ...walk(pod.spec, specAmounts('limits'), on).steps.map(({ use }) => use),
      ]
    : containersOf(pod.spec).map(own);
  return seen.every((limits) => hasAmount(limits, name));
}

function containerCgroup(container: Container, pod: Pod, on: Features, options: SumOptions): ContainerCgroup {
  const limits = effectiveLimits(container, pod, on, options);
  const requests = readList(container.resources?.requests);
  const shares = sharesOf(requests.has('cpu') ? requests : limits);
  return {
    cpuShares: Number(shares),
    cpuWeightLinear: linearWeight(shares),
    cpuWeightQuadratic: quadraticWeight(Number(shares)),
    cpuMax: cpuMax(limits),
    memoryMax: memoryMax(limits),
  };
}

/** A container without a cpu or memory limit of its own gets the Pod's. */
function effectiveLimits(container: Container, pod: Pod, on: Features, options: SumOptions): ResourceList {
  const own = readList(container.resources?.limits);
  if (!hasPodLevelResources(pod, on, options)) return own;
  const missing = [...readList(pod.spec.resources?.limits)].filter(([name]) => !hasAmount(own, name));
  return new Map([...own, ...missing]);
}

function sharesOf(amounts: ResourceList): bigint {
  const shares = (milliValue(amounts.get('cpu') ?? ZERO) * 1024n) / 1000n;
  if (shares < MIN_SHARES) return MIN_SHARES;
  return shares > MAX_SHARES ? MAX_SHARES : shares;
}

function cpuMax(limits: ResourceList): string {
  const milli = milliValue(limits.get('cpu') ?? ZERO);
  if (milli === 0n) return `max ${PERIOD}`;
  const quota = (milli * PERIOD) / 1000n;
  return `${quota < MIN_QUOTA ? MIN_QUOTA : quota} ${PERIOD}`;
}

function memoryMax(limits: ResourceList): string {
  const bytes = value(limits.get('memory') ?? ZERO);
  return bytes === 0n ? 'max' : bytes.toString();
}

/** `1 + (shares-2)*9999/262142`. */
const linearWeight = (shares: bigint): number => Number(1n + ((shares - 2n) * 9999n) / 262_142n);

/** `ceil(10^((L²+125L)/612 - 7/34))` with `L = log2(shares)`. */
function quadraticWeight(shares: number): number {
  if (shares <= Number(MIN_SHARES)) return 1;
  if (shares >= Number(MAX_SHARES)) return 10_000;
  const log = Math.log2(shares);
  return Math.ceil(10 ** ((log * log + 125 * log) / 612 - 7 / 34));
}
