import { expect, it } from 'vitest';
import { fuzz } from './fuzz.ts';

const COUNT = 1500;

it(`${COUNT} mutated manifests are read and judged, and none throws`, () => {
  expect(Array.from(fuzz(COUNT, 20))).toHaveLength(COUNT);
});
