import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { printQuantity } from '../quantity/print-quantity.ts';
import { MAX_MILLI, milliValue, type Quantity, value, ZERO } from '../quantity/quantity.ts';
import {
  addLists,
  maxLists,
  onlyNames,
  type ResourceAmounts,
  type ResourceList,
  readList,
} from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { podLimits, podRequests, type SumOptions } from './pod-sums.ts';
import type { Side } from './status-amounts.ts';
import type { Features } from './walk.ts';

/** An entry of a LimitRange's `spec.limits`. */
export interface LimitRangeItem {
  readonly type?: string;
  readonly default?: ResourceAmounts;
  readonly defaultRequest?: ResourceAmounts;
  readonly min?: ResourceAmounts;
  readonly max?: ResourceAmounts;
  readonly maxLimitRequestRatio?: ResourceAmounts;
}

export type LimitRangeConstraint = 'min' | 'max' | 'maxLimitRequestRatio';

/** Why a LimitRange refuses a Pod; `container` is absent for type Pod. */
export interface LimitRangeViolation {
  readonly resource: string;
  readonly constraint: LimitRangeConstraint;
  readonly type: 'Container' | 'Pod';
  readonly container?: string;
  /** In the words of the admission plugin. */
  readonly message: string;
}

export interface LimitRangeResult {
  /** The Pod with the defaults filled in. */
  readonly pod: Pod;
  readonly admitted: boolean;
  readonly violations: readonly LimitRangeViolation[];
}

/** A LimitRange item as it is stored: defaults from `max`, then requests from defaults, then from `min`. */
export function defaultLimitRangeItem(item: LimitRangeItem): LimitRangeItem {
  if (item.type !== 'Container') return item;
  const limits = { ...item.max, ...item.default };
  return { ...item, default: limits, defaultRequest: { ...item.min, ...limits, ...item.defaultRequest } };
}

/**
 * What the admission plugin LimitRanger makes of a Pod that the API server has defaulted: fills in what containers
 * leave out, then checks (R-074 … R-079).
 */
export function applyLimitRange(
  pod: Pod,
  items: readonly LimitRangeItem[],
  on: Features,
  options: SumOptions = {},
): LimitRangeResult {
  const stored = items.map(defaultLimitRangeItem);
  const filled = { ...pod, spec: fillDefaults(pod.spec, stored) };
  const violations = stored.flatMap((item) => violationsOf(item, filled, on, options));
  return { pod: filled, admitted: violations.length === 0, violations };
}

/** Every regular container, init container and sidecar alike; never the Pod itself. */
function fillDefaults(spec: PodSpec, items: readonly LimitRangeItem[]): PodSpec {
  const ofContainers = items.filter(({ type }) => type === 'Container');
  const limits = Object.assign(Object.create(null), ...ofContainers.map((item) => item.default));
  const requests = Object.assign(Object.create(null), ...ofContainers.map((item) => item.defaultRequest));
  const fill = (container: Container): Container => {
    const own = container.resources ?? {};
    const all = { limits: { ...limits, ...own.limits }, requests: { ...requests, ...own.requests } };
    const nonEmpty = Object.entries(all).filter(([, amounts]) => Object.keys(amounts).length > 0);
    if (nonEmpty.length === 0) return container;
    return { ...container, resources: { ...own, ...Object.fromEntries(nonEmpty) } };
  };
  return {
    ...spec,
    ...(spec.containers && { containers: spec.containers.map(fill) }),
    ...(spec.initContainers && { initContainers: spec.initContainers.map(fill) }),
  };
}

/** The amounts that one item is held against: of a container, or of the Pod. */
interface Observed {
  readonly type: 'Container' | 'Pod';
  readonly container?: string;
  readonly requests: ResourceList;
  readonly limits: ResourceList;
}

function violationsOf(
  item: LimitRangeItem,
  pod: Pod,
  on: Features,
  options: SumOptions,
): readonly LimitRangeViolation[] {
  return observedBy(item, pod, on, options).flatMap((observed) => [
    ...failures('min', item.min, observed, minMessage),
    ...failures('max', item.max, observed, maxMessage),
    ...failures('maxLimitRequestRatio', item.maxLimitRequestRatio, observed, ratioMessage),
  ]);
}

