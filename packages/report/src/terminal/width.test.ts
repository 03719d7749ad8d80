import { describe, expect, it } from 'vitest';
import { fold, padEnd, padStart, truncate, widthOf, wrap } from './width.ts';

describe('columns of a terminal', () => {
  it.each([
    ['', 0],
    ['app', 3],
    ['名前', 4],
    ['é', 1],
    ['e\u0301', 1],
    ['🚀', 2],
  ])('%j takes %i', (text, width) => expect(widthOf(text)).toBe(width));

  it('pads and cuts by columns, not characters', () => {
    expect(padEnd('名', 4)).toBe('名  ');
    expect(padStart('7', 3)).toBe('  7');
    expect(truncate('abcdef', 4)).toBe('abc…');
    expect(truncate('名前名前', 4)).toBe('名…');
    expect(truncate('abc', 0)).toBe('');
  });

  it('wraps at blanks and never breaks a word', () => {
    expect(wrap('one two  three', 8)).toEqual(['one two', 'three']);
    expect(wrap('abcdefghij kl', 4)).toEqual(['abcdefghij', 'kl']);
    expect(wrap('', 4)).toEqual([]);
  });

  it('folds a word that is longer than a line', () => {
    expect(fold('abcdefghij kl', 4)).toEqual(['abcd', 'efgh', 'ij', 'kl']);
    expect(fold('名前名前', 3)).toEqual(['名', '前', '名', '前']);
    expect(fold('one two', 8)).toEqual(['one two']);
  });
});
