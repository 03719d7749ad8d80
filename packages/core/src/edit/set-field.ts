import { type Document, isCollection, isMap, isScalar, type Node, type Pair, type YAMLMap } from 'yaml';
import type { Json } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { type Holder, isInFlow, walk } from './find-node.ts';
import { appendedToFlow } from './flow-items.ts';
import {
  columnAt,
  isBlockScalar,
  isEmpty,
  type Layout,
  lineEnd,
  lineStart,
  pairEnd,
  startOf,
  startsLine,
} from './layout.ts';
import { flowText, isNested, pairText } from './render-value.ts';
import type { Splice } from './splice.ts';

/** Gives a field a value: in place of the one it has, or as a new key of the deepest mapping that is there. */
export function setField(
  document: Document,
  steps: readonly string[],
  value: Json,
  layout: Layout,
): readonly Splice[] {
  const { node, holders, rest } = walk(document, steps);
  const last = holders.at(-1);
  if (rest.length === 0) return [replaced(node, last, value, layout, isInFlow(holders))];
  const [key = '', ...below] = rest;
  const nested = below.reduceRight<Json>((inner, step) => ({ [step]: inner }), value);
  if (isMap(node)) {
    return [
      node.flow === true || isInFlow(holders)
        ? appendedToFlow(node, flowPair(key, nested, layout), layout)
        : addedPair(node, key, nested, layout),
    ];
  }
  if (!isEmptyValue(node))
    throw new EditRefusal(`${steps.join('.')} stands below something that is no mapping`);
  return [replaced(node, last, { [key]: nested }, layout, isInFlow(holders))];
}

/** `key:`, `key: null`, `key: ~` */
const isEmptyValue = (node: unknown): boolean =>
  node === null || node === undefined || (isScalar(node) && node.value === null);

export function flowPair(key: string, value: Json, layout: Layout): (column: number) => string {
  return (column) => {
    const name = flowText(key, layout, column);
    return `${name}${layout.colon}${flowText(value, layout, column)}`;
  };
}

function replaced(
  node: unknown,
  holder: Holder | undefined,
  value: Json,
  layout: Layout,
  inFlow: boolean,
): Splice {
  const { text } = layout;
  refuseNamed(node);
  if (holder === undefined) throw new EditRefusal('the whole object cannot be replaced');
  const isPlain = isScalar(node) && !isBlockScalar(node) && !isEmpty(node);
  if (inFlow || (isPlain && !isNested(value)) || (isCollection(node) && node.flow === true)) {
    const [start, end] = (node as Node).range ?? [0, 0];
    return { start, end, text: flowText(value, layout, columnAt(text, lineStart(text, start))) };
  }
  if (holder.in === 'list')
    throw new EditRefusal('an item of a list cannot be replaced, only taken out and put in');
  return replacedPair(holder.pair, value, layout);
}

/** An anchor's value is used elsewhere, and a tag says what a value is: neither can be kept with another value. */
function refuseNamed(node: unknown): void {
  if (isScalar(node) || isCollection(node)) {
    if (node.anchor !== undefined) throw new EditRefusal(`the anchor &${node.anchor} stands on it`);
    if (node.tag !== undefined) {
      throw new EditRefusal(`the tag ${node.tag.replace('tag:yaml.org,2002:', '!!')} stands on it`);
    }
  }
}

/** Key and value again, over the lines that they have; a comment behind a value on one line stays. */
function replacedPair(pair: Pair, value: Json, layout: Layout): Splice {
  const { text } = layout;
  const start = startOf(pair.key);
  const end = pairEnd(text, pair);
  const key = text.slice(start, (pair.key as Node).range?.[1] ?? start);
  if (isNested(value) && /#/.test(text.slice(end, lineEnd(text, end)))) {
    throw new EditRefusal('the comment behind it would lose its place');
  }
  const given = pairText('key', value, layout, columnAt(text, start)).replace('key', () => key);
  return { start, end, text: given };
}

/** Init containers run first, so people write them first. */
const BEFORE: Readonly<Record<string, string>> = { initContainers: 'containers' };

function addedPair(map: YAMLMap, key: string, value: Json, layout: Layout): Splice {
  const { text, newline } = layout;
  const [first] = map.items;
  if (first === undefined) throw new EditRefusal('the mapping has no key to stand beside');
  const column = columnAt(text, startOf(first.key));
  const given = pairText(key, value, layout, column);
  const successor = map.items.find(
    (pair) => String((pair.key as { value?: unknown })?.value) === BEFORE[key],
  );
  if (successor !== undefined && startsLine(text, startOf(successor.key))) {
    const at = lineStart(text, startOf(successor.key));
    return { start: at, end: at, text: `${' '.repeat(column)}${given}${newline}` };
  }
  const pair = neighbourOf(map, value);
  const at = lineEnd(text, pairEnd(text, pair));
  return { start: at, end: at, text: `${newline}${' '.repeat(column)}${given}` };
}

/** A plain value goes to the plain ones at the top (`name`, `image`), anything larger to the end. */
function neighbourOf(map: YAMLMap, value: Json): Pair {
  const plain = map.items.findIndex(({ value: one }) => !isScalar(one) || isBlockScalar(one));
  const index = isNested(value) || plain <= 0 ? map.items.length - 1 : plain - 1;
  const pair = map.items[index];
  if (pair === undefined) throw new EditRefusal('the mapping has no key to stand beside');
  return pair;
}
