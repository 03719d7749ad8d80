import type { PullRequestSubject, RunContext } from '../event.ts';
import { GitError } from './git.ts';
import { isSha, type Repository } from './repository.ts';

/** The two commits whose trees are compared. */
export interface Commits {
  /** `null`: there is nothing to compare against. */
  readonly base: string | null;
  readonly head: string;
  /** Whether `head` is GitHub's merge of the pull request into `base`. */
  readonly isMerge: boolean;
  /** The newest commit of the pull request that `head` contains; `null` where there is no pull request. */
  readonly pullHead: string | null;
  readonly warnings: readonly string[];
}

/** GitHub's own idea of a merge base, for histories that are too deep to fetch. */
export type AskMergeBase = (base: string, head: string) => Promise<string>;

interface Question {
  readonly run: RunContext;
  readonly repository: Repository;
  /** The input `base-ref`; empty: found out. */
  readonly baseRef: string;
  readonly askMergeBase: AskMergeBase;
}

/**
 * Which commits to compare. Of a pull request: GitHub's merge commit with its first parent, which is exactly what
 * merging does; the tip of the base branch would show other people's changes, reversed.
 *
 * @throws GitError if one of them is not to be had
 */
export async function commitsOf(question: Question): Promise<Commits> {
  const found = await foundCommits(question);
  const base = baseAsked(question) ?? found.base;
  const { repository } = question;
  repository.ensure(found.head);
  return {
    ...found,
    base: base === null ? null : repository.ensure(base),
    isMerge: found.isMerge && base === found.base,
  };
}

async function foundCommits(question: Question): Promise<Commits> {
  const { run, repository } = question;
  const { subject } = run;
  switch (subject.kind) {
    case 'pull-request':
      return subject.isCheckedOut ? await checkedOut(question, subject) : await fetched(question, subject);
    case 'merge-group':
      return { ...plain(subject.headSha), base: subject.baseSha };
    case 'push':
      return await pushed(question, subject.baseSha, subject.headSha);
    case 'other':
      return await sinceDefaultBranch(question, repository.head());
  }
}

const plain = (head: string): Omit<Commits, 'base'> => ({
  head,
  isMerge: false,
  pullHead: null,
  warnings: [],
});

/** The workspace holds GitHub's merge commit, or what the workflow checked out in its place. */
async function checkedOut(question: Question, { headSha, baseSha }: PullRequestSubject): Promise<Commits> {
  const { repository } = question;
  const head = repository.head();
  const [first = null, second] = repository.parents(head);
  if (second !== undefined && second === headSha) {
    return { base: first, head, isMerge: true, pullHead: headSha, warnings: [] };
  }
  return { ...(await sinceMergeBase(question, head, baseSha)), pullHead: headSha };
}

/** The workspace holds the base branch: the pull request is fetched as objects and never checked out. */
async function fetched(question: Question, subject: PullRequestSubject): Promise<Commits> {
  const { repository } = question;
  const { number, headSha, baseSha } = subject;
  const merge = repository.fetchRef(`refs/pull/${number}/merge`);
  const [first = null, second] = merge === undefined ? [] : repository.parents(merge);
  if (merge !== undefined && second !== undefined && (headSha === null || headSha === second)) {
    return { base: first, head: merge, isMerge: true, pullHead: second, warnings: [] };
  }
  const head = headSha ?? repository.fetchRef(`refs/pull/${number}/head`);
  if (head === undefined)
    throw new GitError(`Cannot fetch pull request #${number}: the remote has no such ref`);
  return { ...(await sinceMergeBase(question, head, baseSha)), pullHead: head };
}

const isNothing = (sha: string): boolean => /^0*$/.test(sha);

async function pushed(question: Question, before: string, after: string): Promise<Commits> {
  if (isNothing(before)) return await sinceDefaultBranch(question, after);
  try {
    return { ...plain(after), base: question.repository.ensure(before) };
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    const found = await sinceDefaultBranch(question, after);
    const warning = `The commit before this push, ${before.slice(0, 12)}, is gone: ${toldBase(found.base)}`;
    return { ...found, warnings: [...found.warnings, warning] };
  }
}

const toldBase = (base: string | null): string =>
  base === null ? 'compared against nothing' : `compared against ${base.slice(0, 12)}`;

async function sinceMergeBase(question: Question, head: string, tip: string | null): Promise<Commits> {
  if (tip === null) return await sinceDefaultBranch(question, head);
  const { repository, askMergeBase } = question;
  repository.ensure(head);
  repository.ensure(tip);
  const base = repository.mergeBase(tip, head) ?? (await askMergeBase(tip, head));
  return { ...plain(head), base };
}

/** Since a branch left the default branch; on the default branch itself the last commit. */
async function sinceDefaultBranch(question: Question, head: string): Promise<Commits> {
  const { repository, run } = question;
  repository.ensure(head);
  const tip = run.defaultBranch === '' ? undefined : tipOf(repository, run.defaultBranch);
  const [parent = null] = repository.parents(head);
  if (tip === undefined || tip === head) return { ...plain(head), base: parent };
  const found = await sinceMergeBase(question, head, tip);
  return found.base === head ? { ...plain(head), base: parent } : found;
}

const tipOf = (repository: Repository, branch: string): string | undefined =>
  repository.fetchRef(`refs/heads/${branch}`) ?? repository.resolve(`refs/remotes/origin/${branch}`);

/** What `base-ref` names: here, among the remote's branches here, or at the remote. */
function baseAsked({ baseRef, repository }: Question): string | undefined {
  if (baseRef === '') return undefined;
  if (isSha(baseRef)) return baseRef;
  const commit =
    repository.resolve(baseRef) ??
    repository.resolve(`refs/remotes/origin/${baseRef}`) ??
    repository.fetchRef(baseRef);
  if (commit === undefined) {
    throw new GitError(`Cannot find base-ref ${baseRef}: neither here nor at the remote "origin"`);
  }
  return commit;
}
