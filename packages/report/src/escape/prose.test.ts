import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { markdownProse } from './prose.ts';

describe('markdownProse', () => {
  it.each([
    [
      'plain words',
      "The Pod's init container has no limit (see below).",
      "The Pod's init container has no limit (see below).",
    ],
    ['a field and a value', 'spec.replicas: Invalid value: -1', '`spec.replicas`: Invalid value: `-1`'],
    ['amounts', 'from 700m to 1200m (+71 %), of 1.5Gi.', 'from 700m to 1200m (+71 %), of 1.5Gi.'],
    ['a mention', 'ask @octocat, please', 'ask `@octocat`, please'],
    ['an issue', 'see #12 and GH-3', 'see `#12` and `GH-3`'],
    ['a commit', 'since deadbeef1234', 'since `deadbeef1234`'],
    ['a link', 'at https://evil.example now', 'at `https://evil.example` now'],
    ['a name', 'Sidecar "envoy" has no limit', 'Sidecar `envoy` has no limit'],
    ['neighbours in one span', 'a "b c" d', 'a `"b c"` d'],
    ['HTML and images', '<img src=x> ![y](z)', '`<img src=x> ![y](z)`'],
    ['backticks and pipes', 'a `b|c`', 'a `` `b\\|c` ``'],
    ['control characters', 'a\u001b[31m\n::error::b', '`a\\u001b[31m\\n::error::b`'],
    ['nothing', '', ''],
  ])('%s', (_, text, shown) => expect(markdownProse(text)).toBe(shown));

  it('leaves nothing outside of code but words, numbers and plain punctuation', () => {
    const evil = fc.array(
      fc.constantFrom(
        '`',
        '``',
        '|',
        '@a',
        '#1',
        '<b>',
        '</details>',
        '![',
        '](',
        '*',
        '_',
        '\n',
        '\\',
        ' ',
        'word',
        '&#64;',
      ),
    );
    fc.assert(
      fc.property(evil, (parts) => {
        const shown = markdownProse(parts.join(''));
        const outside = shown.replace(/(?<!`)(`+)(?!`)[\s\S]*?(?<!`)\1(?!`)/g, '');
        expect(outside).toMatch(/^[\p{L}\p{N} .,;:!?()'’%+-]*$/u);
      }),
    );
  });
});
