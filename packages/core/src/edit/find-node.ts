import {
  type Alias,
  type Document,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Pair,
  type YAMLMap,
  type YAMLSeq,
} from 'yaml';
import { EditRefusal } from './edit-refusal.ts';
import { indexOf } from './path-steps.ts';

/** A value and the collection that holds it. */
export interface Found {
  readonly node: unknown;
  /** From the root to the holder of the value. */
  readonly holders: readonly Holder[];
}

/** One step on the way: a key of a mapping, or an item of a list. */
export type Holder =
  | { readonly in: 'map'; readonly map: YAMLMap; readonly pair: Pair; readonly index: number }
  | { readonly in: 'list'; readonly list: YAMLSeq; readonly index: number };

/** How far a path leads, and the steps that the text does not have. */
export interface Way extends Found {
  readonly rest: readonly string[];
}

/**
 * Walks a path as far as the text has it.
 *
 * @throws EditRefusal where it leads through an alias: a change there would change other places too
 */
export function walk(document: Document, steps: readonly string[]): Way {
  let node: unknown = document.contents;
  const holders: Holder[] = [];
  for (const [at, step] of steps.entries()) {
    if (isAlias(node)) throw throughAlias(node);
    const holder = holderOf(node, step);
    if (holder === undefined) return { node, holders, rest: steps.slice(at) };
    holders.push(holder);
    node = holder.in === 'map' ? holder.pair.value : holder.list.items[holder.index];
  }
  return { node, holders, rest: [] };
}

/** The same for a path that has to be there. */
export function find(document: Document, steps: readonly string[]): Found {
  const { node, holders, rest } = walk(document, steps);
  if (rest.length > 0)
    throw new EditRefusal(`the text has nothing at ${steps.join('.')}: it may come from a merged mapping`);
  return { node, holders };
}

function holderOf(node: unknown, step: string): Holder | undefined {
  if (isSeq(node)) {
    const index = indexOf(step);
    if (index === undefined || index >= node.items.length) return undefined;
    return { in: 'list', list: node, index };
  }
  if (!isMap(node)) return undefined;
  const index = node.items.findLastIndex(({ key }) => isScalar(key) && String(key.value) === step);
  const pair = node.items[index];
  return pair === undefined ? undefined : { in: 'map', map: node, pair, index };
}

const throughAlias = ({ source }: Alias): EditRefusal =>
  new EditRefusal(`it stands behind the alias *${source}, and a change there would change other places too`);

/** Whether a value stands in a flow collection, where lines and indentation mean nothing. */
export const isInFlow = (holders: readonly Holder[]): boolean =>
  holders.some((holder) => (holder.in === 'map' ? holder.map : holder.list).flow === true);
