import { describe, expect, it } from 'vitest';
import { html } from './html.ts';
import { markdown, markdownCode, markdownFence } from './markdown.ts';
import { sourceLine, visible } from './visible.ts';

describe('visible', () => {
  it.each([
    ['a terminal escape', '\u001b[2Jgone', '\\u001b[2Jgone'],
    ['a C1 escape', '\u009b31m', '\\u009b31m'],
    ['a bidirectional override', 'a\u202eb', 'a\\u202eb'],
    ['line breaks', 'a\r\nb\tc', 'a\\r\\nb\\tc'],
    ['plain text of any script', 'naïve 名前 ✔', 'naïve 名前 ✔'],
  ])('%s', (_, text, shown) => expect(visible(text)).toBe(shown));

  it('keeps columns of a source line: a tab is one character', () => {
    expect(sourceLine('\tname: x\r')).toBe(' name: x');
  });
});

describe('markdown', () => {
  it.each([
    ['pings', '@octocat', '@&#8203;octocat'],
    ['images', '![x](y)', '\\!\\[x\\]\\(y\\)'],
    ['links', 'https://evil.example', 'https:&#8203;//evil.example'],
    ['HTML', '<img src=x>', '&lt;img src=x&gt;'],
    ['table cells', 'a|b', 'a\\|b'],
    ['issue references', 'see #12 GH-3', 'see \\#12 GH-&#8203;3'],
    ['lists', '- a', '\\- a'],
  ])('stops %s', (_, text, shown) => expect(markdown(text)).toBe(shown));

  it('fences code spans and blocks longer than what is inside', () => {
    expect(markdownCode('a``b')).toBe('```a``b```');
    expect(markdownCode('`')).toBe('`` ` ``');
    expect(markdownCode('')).toBe('` `');
    expect(markdownFence(['```js'])).toBe('````text\n```js\n````');
  });
});

it('html escapes content and attributes', () => {
  expect(html(`<a href="x" onclick='y'>&\u0000`)).toBe(
    '&lt;a href=&quot;x&quot; onclick=&#39;y&#39;&gt;&amp;\\u0000',
  );
});
