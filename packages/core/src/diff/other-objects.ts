import type { Analysis } from '../analysis.ts';
import { sameValue } from '../canonical.ts';
import type { ManifestObject } from '../manifest/manifest.ts';
import { groupBy } from './group-by.ts';
import { byKeys } from './order.ts';

/** Objects of one kind that hold no Pod: whether they differ is told, what differs is not. */
export interface OtherObjects {
  readonly apiVersion: string;
  readonly kind: string;
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
}

const kindKey = ({ source: { apiVersion, kind } }: ManifestObject): string =>
  JSON.stringify([apiVersion, kind]);

/** Matched by name, like workloads; by kind, in the order of their names. */
export function diffOtherObjects(base: Analysis, head: Analysis): readonly OtherObjects[] {
  const [olds, news] = [groupBy(base.others, kindKey), groupBy(head.others, kindKey)];
  const kinds = [...new Set([...olds.keys(), ...news.keys()])];
  return kinds
    .flatMap((key) => ofKind(olds.get(key) ?? [], news.get(key) ?? []))
    .toSorted(
      byKeys(
        ({ kind }) => kind,
        ({ apiVersion }) => apiVersion,
      ),
    );
}

const nameKey = ({ source: { namespace, name } }: ManifestObject): string =>
  JSON.stringify([namespace, name]);

function ofKind(olds: readonly ManifestObject[], news: readonly ManifestObject[]): readonly OtherObjects[] {
  const [first] = [...news, ...olds];
  if (first === undefined) return [];
  const [before, after] = [groupBy(olds, nameKey), groupBy(news, nameKey)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  const counts = names.map((name) => compare(before.get(name) ?? [], after.get(name) ?? []));
  const sum = (field: keyof Counts): number => counts.reduce((total, one) => total + one[field], 0);
  const { apiVersion, kind } = first.source;
  return [
    {
      apiVersion,
      kind,
      added: sum('added'),
      removed: sum('removed'),
      changed: sum('changed'),
      unchanged: sum('unchanged'),
    },
  ];
}

interface Counts {
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** Of one name there may be several, as in overlays: equal ones cancel each other first. */
function compare(olds: readonly ManifestObject[], news: readonly ManifestObject[]): Counts {
  const left = [...olds];
  for (const { value } of news) {
    const same = left.findIndex((old) => sameValue(old.value, value));
    if (same >= 0) left.splice(same, 1);
  }
  const unchanged = olds.length - left.length;
  const rest = { olds: left.length, news: news.length - unchanged };
  const changed = Math.min(rest.olds, rest.news);
  return { added: rest.news - changed, removed: rest.olds - changed, changed, unchanged };
}
