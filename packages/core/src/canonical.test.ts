import fc from 'fast-check';
import { expect, it } from 'vitest';
import { canonical, sameValue } from './canonical.ts';

it('sameValue is equality of canonical texts', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const shuffled = (one: unknown): unknown =>
    typeof one === 'object' && one !== null && !Array.isArray(one)
      ? Object.fromEntries(Object.entries(one).toReversed())
      : one;
  fc.assert(
    fc.property(value, value, (a, b) => {
      expect(sameValue(a, b)).toBe(canonical(a) === canonical(b));
      expect(sameValue(a, shuffled(a))).toBe(true);
    }),
  );
  expect(sameValue({ a: undefined }, {})).toBe(true);
  expect(sameValue({}, { a: undefined })).toBe(true);
  expect(sameValue({ a: null }, {})).toBe(false);
  expect(sameValue([], {})).toBe(false);
});
