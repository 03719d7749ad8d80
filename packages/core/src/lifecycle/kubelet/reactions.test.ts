import { describe, expect, it } from 'vitest';
import { releaseOf } from '../../kubernetes/release.ts';
import { always, byChance, NO_DELAY, nodeReactions, type Refusals } from './reactions.ts';

const NOTHING: Refusals = { crash: Infinity, pull: Infinity, failed: false };

describe('the next attempt of a sync that could not start all it wanted (0.3)', () => {
  it.each<[string, Refusals, ideal: number, at134: number, at135: number]>([
    ['nothing refused', NOTHING, Infinity, Infinity, Infinity],
    ['a crash back-off', { ...NOTHING, crash: 20_000 }, 20_000, 10_000, 20_000],
    ['one that ends soon', { ...NOTHING, crash: 4_000 }, 4_000, 4_000, 4_000],
    ['an image back-off', { ...NOTHING, pull: 5_000 }, 5_000, 5_000, 5_000],
    [
      'both: from 1.35 on the crash back-off decides',
      { ...NOTHING, crash: 20_000, pull: 5_000 },
      5_000,
      5_000,
      20_000,
    ],
    ['another failure', { ...NOTHING, failed: true }, 10_000, 10_000, 10_000],
    ['that and a crash back-off', { crash: 40_000, pull: Infinity, failed: true }, 10_000, 10_000, 40_000],
  ])('%s', (_what, refusals, ideal, at134, at135) => {
    expect(NO_DELAY.retry(refusals)).toBe(ideal);
    expect(nodeReactions(releaseOf('1.34'), always(0)).retry(refusals)).toBe(at134);
    expect(nodeReactions(releaseOf('1.35'), always(0)).retry(refusals)).toBe(at135);
  });

  it('is up to half the time left later from 1.35 on', () => {
    expect(nodeReactions(releaseOf('1.35'), always(1)).retry({ ...NOTHING, crash: 20_000 })).toBe(31_000);
  });
});

describe('the order of several kills of one sync (L-031)', () => {
  const orderOn = (late: () => number): string =>
    nodeReactions(releaseOf('1.36'), late).inSomeOrder(['a', 'b', 'c']).join('');

  it('is that of the spec without delays and on the quickest node', () => {
    expect(NO_DELAY.inSomeOrder(['a', 'b', 'c'])).toEqual(['a', 'b', 'c']);
    expect(orderOn(always(0))).toBe('abc');
  });

  it('is any on others', () => {
    const orders = Array.from({ length: 60 }, (_, seed) => orderOn(byChance(seed)));
    expect(new Set(orders)).toEqual(new Set(['abc', 'acb', 'bac', 'bca', 'cab', 'cba']));
    expect(orderOn(always(1))).toBe('cba');
  });
});
