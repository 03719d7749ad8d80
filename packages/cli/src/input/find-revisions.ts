import type { UnreadInput } from '@outrider/core';
import { decidingDocuments, onlyDeciding } from './deciding-documents.ts';
import type { InputSource } from './find-input.ts';
import { readBlobs } from './git.ts';
import { type Blob, filesOfRevision, type RevisionFiles, type Skipped } from './revision-files.ts';

/** Two revisions as inputs of a comparison. */
export interface Revisions {
  readonly base: readonly InputSource[];
  readonly head: readonly InputSource[];
  /** Files that are the same on both sides and are there for what they decide over others alone. */
  readonly context: ReadonlySet<string>;
  readonly unread: UnreadInput;
  readonly commits: { readonly base: string; readonly head: string };
}

/**
 * What differs between two revisions below some paths, read from git's objects: nothing is checked out, and no
 * attribute, filter or hook of the repository runs. Content that is the same on both sides is not parsed, but for
 * single documents that decide over others, such as a LimitRange; where one of those changed, everything is.
 *
 * @throws UsageError if git, the repository or a revision is not there
 */
export function findRevisions(base: string, head: string, paths: readonly string[]): Revisions {
  const sides = [filesOfRevision(base, paths), filesOfRevision(head, paths)] as const;
  const { olds, news, equal } = withoutEqual(...sides);
  const textsOf = (blobs: readonly Blob[]): readonly InputSource[] => sourcesOf(blobs, base);
  const changed = { base: textsOf(olds), head: textsOf(news) };
  const unchanged = textsOf(equal);
  const { skipped } = { skipped: skippedOf(...sides) };
  const commits = { base: sides[0].commit, head: sides[1].commit };
  if (decidesElsewhere(changed.base, changed.head)) {
    const whole = { base: [...changed.base, ...unchanged], head: [...changed.head, ...unchanged] };
    return { ...whole, context: new Set(), unread: { equalFiles: 0, skipped }, commits };
  }
  const context = unchanged.flatMap(asContext);
  return {
    base: [...changed.base, ...context],
    head: [...changed.head, ...context],
    context: new Set(context.map(({ file }) => file)),
    unread: { equalFiles: equal.length, skipped },
    commits,
  };
}

interface Split {
  readonly olds: readonly Blob[];
  readonly news: readonly Blob[];
  readonly equal: readonly Blob[];
}

/** Equal content cancels out, first under the same name, then wherever it has moved. */
function withoutEqual(base: RevisionFiles, head: RevisionFiles): Split {
  const byName = cancel(base.blobs, head.blobs, ({ id, file }) => `${id} ${file}`);
  const moved = cancel(byName.olds, byName.news, ({ id }) => id);
  return { olds: moved.olds, news: moved.news, equal: [...byName.equal, ...moved.equal] };
}

function cancel(olds: readonly Blob[], news: readonly Blob[], keyOf: (blob: Blob) => string): Split {
  const counts = new Map<string, number>();
  for (const blob of olds) counts.set(keyOf(blob), (counts.get(keyOf(blob)) ?? 0) + 1);
  const spend = (blob: Blob): boolean => {
    const count = counts.get(keyOf(blob)) ?? 0;
    if (count > 0) counts.set(keyOf(blob), count - 1);
    return count > 0;
  };
  const equal = news.filter(spend);
  const known = new Set(equal);
  return {
    olds: olds.toReversed().filter(spend).toReversed(),
    news: news.filter((blob) => !known.has(blob)),
    equal,
  };
}

function sourcesOf(blobs: readonly Blob[], revision: string): readonly InputSource[] {
  const texts = readBlobs(
    blobs.map(({ id }) => id),
    revision,
  );
  return blobs.map(({ file }, index): InputSource => ({ file, text: texts[index] ?? '' }));
}

function asContext({ file, text = '' }: InputSource): readonly InputSource[] {
  const kept = onlyDeciding(text);
  return kept === undefined ? [] : [{ file, text: kept }];
}

/** Whether a document that may decide over workloads of other files came, went or changed. */
function decidesElsewhere(base: readonly InputSource[], head: readonly InputSource[]): boolean {
  const documents = (sources: readonly InputSource[]): string =>
    JSON.stringify(sources.flatMap(({ text = '' }) => decidingDocuments(text)).toSorted());
  return documents(base) !== documents(head);
}

function skippedOf(base: RevisionFiles, head: RevisionFiles): readonly Skipped[] {
  const all = new Map([...base.skipped, ...head.skipped].map((one) => [one.path, one]));
  return [...all.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
