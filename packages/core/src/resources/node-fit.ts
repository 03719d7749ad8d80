import { printCanonical } from '../quantity/print-quantity.ts';
import { type Quantity, quantityOf, value, ZERO } from '../quantity/quantity.ts';
import { type ResourceAmounts, type ResourceList, readList } from '../quantity/resource-list.ts';
import { comparedRequests, inSchedulerUnits } from './scheduler.ts';

/** `--max-pods` of the kubelet where a node does not say. */
export const DEFAULT_PODS_PER_NODE = '110';

/** How far one resource carries on an empty node. */
export interface ResourceFit {
  readonly request: string;
  /** Allocatable minus what DaemonSets take. */
  readonly usable: string;
  readonly pods: number;
  /** How much the request may grow before one Pod less fits; absent if none fits. */
  readonly slack?: string;
  /** At or below this request one Pod more fits, as far as this resource goes. */
  readonly onePodMoreAt: string;
}

/** How many Pods of a workload fit an empty node: an estimate of one workload, nothing else scheduled. */
export interface NodeFit {
  readonly podsPerNode: number;
  /** Resources that run out first; `pods` for the node's Pod count. */
  readonly limitedBy: readonly string[];
  readonly resources: Readonly<Record<string, ResourceFit>>;
  /** Nodes for all replicas; null if none fits, or the number of replicas is unknown. */
  readonly nodes: number | null;
}

/**
 * Packs Pods of these requests onto nodes of one kind.
 *
 * @param node allocatable of a node: `{ cpu: '4', memory: '16Gi', pods: '110' }`; 110 Pods if it does not say
 * @param daemonSets what the DaemonSets of a node take, with their `pods`
 */
export function fitOnNode(
  requests: ResourceAmounts,
  node: ResourceAmounts,
  replicas: number | null,
  daemonSets: ResourceAmounts = {},
): NodeFit {
  const wanted = comparedRequests(readList(requests));
  const allocatable = readList({ pods: DEFAULT_PODS_PER_NODE, ...node });
  const taken = readList(daemonSets);
  const carried = [...wanted].map(
    ([name, request]) => [name, resourceFit(name, request, allocatable, taken)] as const,
  );
  const slots = value(allocatable.get('pods') ?? ZERO) - value(taken.get('pods') ?? ZERO);
  const counts = [
    ...carried.map(([name, { pods }]) => [name, pods] as const),
    ['pods', countOf(slots)] as const,
  ];
  const podsPerNode = Math.min(...counts.map(([, pods]) => pods));
  return {
    podsPerNode,
    limitedBy: counts.filter(([, pods]) => pods === podsPerNode).map(([name]) => name),
    resources: Object.fromEntries(carried),
    nodes: replicas === null || podsPerNode === 0 ? null : Math.ceil(replicas / podsPerNode),
  };
}

/**
 * The fewest nodes of one kind whose sums hold these requests and Pods: a lower bound, as no Pod can be split. `null`
 * where the DaemonSets leave nothing of what is requested.
 */
export function fewestNodes(
  requests: ResourceAmounts,
  pods: number,
  node: ResourceAmounts,
  daemonSets: ResourceAmounts = {},
): number | null {
  const wanted = readList({ ...requests, pods: String(pods) });
  const allocatable = readList({ pods: DEFAULT_PODS_PER_NODE, ...node });
  const taken = readList(daemonSets);
  const counts = [...comparedRequests(wanted).keys(), 'pods'].map((name) => {
    const usable = inSchedulerUnits(name, allocatable) - inSchedulerUnits(name, taken);
    const needed = inSchedulerUnits(name, wanted);
    if (needed <= 0n) return 0;
    return usable > 0n ? Number((needed + usable - 1n) / usable) : null;
  });
  return counts.includes(null) ? null : Math.max(...counts.map(Number));
}

const countOf = (count: bigint): number => Number(count > 0n ? count : 0n);

function resourceFit(
  name: string,
  request: Quantity,
  allocatable: ResourceList,
  taken: ResourceList,
): ResourceFit {
  const usable = inSchedulerUnits(name, allocatable) - inSchedulerUnits(name, taken);
  const own = inSchedulerUnits(name, new Map([[name, request]]));
  const pods = usable > 0n ? usable / own : 0n;
  const printed = (units: bigint) =>
    printCanonical(quantityOf(units, request.format, name === 'cpu' ? -3 : 0));
  return {
    request: printed(own),
    usable: printed(usable),
    pods: countOf(pods),
    ...(pods > 0n && { slack: printed(usable / pods - own) }),
    onePodMoreAt: printed(usable > 0n ? usable / (pods + 1n) : 0n),
  };
}

/**
 * Reads `cpu=4,memory=16Gi,pods=110`.
 *
 * @throws RangeError naming the part that is no `name=quantity`
 */
export function parseNode(text: string): ResourceAmounts {
  const parts = text.split(',').map((part) => part.split('='));
  const entries = parts.map(
    ([name = '', amount = '', ...rest]) => [name.trim(), amount.trim(), rest.length] as const,
  );
  for (const [name, amount, extra] of entries) {
    if (name === '' || extra > 0 || readList({ [name]: amount }).size === 0) {
      throw new RangeError(
        `Cannot read node "${text}": "${name}=${amount}" is no name=quantity such as cpu=4`,
      );
    }
  }
  return Object.fromEntries(entries.map(([name, amount]) => [name, amount]));
}
