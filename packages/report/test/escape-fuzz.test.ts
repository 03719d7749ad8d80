import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { html, markdown, markdownCode, markdownFence, markdownProse, visible } from '../src/index.ts';
import { parseGfm, type Shape, shapeOf, valuesOf } from './gfm.ts';

/** What a manifest may hold to get out of where it is put, and plain words between. */
const PIECES = [
  '`',
  '``',
  '```',
  '~~~',
  '|',
  '\\',
  '\\|',
  '\n',
  '\r\n',
  '\t',
  ' ',
  '  ',
  '\u0000',
  '\u001b[31m',
  '\u0085',
  '\u2028',
  '\u202e',
  '\u200b',
  '\ufeff',
  '\ud800',
  '</details>',
  '</summary>',
  '</code>',
  '<details>',
  '<!--',
  '-->',
  '<img src=x onerror=y>',
  '<script>',
  '<a href="javascript:x">',
  '&lt;',
  '&#64;',
  '&Tab;',
  '&amp;#124;',
  '![a](https://evil.example/x.png)',
  '[a](https://evil.example)',
  '[a]: https://evil.example',
  '[^1]',
  '[^1]: note',
  '[ ]',
  '- [x] ',
  '# ',
  '> ',
  '> [!NOTE]',
  '---',
  '| --- |',
  '1. ',
  '+ ',
  '@octocat',
  '@org/team',
  'mail@evil.example',
  '#12',
  'GH-34',
  'org/repo#5',
  'deadbeefcafe',
  'https://evil.example/a?b=c',
  'www.evil.example',
  'mailto:x@evil.example',
  '$x$',
  '$`x`$',
  ':tada:',
  '*a*',
  '_b_',
  '~~c~~',
  '**',
  '!',
  '(',
  ')',
  '"',
  "'",
  'word',
  'spec.containers[0]',
  '42',
  '名前',
  '👩‍🚀',
];

const hostile = fc.oneof(
  { weight: 4, arbitrary: fc.array(fc.constantFrom(...PIECES), { maxLength: 8 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 20 }) },
);

/** Twenty to a document, 500 documents: 10,000 strings. */
const strings = fc.array(hostile, { minLength: 20, maxLength: 20 });
const RUNS = { numRuns: 500 };

/** The same document about nothing in particular must have the same shape. */
function expectSameShape(document: (text: string) => string, texts: readonly string[], harmless = 'x'): void {
  const [mixed, plain] = [texts.map(document), texts.map(() => document(harmless))].map((all) =>
    parseGfm(all.join('\n\n')),
  );
  expect(mixed && shapeOf(mixed)).toEqual(plain && shapeOf(plain));
}

const shown = (text: string): string => (visible(text).trim() === '' ? '' : visible(text));
const trimmed = (texts: readonly string[]): readonly string[] => texts.map((text) => text.trim());

/** A backslash before a pipe is doubled where GitHub would take it for the pipe's. */
const inCell = (text: string): string =>
  text.replace(/(\\+)\|/g, (_, run: string) => `${run}${run.length % 2 === 0 ? '' : '\\'}|`);

/** A code span loses one space of both its ends where both have one. */
const inSpan = (text: string): string => shown(text).trim();

describe('no text of a manifest gets out of', () => {
  it('a code span in a cell of a table', () => {
    const table = (text: string): string => `| a | b |\n|:--|--:|\n| ${markdownCode(text)} is | 1 |`;
    fc.assert(
      fc.property(strings, (texts) => {
        expectSameShape(table, texts);
        const codes = valuesOf(parseGfm(texts.map(table).join('\n\n')), 'inlineCode');
        expect(trimmed(codes)).toEqual(texts.map(inSpan).map(inCell));
      }),
      RUNS,
    );
  });

  it('a code span in an alert', () => {
    const sentence = (text: string): string => `> [!CAUTION]\n> ${markdownCode(text)}: bad`;
    fc.assert(
      fc.property(strings, (texts) => expectSameShape(sentence, texts)),
      RUNS,
    );
  });

  it('the summary of a fold', () => {
    const fold = (text: string): string =>
      `<details><summary>Fields of <code>${html(text)}</code></summary>\n\nbody\n\n</details>`;
    fc.assert(
      fc.property(strings, (texts) => {
        const blocks = valuesOf(parseGfm(texts.map(fold).join('\n\n')), 'html');
        expect(blocks).toHaveLength(40);
        for (const [index, text] of texts.entries()) {
          const [, inner = ''] =
            /^<details><summary>Fields of <code>(.*)<\/code><\/summary>$/.exec(blocks[index * 2] ?? '') ?? [];
          expect(inner).not.toMatch(/[<>"']/);
          expect(decoded(inner)).toBe(visible(text));
        }
      }),
      RUNS,
    );
  });

  it('a fenced block', () => {
    fc.assert(
      fc.property(strings, (texts) => {
        const lines = texts.map(visible);
        const parsed = parseGfm(`before\n\n${markdownFence(lines, 'diff')}\n\nafter`);
        expect(shapeOf(parsed).children.map(({ kind }) => kind)).toEqual(['paragraph', 'code', 'paragraph']);
        expect(valuesOf(parsed, 'code')).toEqual([lines.join('\n').replaceAll('\0', '\ufffd')]);
      }),
      RUNS,
    );
  });

  it('a message in a cell, a paragraph and an alert: what is no plain word stands in code', () => {
    const message = (text: string): string =>
      `| a | b |\n|:--|:--|\n| **error** | ${markdownProse(text)} |\n\n${markdownProse(text)} ends\n\n> [!CAUTION]\n> \`x\`: ${markdownProse(text)}`;
    fc.assert(
      fc.property(strings, (texts) => expectOnlyWords(texts.map(message).join('\n\n'))),
      RUNS,
    );
  });

  it('escaped text without any code, such as a heading', () => {
    fc.assert(
      fc.property(strings, (texts) => {
        const headings = parseGfm(texts.map((text) => `### A ${markdown(text)} B`).join('\n\n'));
        expect([...kindsIn(shapeOf(headings))].toSorted()).toEqual(['heading', 'root', 'text']);
      }),
      RUNS,
    );
  });
});

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
};

const decoded = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|#39);/g, (entity) => ENTITIES[entity] ?? '');

const kindsIn = ({ kind, children }: Shape): ReadonlySet<string> =>
  new Set([kind, ...children.flatMap((child) => [...kindsIn(child)])]);

const HARMLESS_KINDS = new Set([
  'root',
  'table',
  'tableRow',
  'tableCell',
  'strong',
  'paragraph',
  'blockquote',
  'text',
  'inlineCode',
]);

/** Nothing but words, numbers and punctuation outside of code: no link, mention, issue, commit, address or emoji. */
function expectOnlyWords(document: string): void {
  const parsed = parseGfm(document);
  const kinds = [...kindsIn(shapeOf(parsed))].filter((kind) => !HARMLESS_KINDS.has(kind));
  expect({ document, kinds }).toEqual({ document, kinds: [] });
  for (const text of valuesOf(parsed, 'text')) {
    expect(text.replaceAll('[!CAUTION]', '')).not.toMatch(
      /@|#\d|\bGH-\d|:\/\/|\bwww\.|[0-9a-f]{7}|\$|:\w+:|[<>&]/i,
    );
  }
}
