import type { Random } from '../random.ts';

type Holder = Record<string, unknown>;

/** Every place of an object that holds something, with the holder and the key. */
function placesIn(value: unknown, found: [Holder, string][] = []): [Holder, string][] {
  if (typeof value !== 'object' || value === null) return found;
  for (const key of Object.keys(value)) {
    found.push([value as Holder, key]);
    placesIn((value as Holder)[key], found);
  }
  return found;
}

const WRONG: readonly unknown[] = [
  'text',
  5,
  -1,
  1.5,
  true,
  null,
  [],
  {},
  ['a'],
  { a: 1 },
  '',
  0,
  4294967296,
  '5',
  [null],
  1e21,
];

/** Slips of the typist: a misspelt or misplaced field, a value of another type. Changes the object. */
const SLIPS: readonly ((random: Random, holder: Holder, key: string) => void)[] = [
  (random, holder, key) => {
    holder[key] = random.pick(WRONG);
  },
  (random, holder, key) => {
    const at = random.below(key.length);
    holder[
      random.pick([
        key.slice(0, at) + key.slice(at + 1),
        `${key}s`,
        key.toUpperCase(),
        `${key.slice(0, at)}x${key.slice(at)}`,
      ])
    ] = holder[key];
    delete holder[key];
  },
  (_, holder, key) => {
    delete holder[key];
  },
  (random, holder) => {
    holder[
      random.pick([
        'command',
        'env',
        'restartPolicy',
        'resources',
        'unknownField',
        'initContainers',
        'image',
        '__proto__',
        'constructor',
      ])
    ] = random.pick(WRONG);
  },
];

export function mistype(random: Random, object: object): void {
  const places = placesIn(object).filter(([holder]) => holder !== object);
  for (let slips = random.pick([1, 1, 1, 2]); slips > 0 && places.length > 0; slips--) {
    const [holder, key] = random.pick(places);
    if (!Array.isArray(holder)) random.pick(SLIPS)(random, holder, key);
    else holder[Number(key)] = random.pick(WRONG);
  }
}
