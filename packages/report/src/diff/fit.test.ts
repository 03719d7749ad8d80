import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Detail, fit } from './fit.ts';

/** Five names of 20, ten folds of 100, rows of 10, tables of 50 while there are any. */
const render = ({ tables, rows, folds, names }: Detail): string =>
  [
    'v'.repeat(20),
    't'.repeat(tables > 0 ? 50 : 0),
    'r'.repeat(rows * 10),
    'f'.repeat(folds * 100),
    'n'.repeat(names * 20),
  ].join('');
const most = { rows: 30, folds: 10, names: 5 };
const fitted = (limit: number): string => fit(limit, most, render, 'verdict');

describe('fit', () => {
  it.each<[string, number, string]>([
    ['everything', 5000, render({ tables: 4, ...most })],
    ['everything, to the letter', 1470, render({ tables: 4, ...most })],
    ['one name less', 1469, render({ tables: 4, ...most, names: 4 })],
    ['no name', 1389, render({ tables: 4, ...most, names: 0 })],
    ['one fold less', 1369, render({ tables: 4, rows: 30, folds: 9, names: 0 })],
    ['no fold', 469, render({ tables: 4, rows: 30, folds: 0, names: 0 })],
    ['fewer rows', 369, render({ tables: 4, rows: 29, folds: 0, names: 0 })],
    ['no row', 79, render({ tables: 4, rows: 0, folds: 0, names: 0 })],
    ['no table', 69, render({ tables: 0, rows: 4, folds: 0, names: 0 })],
    ['the verdict', 19, 'verdict'],
    ['what there is room for of it', 3, 'ver'],
  ])('%s', (_, limit, text) => expect(fitted(limit)).toBe(text));

  it('never exceeds the limit, and a larger limit never tells less', () => {
    fc.assert(
      fc.property(fc.nat(1500), fc.nat(1500), (a, b) => {
        const [small, large] = [Math.min(a, b), Math.max(a, b)];
        expect(fitted(small).length).toBeLessThanOrEqual(small);
        const isTold = (text: string): number => (text.match(/f/g)?.length ?? 0) / 100;
        expect(isTold(fitted(small))).toBeLessThanOrEqual(isTold(fitted(large)));
      }),
    );
  });
});
