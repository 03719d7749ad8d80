import type { PodStatus } from '../kubernetes/api-types.gen.ts';
import { multiply } from '../quantity/arithmetic.ts';
import { value, ZERO } from '../quantity/quantity.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import { addLists, EMPTY, onlyNames, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Features } from './walk.ts';

/** An entry of `status.nodeAllocatableResourceClaimStatuses`, of any minor. */
interface ClaimStatus {
  readonly containers?: readonly string[];
  readonly resources?: ResourceAmounts;
  readonly mapping?: readonly { readonly name?: string; readonly quantity?: string }[];
  readonly overhead?: readonly ClaimOverhead[];
}

interface ClaimOverhead {
  readonly name?: string;
  readonly perPod?: string;
  readonly perContainer?: string;
}

/** What claims of node allocatable resources add, once each, without an init peak. */
export function claimedResources(status: PodStatus | undefined, on: Features): ResourceList {
  const claims: readonly ClaimStatus[] = status?.nodeAllocatableResourceClaimStatuses ?? [];
  if (on.draClaimResources) return addLists(...claims.map(({ resources }) => readList(resources)));
  return on.draClaimMappings ? addLists(...claims.flatMap(mappedResources)) : EMPTY;
}

/** Memory of claims that falls to one container: fixed amounts are split among all that name the claim. */
export function claimedMemory(status: PodStatus | undefined, container: string): bigint {
  const claims: readonly ClaimStatus[] = status?.nodeAllocatableResourceClaimStatuses ?? [];
  return claims.filter(({ containers }) => containers?.includes(container)).reduce(addMemory, 0n);
}

function addMemory(sum: bigint, { containers = [], mapping = [], overhead = [] }: ClaimStatus): bigint {
  const memoryOf = (name: string | undefined, quantity: string | undefined): bigint =>
    name === 'memory' ? value(single(name, quantity).get(name) ?? ZERO) : 0n;
  const shared = [
    ...mapping.map(({ name, quantity }) => memoryOf(name, quantity)),
    ...overhead.map(({ name, perPod }) => memoryOf(name, perPod)),
  ].map((bytes) => bytes / BigInt(containers.length));
  const own = overhead.map(({ name, perContainer }) => memoryOf(name, perContainer));
  return [...shared, ...own].reduce((total, bytes) => total + bytes, sum);
}

function mappedResources({
  containers = [],
  mapping = [],
  overhead = [],
}: ClaimStatus): readonly ResourceList[] {
  const mapped = mapping.map(({ name, quantity }) => single(name, quantity));
  const fixed = overhead.map(({ name, perPod }) => single(name, perPod));
  const each = overhead.map(({ name, perContainer }) => times(single(name, perContainer), containers.length));
  return [...mapped, ...fixed, ...each];
}

const single = (name: string | undefined, quantity: string | undefined): ResourceList =>
  name === undefined || quantity === undefined ? EMPTY : readList(Object.fromEntries([[name, quantity]]));

const times = (list: ResourceList, factor: number): ResourceList =>
  factor === 0 ? EMPTY : new Map([...list].map(([name, quantity]) => [name, multiply(quantity, factor)]));

/** Claims raise a limit only where one is declared; huge pages always. */
export const addToLimits = (limits: ResourceList, claimed: ResourceList): ResourceList =>
  addLists(
    limits,
    onlyNames(claimed, (name) => limits.has(name) || name.startsWith('hugepages-')),
  );
