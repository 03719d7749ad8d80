import { isCollection, isMap, isScalar, isSeq, type Node, type Pair, type YAMLMap, type YAMLSeq } from 'yaml';
import { EditRefusal } from './edit-refusal.ts';

/** How a document is laid out, so that what is put in looks like the rest. */
export interface Layout {
  readonly text: string;
  readonly isJson: boolean;
  readonly newline: string;
  /** Columns from a key to the keys below it. */
  readonly step: number;
  /** Columns from a key to the dashes of its list: 0 or more. */
  readonly dash: number;
  /** Whether `{ a: 1 }` has its blanks. */
  readonly padded: boolean;
  /** Between key and value. */
  readonly colon: ':' | ': ';
}

export function layoutOf(text: string, root: Node | null, isJson: boolean): Layout {
  const lists: number[] = [];
  const maps: number[] = [];
  collect(text, root, undefined, { lists, maps });
  return {
    text,
    isJson,
    newline: /\r?\n/.exec(text)?.[0] ?? '\n',
    step: maps[0] ?? (isJson ? jsonStep(text) : 2),
    dash: lists[0] ?? 0,
    padded: /[{[] [^\s}\]]/.test(text),
    colon: isJson && !/": /.test(text) ? ':' : ': ',
  };
}

const jsonStep = (text: string): number => /\n( +)\S/.exec(text)?.[1]?.length ?? 2;

interface Found {
  readonly lists: number[];
  readonly maps: number[];
}

/** Columns by which block collections are indented from their key; the first few tell. */
function collect(text: string, node: unknown, keyColumn: number | undefined, found: Found): void {
  if (!isCollection(node) || node.flow === true || (found.lists.length > 0 && found.maps.length > 0)) return;
  if (isSeq(node)) {
    const dash = dashOf(node, 0);
    if (keyColumn !== undefined && dash !== undefined) found.lists.push(columnAt(text, dash) - keyColumn);
    for (const item of node.items) collect(text, item, undefined, found);
    return;
  }
  if (!isMap(node)) return;
  for (const pair of node.items) {
    const column = columnAt(text, startOf(pair.key));
    if (keyColumn !== undefined) found.maps.push(column - keyColumn);
    collect(text, pair.value, column, found);
  }
}

export const lineStart = (text: string, at: number): number =>
  at === 0 ? 0 : text.lastIndexOf('\n', at - 1) + 1;

/** Where the line's break starts, a carriage return included. */
export function lineEnd(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  if (end === -1) return text.length;
  return end > at && text[end - 1] === '\r' ? end - 1 : end;
}

/** Behind the line's break. */
export function nextLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end === -1 ? text.length : end + 1;
}

export const columnAt = (text: string, at: number): number => at - lineStart(text, at);

/** Whether only blanks stand before it in its line. */
export const startsLine = (text: string, at: number): boolean =>
  text.slice(lineStart(text, at), at).trim() === '';

export function startOf(node: unknown): number {
  const range = (node as Node | null | undefined)?.range;
  if (!range) throw new EditRefusal('the text has no place for it');
  return range[0];
}

/** The dash of an item in a block list. */
export function dashOf(list: YAMLSeq, index: number): number | undefined {
  const token = list.srcToken;
  if (token?.type !== 'block-seq') return undefined;
  return token.items[index]?.start.find(({ type }) => type === 'seq-item-ind')?.offset;
}

/** Behind the last character of a value, without the comment and the blank lines that follow it. */
export function contentEnd(text: string, node: unknown): number {
  if (isCollection(node) && node.flow !== true) {
    const last = (node as YAMLMap | YAMLSeq).items.at(-1);
    if (last === undefined) return startOf(node);
    if (isMap(node)) return pairEnd(text, last as Pair);
    return isEmpty(last) ? (dashOf(node as YAMLSeq, node.items.length - 1) ?? 0) + 1 : contentEnd(text, last);
  }
  const [start, end] = (node as Node).range ?? [0, 0];
  if (!isBlockScalar(node)) return end;
  const keeps = /^[|>]\d?\+|^[|>]\+/.test(text.slice(start, start + 3));
  return start + text.slice(start, end).replace(keeps ? /\r?\n$/ : /\s+$/, '').length;
}

export const isBlockScalar = (node: unknown): boolean =>
  isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');

/** Behind the last character of a key with its value. */
export function pairEnd(text: string, { key, value }: Pair): number {
  if (!isEmpty(value)) return contentEnd(text, value);
  const keyEnd = (key as Node).range?.[1] ?? 0;
  return text.indexOf(':', keyEnd) + 1;
}

/** A value without text of its own: `key:`. */
export const isEmpty = (node: unknown): boolean => {
  const range = (node as Node | null | undefined)?.range;
  return !range || range[0] === range[1];
};

/** Comment lines right above a line, which speak of it: where the first of them starts. */
export function commentsAbove(text: string, at: number, notBefore: number): number {
  let start = lineStart(text, at);
  while (start > notBefore) {
    const above = lineStart(text, start - 1);
    if (above < notBefore || !/^\s*#/.test(text.slice(above, start))) break;
    start = above;
  }
  return start;
}

/** Where the blank lines right above a line start; the line itself if there are none. */
export function blankAbove(text: string, at: number, notBefore: number): number {
  let start = lineStart(text, at);
  while (start > notBefore) {
    const above = lineStart(text, start - 1);
    if (above < notBefore || text.slice(above, start).trim() !== '') break;
    start = above;
  }
  return start;
}

/** Behind the blank lines that begin here. */
export function blankBelow(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.slice(end, nextLine(text, end)).trim() === '') end = nextLine(text, end);
  return end;
}
