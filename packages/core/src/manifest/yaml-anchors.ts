import type { Json } from '../json.ts';
import type { ReadLimits } from './limits.ts';
import { ValueError } from './value-error.ts';

/** A node with a name. Its size and height count every time an alias repeats it. */
interface Anchor {
  /** `undefined` while the node is still being read: an alias to it would be a cycle. */
  value: Json | undefined;
  readonly isMapping: boolean;
  nodes: number;
  height: number;
}

/** How large a document has become, with every alias expanded (P-015). */
export interface Expansion {
  readonly limits: ReadLimits;
  readonly anchors: Map<string, Anchor>;
  nodes: number;
  depth: number;
  /** Greatest depth met since the innermost open anchor. */
  deepest: number;
}

export const newExpansion = (limits: ReadLimits): Expansion => ({
  limits,
  anchors: new Map(),
  nodes: 0,
  depth: 0,
  deepest: 0,
});

/** @throws ValueError beyond the limit of nodes */
export function countNodes(expansion: Expansion, nodes: number, offset: number): void {
  expansion.nodes += nodes;
  if (expansion.nodes <= expansion.limits.nodes) return;
  throw new ValueError(
    `Cannot read more than ${expansion.limits.nodes} values in one document, aliases expanded`,
    offset,
  );
}

/** @throws ValueError beyond the limit of nesting */
function reach(expansion: Expansion, depth: number, offset: number): void {
  if (depth > expansion.deepest) expansion.deepest = depth;
  if (depth <= expansion.limits.nesting) return;
  throw new ValueError(
    `Cannot read more than ${expansion.limits.nesting} levels of nesting, aliases expanded`,
    offset,
  );
}

/** Reads a collection one level deeper. */
export function nested<T extends Json>(expansion: Expansion, offset: number, read: () => T): T {
  reach(expansion, ++expansion.depth, offset);
  const value = read();
  expansion.depth--;
  return value;
}

export function anchorScalar(expansion: Expansion, name: string, value: Json): void {
  expansion.anchors.set(name, { value, isMapping: false, nodes: 1, height: 0 });
}

/** Reads a collection with a name. */
export function anchored<T extends Json>(
  expansion: Expansion,
  name: string,
  isMapping: boolean,
  read: () => T,
): T {
  const anchor: Anchor = { value: undefined, isMapping, nodes: 0, height: 0 };
  expansion.anchors.set(name, anchor);
  const { nodes, depth, deepest } = expansion;
  expansion.deepest = depth;
  const value = read();
  anchor.value = value;
  anchor.nodes = expansion.nodes - nodes + 1;
  anchor.height = expansion.deepest - depth;
  expansion.deepest = Math.max(deepest, expansion.deepest);
  return value;
}

/** @throws ValueError for an unknown name, a cycle, or beyond a limit */
export function aliased(expansion: Expansion, name: string, offset: number): Json {
  const anchor = anchorNamed(expansion, name, offset);
  if (anchor.value === undefined) {
    throw new ValueError(`Cannot expand alias *${name}: it contains itself`, offset);
  }
  countNodes(expansion, anchor.nodes - 1, offset);
  reach(expansion, expansion.depth + anchor.height, offset);
  return anchor.value;
}

export const isMappingAlias = (expansion: Expansion, name: string, offset: number): boolean =>
  anchorNamed(expansion, name, offset).isMapping;

function anchorNamed(expansion: Expansion, name: string, offset: number): Anchor {
  const anchor = expansion.anchors.get(name);
  if (anchor !== undefined) return anchor;
  throw new ValueError(`Cannot find the anchor &${name} of alias *${name}`, offset);
}
