import { describe, expect, it } from 'vitest';
import { lineReader } from './read-texts.ts';

const source = (file: string, text: string) => ({ file, text });

describe('lineReader', () => {
  const lineOf = lineReader({
    sources: [source('a', 'one\r\ntwo\n\nfour'), source('b', 'only\n')],
    unreadable: [],
  });

  it.each([
    ['a', 2, 'two'],
    ['a', 4, 'four'],
    ['a', 3, ''],
    ['a', 1, 'one\r'],
    ['b', 1, 'only'],
    ['a', 4, 'four'],
    ['a', 5, undefined],
    ['a', 1, 'one\r'],
    ['b', 2, ''],
    ['c', 1, ''],
    ['c', 2, undefined],
  ])('finds %s:%i, forwards and back', (file, line, text) => expect(lineOf(file, line)).toBe(text));
});
