import type { TextEntry, TextNode } from './text-tree.ts';

/**
 * Offset of the value at a field path as the API server writes it (`spec.containers[0].resources.limits[cpu]`),
 * or of its nearest existing ancestor. Keys are matched against those present, so dots in them do no harm.
 */
export function offsetOf(root: TextNode, path: string): number {
  let node = root;
  let rest = path;
  for (;;) {
    const next = step(node, rest);
    if (next === undefined) return node.offset;
    node = next.node;
    rest = next.rest;
  }
}

interface Step {
  readonly node: TextNode;
  readonly rest: string;
}

function step(node: TextNode, path: string): Step | undefined {
  const rest = path.startsWith('.') ? path.slice(1) : path;
  if (rest === '') return undefined;
  if (node.items !== undefined) return itemStep(node.items, rest);
  return node.entries === undefined ? undefined : entryStep(node.entries, rest);
}

function itemStep(items: readonly TextNode[], path: string): Step | undefined {
  const index = /^\[(\d+)\]/.exec(path);
  const node = index === null ? undefined : items[Number(index[1])];
  return index === null || node === undefined ? undefined : { node, rest: path.slice(index[0].length) };
}

/** The longest key that fits, and of equal keys the last, whose value counts. */
function entryStep(entries: readonly TextEntry[], path: string): Step | undefined {
  let best: Step | undefined;
  for (const entry of entries) {
    const rest = afterKey(entry.key, path);
    if (rest !== undefined && (best === undefined || rest.length <= best.rest.length)) {
      best = { node: entry.node, rest };
    }
  }
  return best;
}

function afterKey(key: string, path: string): string | undefined {
  for (const written of [key, `[${key}]`, `["${key}"]`]) {
    if (!path.startsWith(written)) continue;
    const rest = path.slice(written.length);
    if (rest === '' || rest.startsWith('.') || rest.startsWith('[')) return rest;
  }
  return undefined;
}
