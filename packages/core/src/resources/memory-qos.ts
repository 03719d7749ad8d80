import type { Container } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import { value, ZERO } from '../quantity/quantity.ts';
import { hasAmount, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import type { QosClass } from './pod-resources.ts';
import { hasPodLevelResources, podRequests, type SumOptions } from './pod-sums.ts';
import { qosClass } from './qos-class.ts';
import type { Features } from './walk.ts';

/** The kubelet's configuration of memory QoS (gate MemoryQoS, cgroup v2). */
export interface MemoryQosSettings {
  /** `memoryThrottlingFactor`; without one no `memory.high` is written. The kubelet's default is 0.9, none from 1.37. */
  readonly memoryThrottlingFactor?: number;
  /** `memoryReservationPolicy`, from 1.36. */
  readonly memoryReservationPolicy?: 'None' | 'TieredReservation';
  /** Page size of the node in bytes; default 4096. */
  readonly pageSize?: number;
  /** Allocatable memory of the node in bytes. */
  readonly nodeAllocatableMemory: bigint;
}

/** cgroup v2 files and their values in bytes: `memory.min`, `memory.low`, `memory.high`. */
export type MemoryFiles = Readonly<Record<string, string>>;

export interface MemoryQos {
  readonly qos: QosClass;
  readonly pod: MemoryFiles;
  readonly containers: Readonly<Record<string, MemoryFiles>>;
}

/** What memory QoS writes for a Pod and its containers; sidecars are containers like others. */
export function memoryQos(
  pod: Pod,
  on: Features,
  settings: MemoryQosSettings,
  options: SumOptions = {},
): MemoryQos {
  const qos = qosClass(pod, on, options);
  const request = value(podRequests(pod, on, options).get('memory') ?? ZERO);
  const containers = containersOf(pod.spec).map(({ container }) => [
    container.name ?? '',
    containerFiles(container, { pod, on, qos, settings, options }),
  ]);
  return { qos, pod: podFiles(request, qos, on, settings), containers: Object.fromEntries(containers) };
}

interface Context {
  readonly pod: Pod;
  readonly on: Features;
  readonly qos: QosClass;
  readonly settings: MemoryQosSettings;
  readonly options: SumOptions;
}

/** Which file protects a request; undefined where the kubelet's policy reserves nothing. */
function reservationFile(qos: QosClass, on: Features, settings: MemoryQosSettings): string | undefined {
  if (on.memoryMinFromRequest) return 'memory.min';
  if (settings.memoryReservationPolicy !== 'TieredReservation') return undefined;
  return qos === 'Guaranteed' ? 'memory.min' : 'memory.low';
}

function podFiles(request: bigint, qos: QosClass, on: Features, settings: MemoryQosSettings): MemoryFiles {
  const file = reservationFile(qos, on, settings);
  return file === undefined || request === 0n ? {} : { [file]: request.toString() };
}

function containerFiles(container: Container, context: Context): MemoryFiles {
  const { qos, on, settings } = context;
  const request = value(readList(container.resources?.requests).get('memory') ?? ZERO);
  const limit = value(readList(container.resources?.limits).get('memory') ?? ZERO);
  const file = request === 0n ? undefined : reservationFile(qos, on, settings);
  const unreserved = on.memoryMinFromRequest ? {} : { 'memory.min': '0', 'memory.low': '0' };
  const high = memoryHigh(request, limit, context);
  return {
    ...(file === undefined ? unreserved : { [file]: request.toString() }),
    ...(high !== undefined && { 'memory.high': high.toString() }),
  };
}

/** `floor((request + (top-request)*factor)/page)*page`, in floating point as the kubelet computes it. */
function memoryHigh(request: bigint, limit: bigint, context: Context): bigint | undefined {
  const { memoryThrottlingFactor, pageSize = 4096, nodeAllocatableMemory } = context.settings;
  if (memoryThrottlingFactor === undefined || !isThrottled(request, limit, context)) return undefined;
  const top = limit === 0n ? nodeAllocatableMemory : limit;
  const bytes = Math.floor(Number(request) + (Number(top) - Number(request)) * memoryThrottlingFactor);
  const high = BigInt(Math.trunc(bytes / pageSize)) * BigInt(pageSize);
  return high > request ? high : undefined;
}

/** Not where the request equals the limit, nor, from 1.37, where the Pod's own limit throttles. */
function isThrottled(request: bigint, limit: bigint, { pod, on, options }: Context): boolean {
  if (!on.podLimitReplacesMemoryHigh) return request !== limit;
  const podLimits = hasPodLevelResources(pod, on, options) ? readList(pod.spec.resources?.limits) : new Map();
  if (limit === 0n && hasAmount(podLimits, 'memory')) return false;
  return request !== limit || request === 0n;
}
