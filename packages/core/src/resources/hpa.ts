import { containersOf, type RoleContainer } from '../kubernetes/container-role.ts';
import { milliValue } from '../quantity/quantity.ts';
import { readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { hasPodLevelRequests, podRequests, type SumOptions } from './pod-sums.ts';
import type { Features } from './walk.ts';

/** A metric of a HorizontalPodAutoscaler that compares usage with requests. */
export type HpaMetric =
  | { readonly metric: 'Resource'; readonly resource: string }
  | { readonly metric: 'ContainerResource'; readonly resource: string; readonly container: string };

/** The request that usage is compared with, in thousandths; or why the whole metric fails. */
export type HpaRequest =
  | { readonly requestMilli: bigint }
  | { readonly error: 'missing-request'; readonly container: string }
  | { readonly error: 'missing-pod-request' | 'container-not-found' };

/** What the HPA controller of the release takes for a Pod's request. */
export function hpaRequest(pod: Pod, on: Features, metric: HpaMetric, options: SumOptions = {}): HpaRequest {
  const ofPod = on.hpaReadsPodLevel && metric.metric === 'Resource' && hasPodLevelRequests(pod, on, options);
  return ofPod ? podLevelRequest(pod, on, metric.resource, options) : containersRequest(pod, on, metric);
}

/** Pod-level requests come with overhead, the containers' without (R-110). */
function podLevelRequest(pod: Pod, on: Features, resource: string, options: SumOptions): HpaRequest {
  const request = podRequests(pod, on, options).get(resource);
  return request === undefined ? { error: 'missing-pod-request' } : { requestMilli: milliValue(request) };
}

function containersRequest(pod: Pod, on: Features, metric: HpaMetric): HpaRequest {
  const counted = countedContainers(pod, on).filter(
    ({ container }) => metric.metric === 'Resource' || container.name === metric.container,
  );
  if (counted.length === 0 && metric.metric === 'ContainerResource' && on.hpaNamesUnknownContainer) {
    return { error: 'container-not-found' };
  }
  let requestMilli = 0n;
  for (const { container } of counted) {
    const request = readList(container.resources?.requests).get(metric.resource);
    if (request === undefined) return { error: 'missing-request', container: container.name ?? '' };
    requestMilli += milliValue(request);
  }
  return { requestMilli };
}

/** Regular containers, and sidecars from 1.29; init containers never. */
const countedContainers = (pod: Pod, on: Features): readonly RoleContainer[] => {
  const containers = containersOf(pod.spec);
  const sidecars = containers.filter(({ role }) => role === 'sidecar' && on.hpaCountsSidecars);
  return [...containers.filter(({ role }) => role === 'regular'), ...sidecars];
};

/**
 * `averageUtilization` of Pods that use this much each, in percent; undefined if the request is zero ("no metrics
 * returned matched known pods"). Usage counts every running container, whatever the release counts as request.
 */
export function hpaUtilization(request: HpaRequest, usageMilli: bigint): number | undefined {
  if ('error' in request || request.requestMilli === 0n) return undefined;
  return Number((usageMilli * 100n) / request.requestMilli);
}
