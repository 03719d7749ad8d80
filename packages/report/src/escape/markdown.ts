import { visible } from './visible.ts';

/**
 * Text from a manifest inside GitHub Markdown: no markup, no HTML, no links, and no `@name` that pings anyone.
 * Backslash escapes stop markup; a zero-width joiner behind `@`, `#` and `://` stops GitHub's autolinks.
 */
export const markdown = (text: string): string =>
  visible(text)
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/[\\`*_{}[\]()#+!|~$]/g, '\\$&')
    .replace(/^(\s*)([-=]|\d+(?=[.)]))/, '$1\\$2')
    .replace(/@/g, '@&#8203;')
    .replace(/:\/\//g, ':&#8203;//')
    .replace(/w(?=ww\.)/gi, '$&&#8203;')
    .replace(/(GH-)(\d)/gi, '$1&#8203;$2');

/**
 * A pipe ends a cell even in a code span, unless an odd number of backslashes stands before it: GitHub reads them in
 * pairs first. Where a backslash stood before it already, that one is doubled.
 */
const escapePipes = (text: string): string =>
  text.replace(/(\\*)\|/g, (_, before: string) => `${before}${before.length % 2 === 0 ? '' : '\\'}\\|`);

/** The same as a code span: shown as it is, whatever backticks it holds; safe in a table cell. */
export function markdownCode(text: string): string {
  const shown = visible(text);
  if (shown.trim() === '') return '` `';
  const longest = Math.max(0, ...[...shown.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  const pad = shown.startsWith('`') || shown.endsWith('`') ? ' ' : '';
  return `${fence}${pad}${escapePipes(shown)}${pad}${fence}`;
}

/** A fenced block whose fence is longer than any run of backticks inside. */
export function markdownFence(lines: readonly string[], language = 'text'): string {
  const longest = Math.max(
    2,
    ...lines.flatMap((line) => [...line.matchAll(/`+/g)].map(([run]) => run.length)),
  );
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${language}`, ...lines, fence].join('\n');
}
