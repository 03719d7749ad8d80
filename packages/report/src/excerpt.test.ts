import { describe, expect, it } from 'vitest';
import { excerpt } from './excerpt.ts';
import { plain } from './terminal/paint.ts';

const shown = (text: string, column: number, width = 80): string =>
  excerpt(text, { line: 7, column }, { paint: plain, width }).join('\n');

describe('excerpt', () => {
  it.each([
    ['a plain value, not its comment', 'policy: Never # why', 9, '        ^^^^^'],
    ['a quoted value with all in it', `a: "x # y" # z`, 4, '   ^^^^^^^'],
    ['a value inside a flow mapping', '{ a: 7 }', 6, '     ^'],
    ['one item of a flow list', '[ one, two ]', 3, '  ^^^'],
    ['a flow mapping', 'a: { b: 1, c: 2 } # d', 4, '   ^^^^^^^^^^^^^^'],
    ['a column behind the end', 'a:', 9, '  ^'],
    ['tabs as one column each', '\ta: b', 5, '    ^'],
  ])('underlines %s', (_, text, column, carets) => {
    expect(shown(text, column).split('\n')[1]).toBe(`      | ${carets}`);
  });

  it('cuts a long line around the place', () => {
    const [line = '', carets = ''] = shown(`${'x'.repeat(500)} ${'y'.repeat(500)}`, 502, 60).split('\n');
    expect(line.length).toBeLessThanOrEqual(60);
    expect(line.indexOf('y')).toBe(carets.indexOf('^'));
  });
});
