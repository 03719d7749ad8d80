import type { WorkloadAnalysis } from '../analysis.ts';
import type { Source } from '../finding.ts';
import type { Workload } from '../workload/workload.ts';
import { canonical } from './canonical.ts';
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

/** A renamed workload: same kind, equal Pod spec, and no other of the same on either side to mistake it for. */
const RENAMED: readonly Key[] = [
  ({ workload: { source, pod } }) => key(source.kind, source.name, canonical(pod.spec)),
  ({ workload: { source, pod } }) => key(source.kind, source.namespace, canonical(pod.spec)),
  ({ workload: { source, pod } }) => key(source.kind, canonical(pod.spec)),
];

/** Pairs the workloads of two sides by identity, and what is left by equal Pod specs of one kind. */
export function matchWorkloads(
  before: readonly WorkloadAnalysis[],
  after: readonly WorkloadAnalysis[],
): readonly WorkloadPair[] {
  const pairs: WorkloadPair[] = [];
  let left: Unmatched = { before: before.toSorted(bySource), after: after.toSorted(bySource) };
  for (const keyOf of SAME_OBJECT) left = matchBy(keyOf, left, pairs, () => true);
  for (const keyOf of RENAMED) {
    left = matchBy(keyOf, left, pairs, (olds, news) => olds.length === 1 && news.length === 1);
  }
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

function matchBy(
  keyOf: Key,
  { before, after }: Unmatched,
  pairs: WorkloadPair[],
  mayPair: (olds: readonly WorkloadAnalysis[], news: readonly WorkloadAnalysis[]) => boolean,
): Unmatched {
  if (before.length === 0 || after.length === 0) return { before, after };
  const [olds, news] = [groupBy(before, keyOf), groupBy(after, keyOf)];
  const matched = new Set<WorkloadAnalysis>();
  for (const [group, oldOnes] of olds) {
    const newOnes = news.get(group) ?? [];
    if (!mayPair(oldOnes, newOnes)) continue;
    for (const [index, old] of oldOnes.entries()) {
      const partner = newOnes[index];
      if (partner === undefined) break;
      matched.add(old).add(partner);
      pairs.push({ before: old, after: partner });
    }
  }
  const isLeft = (analysis: WorkloadAnalysis) => !matched.has(analysis);
  return { before: before.filter(isLeft), after: after.filter(isLeft) };
}