function observedBy(item: LimitRangeItem, pod: Pod, on: Features, options: SumOptions): readonly Observed[] {
  const { containers = [], initContainers = [] } = pod.spec;
  switch (item.type) {
    case 'Container':
      return [...containers, ...initContainers].map(({ name = '', resources }) => ({
        type: 'Container',
        container: name,
        requests: readList(resources?.requests),
        limits: readList(resources?.limits),
      }));
    case 'Pod':
      return [
        {
          type: 'Pod',
          requests: podSum('requests', pod, on, options),
          limits: podSum('limits', pod, on, options),
        },
      ];
    default:
      return [];
  }
}

/** The plugin's own sums: no overhead, and only cpu and memory of `spec.resources` (R-077 … R-079). */
function podSum(side: Side, pod: Pod, on: Features, options: SumOptions): ResourceList {
  if (!on.limitRangeAddsWhatIsThere) return sumOfWhatAllSet(side, pod);
  const asPlugin = { ...on, podLevelHugepages: false };
  const sum = side === 'requests' ? podRequests : podLimits;
  return sum(pod, asPlugin, { ...options, excludeOverhead: true });
}

/** Before 1.28 a name counted only if every regular container set it. */
function sumOfWhatAllSet(side: Side, { spec }: Pod): ResourceList {
  const amounts = (container: Container) => readList(container.resources?.[side]);
  const regular = (spec.containers ?? []).map(amounts);
  const sum = onlyNames(addLists(...regular), (name) => regular.every((list) => list.has(name)));
  return maxLists(sum, ...(spec.initContainers ?? []).map(amounts));
}

type MessageOf = (bound: Bound) => string | undefined;

interface Bound {
  readonly resource: string;
  readonly type: string;
  readonly enforced: Quantity;
  readonly request: Quantity | undefined;
  readonly limit: Quantity | undefined;
}

function failures(
  constraint: LimitRangeConstraint,
  amounts: ResourceAmounts | undefined,
  { type, container, requests, limits }: Observed,
  messageOf: MessageOf,
): readonly LimitRangeViolation[] {
  return [...readList(amounts)].flatMap(([resource, enforced]) => {
    const bound = { resource, type, enforced, request: requests.get(resource), limit: limits.get(resource) };
    const message = messageOf(bound);
    if (message === undefined) return [];
    return [{ resource, constraint, type, ...(container !== undefined && { container }), message }];
  });
}

function minMessage({ resource, type, enforced, request, limit }: Bound): string | undefined {
  const text = `minimum ${resource} usage per ${type} is ${printQuantity(enforced)}`;
  if (request === undefined) return `${text}.  No request is specified`;
  const [requested, limited, least] = comparable([request, limit ?? ZERO, enforced]);
  if (requested < least) return `${text}, but request is ${printQuantity(request)}`;
  return limit !== undefined && limited < least ? `${text}, but limit is ${printQuantity(limit)}` : undefined;
}

function maxMessage({ resource, type, enforced, request, limit }: Bound): string | undefined {
  const text = `maximum ${resource} usage per ${type} is ${printQuantity(enforced)}`;
  if (limit === undefined) return `${text}.  No limit is specified`;
  const [requested, limited, most] = comparable([request ?? ZERO, limit, enforced]);
  if (limited > most) return `${text}, but limit is ${printQuantity(limit)}`;
  return request !== undefined && requested > most
    ? `${text}, but request is ${printQuantity(request)}`
    : undefined;
}

/** In floating point, as the plugin divides. */
function ratioMessage({ resource, type, enforced, request, limit }: Bound): string | undefined {
  const text = `${resource} max limit to request ratio per ${type} is ${printQuantity(enforced)}`;
  const [requested, limited] = comparable([request ?? ZERO, limit ?? ZERO, enforced]);
  if (requested === 0n) return `${text}, but no request is specified or request is 0`;
  if (limited === 0n) return `${text}, but no limit is specified or limit is 0`;
  const ratio = Number(limited) / Number(requested);
  const most = Number(milliValue(enforced));
  return ratio * 1000 > most ? `${text}, but provided ratio is ${ratio.toFixed(6)}` : undefined;
}

/** Thousandths where all of them fit an int64 so, else whole units. */
function comparable(quantities: readonly [Quantity, Quantity, Quantity]): readonly [bigint, bigint, bigint] {
  const precise = quantities.every((quantity) => value(quantity) <= MAX_MILLI);
  const unit = precise ? milliValue : value;
  return [unit(quantities[0]), unit(quantities[1]), unit(quantities[2])];
}
