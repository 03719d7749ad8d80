import { readFileSync } from 'node:fs';

/** Reads one file of `test/vectors/resources`, an array of rows. */
export function resourceVectors<Row>(file: string): readonly Row[] {
  return JSON.parse(readFileSync(new URL(`./vectors/resources/${file}.json`, import.meta.url), 'utf8'));
}

const MINORS = [27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37];

/** The minors a range such as `>=1.28 <1.33` names; `*` is all of 1.27 to 1.37. */
export function minorsIn(range: string): readonly number[] {
  const conditions = range === '*' ? [] : range.split(' ').map(condition);
  return MINORS.filter((minor) => conditions.every((holds) => holds(minor)));
}

function condition(text: string): (minor: number) => boolean {
  const [, operator = '', minorText] = /^(>=|<=|<|>|=|)1\.(\d+)$/.exec(text) ?? [];
  if (minorText === undefined) throw new Error(`Cannot read the range ${text}`);
  const bound = Number(minorText);
  switch (operator) {
    case '>=':
      return (minor) => minor >= bound;
    case '<=':
      return (minor) => minor <= bound;
    case '<':
      return (minor) => minor < bound;
    case '>':
      return (minor) => minor > bound;
    default:
      return (minor) => minor === bound;
  }
}
