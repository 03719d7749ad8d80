/** A seeded source of chance: the same seed makes the same objects on every machine. */
export interface Random {
  /** A whole number, `0 <= n < limit`. */
  readonly below: (limit: number) => number;
  /** True in about `percent` of 100 cases. */
  readonly chance: (percent: number) => boolean;
  /** One of `sound`; now and then one of `odd`, as often as this source is noisy. */
  readonly pick: <T, U = never>(sound: readonly T[], odd?: readonly U[]) => T | U;
  /** `made()` in about `percent` of 100 cases. */
  readonly maybe: <T>(percent: number, made: () => T) => T | undefined;
  /** `made()` as often as this source is noisy. */
  readonly rarely: <T>(made: () => T) => T | undefined;
  readonly list: <T>(atLeast: number, atMost: number, made: (index: number) => T) => T[];
}

/** mulberry32. `noise`: percent of odd choices. */
export function randomFrom(seed: number, noise = 0): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  const chance = (percent: number): boolean => next() * 100 < percent;
  return {
    below,
    chance,
    pick: <T, U>(sound: readonly T[], odd: readonly U[] = []) => {
      const choices: readonly (T | U)[] = odd.length > 0 && chance(noise) ? odd : sound;
      return choices[below(choices.length)] as T | U;
    },
    maybe: (percent, made) => (chance(percent) ? made() : undefined),
    rarely: (made) => (chance(noise) ? made() : undefined),
    list: (atLeast, atMost, made) =>
      Array.from({ length: atLeast + below(atMost - atLeast + 1) }, (_, index) => made(index)),
  };
}
