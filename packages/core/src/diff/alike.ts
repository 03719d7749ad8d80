import { canonical } from '../canonical.ts';
import type { Workload } from '../workload/workload.ts';
import { valueAt } from './value-at.ts';

/** Two workloads of other names are one that was renamed if this much of their Pods is the same. */
const ENOUGH = 0.7;

/** Above this many on either side a comparison of each with each takes too long; then only equal Pods are found. */
const MANY = 64;

export interface Alike<T> {
  readonly before: T;
  readonly after: T;
}

/**
 * Pairs that are most like each other, each the other's best by far: where two could be meant, none is. Names of the
 * workloads themselves do not count, as they are what changes.
 */
export function pairsAlike<T>(
  olds: readonly T[],
  news: readonly T[],
  workloadOf: (item: T) => Workload,
): readonly Alike<T>[] {
  if (olds.length > MANY || news.length > MANY) return [];
  const [before, after] = [olds, news].map((items) => items.map((item) => traitsOf(workloadOf(item))));
  const scores = (before ?? []).map((left) => (after ?? []).map((right) => shared(left, right)));
  return olds.flatMap((old, i): readonly Alike<T>[] => {
    const j = bestOf(scores[i] ?? []);
    if (j === undefined || bestOf(scores.map((row) => row[j] ?? 0)) !== i) return [];
    const found = news[j];
    return found === undefined ? [] : [{ before: old, after: found }];
  });
}

/** The index of the only one that is enough. */
function bestOf(scores: readonly number[]): number | undefined {
  const enough = [...scores.entries()].filter(([, score]) => score >= ENOUGH);
  return enough.length === 1 ? enough[0]?.[0] : undefined;
}

/** Each leaf of the spec as written, with its path → the same without the workload's own name. */
type Traits = ReadonlyMap<string, string>;

/** What the API server fills in is the same in all, so what is written is enough. */
function traitsOf({ manifest, specPath, source: { name } }: Workload): Traits {
  const traits = new Map<string, string>();
  collect(valueAt(manifest.value, specPath), '', traits, withoutName(name));
  return traits;
}

/** The workload's own name in a text is what changes with it. */
function withoutName(name: string): (text: string) => string {
  if (name === '') return (text) => text;
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const word = new RegExp(`(?<![A-Za-z0-9])${escaped}(?![A-Za-z0-9])`, 'g');
  return (text) => text.replace(word, '\u0000');
}

type Neutral = ReturnType<typeof withoutName>;

/** Of a huge Pod the first are enough to know it by. */
const MOST_TRAITS = 5000;

function collect(value: unknown, path: string, traits: Map<string, string>, neutral: Neutral): void {
  if (traits.size >= MOST_TRAITS) return;
  if (typeof value !== 'object' || value === null) {
    for (const trait of partsOf(path, value).map((part) => `${path}=${part}`))
      traits.set(trait, neutral(trait));
    return;
  }
  for (const [key, item] of Object.entries(value)) {
    collect(item, `${path}.${Array.isArray(value) ? nameOf(item, key) : key}`, traits, neutral);
  }
}

/** An image is its repository and, apart from it, its tag or digest. */
function partsOf(path: string, value: unknown): readonly string[] {
  if (typeof value !== 'string' || !path.endsWith('.image')) return [canonical(value)];
  const digest = value.indexOf('@');
  const end = digest < 0 ? value.length : digest;
  const colon = value.lastIndexOf(':', end);
  const cut = colon > value.lastIndexOf('/', end) ? colon : end;
  return [value.slice(0, cut), value.slice(cut)];
}

/** Entries of lists by name where they have one. */
function nameOf(item: unknown, index: string): string {
  if (typeof item !== 'object' || item === null || !Object.hasOwn(item, 'name')) return index;
  return `[${String((item as { readonly name: unknown }).name)}]`;
}

/** The part of both that both have. A name in a text may have changed with the workload's or, as an image's, stayed. */
function shared(left: Traits, right: Traits): number {
  const neutral = new Set(right.values());
  let both = 0;
  for (const [trait, nameless] of left) if (right.has(trait) || neutral.has(nameless)) both += 1;
  const all = left.size + right.size - both;
  return all === 0 ? 0 : both / all;
}
