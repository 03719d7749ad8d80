import { describe, expect, it } from 'vitest';
import { minus, sumMoney } from './money.ts';

describe('money', () => {
  it('adds and subtracts in hundredths, where binary fractions would be off', () => {
    expect(sumMoney([0.1, 0.2])).toBe(0.3);
    expect(sumMoney(Array.from({ length: 1000 }, () => 0.01))).toBe(10);
    expect(minus(0.3, 0.1)).toBe(0.2);
    expect(minus(1.1, 1.2)).toBe(-0.1);
    expect(sumMoney([])).toBe(0);
  });
});
