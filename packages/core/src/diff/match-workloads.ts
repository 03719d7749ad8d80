import type { WorkloadAnalysis } from '../analysis.ts';
import { canonical } from '../canonical.ts';
import type { Source } from '../finding.ts';
import type { Workload } from '../workload/workload.ts';
import { pairsAlike } from './alike.ts';
import { namedPath } from './fingerprint.ts';
import { groupBy } from './group-by.ts';
import { byKeys } from './order.ts';

/** A workload of the base, of the head, or one that is on both sides. */
export type WorkloadPair =
  | { readonly before: WorkloadAnalysis; readonly after: WorkloadAnalysis }
  | { readonly before: WorkloadAnalysis; readonly after: null }
  | { readonly before: null; readonly after: WorkloadAnalysis };

interface Unmatched {
  readonly before: readonly WorkloadAnalysis[];
  readonly after: readonly WorkloadAnalysis[];
}

type Key = (analysis: WorkloadAnalysis) => string;

/** `apps/v1` → `apps`: a workload that moves to another version of its API is still the same object. */
const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? (apiVersion.split('/')[0] ?? '') : '';

const key = (...parts: readonly (string | null)[]): string => JSON.stringify(parts);
const nameKey = ({ namespace, name }: Source): string => key(namespace, name);
const template = ({ podPath, manifest }: Workload): string => namedPath(podPath, manifest.value);

/** From the strictest to the loosest; what one leaves over the next one sees. */
const SAME_OBJECT: readonly Key[] = [
  ({ workload }) => key(objectKey(workload.source), template(workload), workload.source.file),
  ({ workload }) => key(objectKey(workload.source), template(workload)),
  ({ workload }) => key(objectKey(workload.source)),
  ({ workload: { source } }) => key(groupOf(source.apiVersion), source.kind, nameKey(source)),
];

const objectKey = (source: Source): string => key(source.apiVersion, source.kind, nameKey(source));

/**
 * A renamed workload: same kind, equal Pod spec, and no other of the same on either side to mistake it for. Where
 * name and namespace are new, the labels must be the same too.
 */
const RENAMED: readonly Key[] = [
  ({ workload: { source, pod } }) => key(source.kind, source.name, canonical(pod.spec)),
  ({ workload: { source, pod } }) => key(source.kind, source.namespace, canonical(pod.spec)),
  ({ workload: { source, pod } }) => key(source.kind, canonical([pod.metadata.labels, pod.spec])),
];

/** Where a workload with a new name and a changed Pod is looked for. */
const placeKey: Key = ({ workload: { source } }) => key(source.kind, source.namespace);

/** Pairs the workloads of two sides by identity, and what is left by Pods of one kind that are equal or much alike. */
export function matchWorkloads(
  before: readonly WorkloadAnalysis[],
  after: readonly WorkloadAnalysis[],
): readonly WorkloadPair[] {
  const pairs: WorkloadPair[] = [];
  let left: Unmatched = { before: before.toSorted(bySource), after: after.toSorted(bySource) };
  for (const keyOf of SAME_OBJECT) left = matchBy(keyOf, left, pairs, byFileName);
  for (const keyOf of RENAMED) left = matchBy(keyOf, left, pairs, onlyOneEach);
  left = matchBy(placeKey, left, pairs, mostAlike);
  return [
    ...pairs,
    ...left.before.map((analysis) => ({ before: analysis, after: null })),
    ...left.after.map((analysis) => ({ before: null, after: analysis })),
  ];
}

/** So that the order of the files decides nothing. */
const bySource = byKeys<WorkloadAnalysis>(
  ({ workload }) => workload.source.file,
  ({ workload }) => workload.source.document,
  ({ workload }) => workload.source.item ?? 0,
  ({ workload }) => workload.podPath,
);

type Choose = (olds: readonly WorkloadAnalysis[], news: readonly WorkloadAnalysis[]) => readonly Match[];
type Match = readonly [before: WorkloadAnalysis, after: WorkloadAnalysis];

function matchBy(keyOf: Key, { before, after }: Unmatched, pairs: WorkloadPair[], choose: Choose): Unmatched {
  if (before.length === 0 || after.length === 0) return { before, after };
  const [olds, news] = [groupBy(before, keyOf), groupBy(after, keyOf)];
  const matched = new Set<WorkloadAnalysis>();
  for (const [group, oldOnes] of olds) {
    for (const [old, partner] of choose(oldOnes, news.get(group) ?? [])) {
      matched.add(old).add(partner);
      pairs.push({ before: old, after: partner });
    }
  }
  const isLeft = (analysis: WorkloadAnalysis) => !matched.has(analysis);
  return { before: before.filter(isLeft), after: after.filter(isLeft) };
}

const onlyOneEach: Choose = (olds, news) =>
  olds.length === 1 && news.length === 1 ? inOrder(olds, news) : [];

const mostAlike: Choose = (olds, news) =>
  pairsAlike(olds, news, ({ workload }) => workload).map(({ before, after }) => [before, after]);

const inOrder: Choose = (olds, news) =>
  olds.flatMap((old, index): readonly Match[] => {
    const partner = news[index];
    return partner === undefined ? [] : [[old, partner]];
  });

/** Above this many of one identity a comparison of each with each takes too long. */
const MANY = 200;

/** Several of one identity, as in the overlays of one application: the file names that are most alike belong together. */
const byFileName: Choose = (olds, news) => {
  if (olds.length * news.length === 1 || olds.length > MANY || news.length > MANY) return inOrder(olds, news);
  const candidates = olds.flatMap((old, i) =>
    news.map((partner, j) => ({
      match: [old, partner] as const,
      alike: alikeness(old.workload.source.file, partner.workload.source.file),
      distance: Math.abs(i - j),
      sum: i + j,
    })),
  );
  const taken = new Set<WorkloadAnalysis>();
  return candidates
    .toSorted((a, b) => b.alike - a.alike || a.distance - b.distance || a.sum - b.sum)
    .filter(({ match: [old, partner] }) => {
      if (taken.has(old) || taken.has(partner)) return false;
      taken.add(old).add(partner);
      return true;
    })
    .map(({ match }) => match);
};

/** How many characters two names share at both ends, as a part of the longer one. */
function alikeness(a: string, b: string): number {
  const [short, long] = [Math.min(a.length, b.length), Math.max(a.length, b.length)];
  let start = 0;
  while (start < short && a[start] === b[start]) start++;
  let end = 0;
  while (end < short - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  return long === 0 ? 1 : (start + end) / long;
}
