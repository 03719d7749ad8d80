import type { Container } from '../kubernetes/api-types.gen.ts';
import { add, compare, multiply } from '../quantity/arithmetic.ts';
import { printQuantity } from '../quantity/print-quantity.ts';
import { type Quantity, quantityOf, ZERO } from '../quantity/quantity.ts';
import { printList, type ResourceAmounts, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { hasPodLevelResources, podLimits, podRequests, type SumOptions } from './pod-sums.ts';
import { matchesScopes, type QuotaScope } from './quota-scopes.ts';
import { isExtendedResource, isHugepages } from './resource-names.ts';
import type { Features } from './walk.ts';

/** What of a ResourceQuota concerns Pods. */
export interface ResourceQuota {
  readonly name: string;
  readonly hard: ResourceAmounts;
  /** `status.used`; nothing if the object has no status. */
  readonly used?: ResourceAmounts;
  readonly scopes?: readonly QuotaScope[];
}

/** Whether a ResourceQuota lets a workload's Pods in. */
export interface QuotaVerdict {
  readonly name: string;
  /** Of one Pod, the names this quota tracks. */
  readonly quotaUsage: ResourceAmounts;
  readonly hard: ResourceAmounts;
  readonly used: ResourceAmounts;
  /** Whether the first Pod is admitted. */
  readonly admitted: boolean;
  /** Containers without a value that the quota demands, by name of the quota. */
  readonly missing: Readonly<Record<string, readonly string[]>>;
  /** Names that all Pods of the workload together exceed. */
  readonly exceeded: readonly string[];
  /** Pods that still fit; null if the quota sets no bound to them. */
  readonly podsThatFit: number | null;
  /** The admission plugin's words for the first Pod it refuses; absent if it refuses none. */
  readonly message?: string;
}

const COMPUTE = ['cpu', 'memory', 'ephemeral-storage'];

/**
 * What a Pod is charged: effective sums with overhead, under the names a quota uses (R-080 … R-083). A Pod that has
 * ended counts as an object alone; one past its deletion grace too, but that takes a clock.
 */
export function quotaUsage(pod: Pod, on: Features, options: SumOptions = {}): ResourceList {
  const one = quantityOf(1n);
  if (['Succeeded', 'Failed'].includes(pod.status?.phase ?? '')) return new Map([['count/pods', one]]);
  const amounts = chargedNames(podRequests(pod, on, options), podLimits(pod, on, options));
  return new Map([['count/pods', one], ['pods', one], ...amounts]);
}

function chargedNames(requests: ResourceList, limits: ResourceList): ResourceList {
  const charged = new Map<string, Quantity>();
  for (const [name, request] of requests) {
    if (COMPUTE.includes(name) || isHugepages(name)) charged.set(name, request);
    if (COMPUTE.includes(name) || isHugepages(name) || isExtendedResource(name)) {
      charged.set(`requests.${name}`, request);
    }
  }
  for (const [name, limit] of limits) if (COMPUTE.includes(name)) charged.set(`limits.${name}`, limit);
  return charged;
}

/** Names that a quota demands of every container once it tracks them. */
const REQUIRED = ['cpu', 'memory', 'requests.cpu', 'requests.memory', 'limits.cpu', 'limits.memory'];

/**
 * Containers that leave out what the quota tracks, by name of the quota.
 *
 * @param tracked names in the quota's `hard`
 */
export function missingForQuota(
  pod: Pod,
  tracked: readonly string[],
  on: Features,
  options: SumOptions = {},
): Readonly<Record<string, readonly string[]>> {
  if (hasPodLevelResources(pod, on, options)) return {};
  const { containers = [], initContainers = [] } = pod.spec;
  const entries = REQUIRED.filter((name) => tracked.includes(name)).flatMap((name) => {
    const without = [...containers, ...initContainers].filter((container) => !sets(container, name));
    return without.length === 0
      ? []
      : [[name, without.map((container) => container.name ?? '').sort()] as const];
  });
  return Object.fromEntries(entries);
}

const sets = ({ resources }: Container, name: string): boolean =>
  chargedNames(readList(resources?.requests), readList(resources?.limits)).has(name);

/** Whether a quota admits `replicas` more Pods like this one; null stands for an unknown number, taken as one. */
export function quotaVerdict(
  quota: ResourceQuota,
  pod: Pod,
  replicas: number | null,
  on: Features,
  options: SumOptions = {},
): QuotaVerdict | undefined {
  if (!matchesScopes(quota.scopes ?? [], pod, on, options)) return undefined;
  const hard = readList(quota.hard);
  const used = new Map([...hard.keys()].map((name) => [name, readList(quota.used).get(name) ?? ZERO]));
  const usage = new Map([...quotaUsage(pod, on, options)].filter(([name]) => hard.has(name)));
  const missing = missingForQuota(pod, [...hard.keys()], on, options);
  const exceeds = (name: string, pods: number) => exceedsQuota(name, pods, { hard, used, usage });
  const message = refusal(quota.name, missing, { hard, used, usage });
  return {
    name: quota.name,
    quotaUsage: printList(usage),
    hard: printList(hard),
    used: printList(used),
    admitted: message === undefined,
    missing,
    exceeded: [...usage.keys()].sort().filter((name) => exceeds(name, replicas ?? 1)),
    podsThatFit: Object.keys(missing).length > 0 ? 0 : podsThatFit({ hard, used, usage }),
    ...(message !== undefined && { message }),
  };
}

interface Charge {
  readonly hard: ResourceList;
  readonly used: ResourceList;
  /** Of one Pod. */
  readonly usage: ResourceList;
}

const amountOf = (list: ResourceList, name: string): Quantity => list.get(name) ?? ZERO;

const exceedsQuota = (name: string, pods: number, { hard, used, usage }: Charge): boolean =>
  compare(add(amountOf(used, name), multiply(amountOf(usage, name), pods)), amountOf(hard, name)) > 0;

/** By halving: the greatest number of Pods that exceeds nothing. */
function podsThatFit(charge: Charge): number | null {
  const fits = (pods: number) => [...charge.usage.keys()].every((name) => !exceedsQuota(name, pods, charge));
  if (fits(Number.MAX_SAFE_INTEGER)) return null;
  let [low, high] = [0, Number.MAX_SAFE_INTEGER];
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    if (fits(middle)) low = middle;
    else high = middle;
  }
  return low;
}

function refusal(
  name: string,
  missing: Readonly<Record<string, readonly string[]>>,
  charge: Charge,
): string | undefined {
  const demands = Object.entries(missing).sort(([left], [right]) => (left < right ? -1 : 1));
  if (demands.length > 0) {
    const parts = demands.map(([resource, containers]) => `${resource} for: ${containers.join(',')}`);
    return `failed quota: ${name}: must specify ${parts.join('; ')}`;
  }
  const exceeded = [...charge.usage.keys()].filter((resource) => exceedsQuota(resource, 1, charge)).sort();
  if (exceeded.length === 0) return undefined;
  const printed = (list: ResourceList) =>
    exceeded.map((resource) => `${resource}=${printQuantity(amountOf(list, resource))}`).join(',');
  return `exceeded quota: ${name}, requested: ${printed(charge.usage)}, used: ${printed(charge.used)}, limited: ${printed(charge.hard)}`;
}
