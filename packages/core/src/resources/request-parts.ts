import { subtract } from '../quantity/arithmetic.ts';
import { printCanonical } from '../quantity/print-quantity.ts';
import { type Quantity, sign, ZERO } from '../quantity/quantity.ts';
import { addLists, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import type { RequestParts } from './pod-resources.ts';
import type { Walk } from './walk.ts';

/**
 * Splits every effective request by cause; the parts add up to the whole.
 *
 * @param requests of the whole Pod
 * @param walk over the requests of its containers
 */
export function requestParts(
  requests: ResourceList,
  { run, total }: Walk,
  pod: Pod,
): Readonly<Record<string, RequestParts>> {
  const regular = addLists(
    ...(pod.spec.containers ?? []).map(({ resources }) => readList(resources?.requests)),
  );
  const lists = { regular, run, total, overhead: readList(pod.spec.overhead) };
  const names = [...requests.keys()].sort();
  return Object.fromEntries(names.map((name) => [name, partsOf(name, requests, lists)]));
}

interface Lists {
  readonly regular: ResourceList;
  readonly run: ResourceList;
  readonly total: ResourceList;
  readonly overhead: ResourceList;
}

function partsOf(
  name: string,
  requests: ResourceList,
  { regular, run, total, overhead }: Lists,
): RequestParts {
  const [whole, atRun, most] = [amountOf(requests, name), amountOf(run, name), amountOf(total, name)];
  const extra = amountOf(overhead, name);
  const rest = subtract(subtract(whole, extra), most);
  return {
    regular: printCanonical(amountOf(regular, name)),
    ...unlessZero('sidecars', subtract(atRun, amountOf(regular, name))),
    ...unlessZero('initPeak', subtract(most, atRun)),
    ...unlessZero('overhead', extra),
    ...unlessZero('podLevel', rest),
  };
}

const amountOf = (list: ResourceList, name: string): Quantity => list.get(name) ?? ZERO;

const unlessZero = <Key extends string>(key: Key, quantity: Quantity): Partial<Record<Key, string>> =>
  sign(quantity) === 0 ? {} : ({ [key]: printCanonical(quantity) } as Record<Key, string>);
