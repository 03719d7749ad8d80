import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { expect } from 'vitest';

const htmlOf = (markdown: string): string =>
  micromark(markdown, { allowDangerousHtml: true, extensions: [gfm()], htmlExtensions: [gfmHtml()] });

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** What is opened is closed, and nothing but our own tags and links to our own servers is there. */
export function expectWellFormed(body: string): void {
  const html = htmlOf(body);
  expect(count(html, /<details>/g)).toBe(count(html, /<\/details>/g));
  const tags = new Set([...html.matchAll(/<(\w+)[\s>]/g)].map(([, tag = '']) => tag));
  const ours = [
    'details',
    'summary',
    'sub',
    'code',
    'pre',
    'p',
    'h3',
    'ul',
    'li',
    'a',
    'strong',
    'blockquote',
    'br',
  ];
  const tables = ['table', 'thead', 'tbody', 'tr', 'th', 'td'];
  expect([...tags].filter((tag) => ![...ours, ...tables].includes(tag))).toEqual([]);
  const links = [...html.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => new URL(href).hostname);
  expect(links.filter((host) => !host.endsWith('example.test') && host !== 'github.com')).toEqual([]);
  const outsideCode = html.replace(/<pre>[\s\S]*?<\/pre>|<code>[\s\S]*?<\/code>/g, '');
  expect(outsideCode).not.toMatch(/@octocat|evil\.example|onerror/);
}
