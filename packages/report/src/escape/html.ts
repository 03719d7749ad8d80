import { visible } from './visible.ts';

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text from a manifest inside HTML, SVG or XML: element content or a quoted attribute. */
export const html = (text: string): string => visible(text).replace(/[&<>"']/g, (c) => ENTITIES[c] ?? c);
