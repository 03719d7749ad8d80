import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { propertyKey, stringLiteral } from './string-literal.ts';

/** Evaluated by hand: between the quotes nothing but escapes and what stands for itself. */
const meaningOf = (literal: string): string =>
  literal
    .slice(1, -1)
    .replace(/\\(u[0-9a-f]{4}|.)/g, (_, code: string) =>
      code.length > 1
        ? String.fromCharCode(Number.parseInt(code.slice(1), 16))
        : ({ n: '\n', r: '\r', t: '\t' }[code] ?? code),
    );

describe('stringLiteral', () => {
  it.each([
    ["it's", "'it\\'s'"],
    ["\\'; process.exit(); '", "'\\\\\\'; process.exit(); \\''"],
    ['a\nb\u2028c\u202ed', "'a\\nb\\u2028c\\u202ed'"],
    ['$' + '{x} `y`', "'$" + "{x} `y`'"],
    ['\ud800', "'\\ud800'"],
    ['naïve 日本 👩‍🚀', "'naïve 日本 👩\\u200d🚀'"],
  ])('%j', (text, literal) => {
    expect(stringLiteral(text)).toBe(literal);
  });

  it('is one line that holds the text and nothing that ends it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const literal = stringLiteral(text);
        expect(literal).toMatch(/^'(?:[^'\\\p{C}\p{Zl}\p{Zp}]|\\u[0-9a-f]{4}|\\['\\nrt])*'$/u);
        expect(meaningOf(literal)).toBe(text);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('propertyKey', () => {
  it.each([
    ['image', 'image'],
    ['app.kubernetes.io/name', "'app.kubernetes.io/name'"],
    ['__proto__', "['__proto__']"],
    ['', "''"],
    ["a'b", "'a\\'b'"],
    ['\r', "'\\r'"],
    ['\u2028', "'\\u2028'"],
  ])('%j', (key, written) => {
    expect(propertyKey(key)).toBe(written);
  });
});
