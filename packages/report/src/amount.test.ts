import { describe, expect, it } from 'vitest';
import { amount } from './amount.ts';

describe('amounts in the units people use', () => {
  it.each([
    ['cpu', '250m', '250m'],
    ['cpu', '1500m', '1.5'],
    ['cpu', '2', '2'],
    ['memory', '256Mi', '256Mi'],
    ['memory', '1288490188', '≈1.2Gi'],
    ['memory', '1610612736', '1.5Gi'],
    ['memory', '512', '512'],
    ['nvidia.com/gpu', '10000', '10000'],
  ])('%s %s is shown as %s', (resource, quantity, shown) => expect(amount(resource, quantity)).toBe(shown));
});
