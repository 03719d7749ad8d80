import type { Nodes } from 'mdast';
import { fromMarkdown } from 'mdast-util-from-markdown';
import { gfmFromMarkdown } from 'mdast-util-gfm';
import { gfm } from 'micromark-extension-gfm';

/** Markdown as GitHub's own dialect reads it. */
export const parseGfm = (markdown: string): Nodes =>
  fromMarkdown(markdown, { extensions: [gfm()], mdastExtensions: [gfmFromMarkdown()] });

/** A node by its kind and the kinds of what is in it; texts only where they are HTML, which a browser would obey. */
export interface Shape {
  readonly kind: string;
  readonly children: readonly Shape[];
}

export function shapeOf(node: Nodes): Shape {
  const kind = node.type === 'html' ? `html ${node.value}` : node.type;
  return { kind, children: 'children' in node ? node.children.map((child) => shapeOf(child)) : [] };
}

/** Values of all nodes of a kind, in order. */
export function valuesOf(node: Nodes, type: 'text' | 'inlineCode' | 'code' | 'html'): readonly string[] {
  if (node.type === type) return [node.value];
  return 'children' in node ? node.children.flatMap((child) => valuesOf(child, type)) : [];
}
