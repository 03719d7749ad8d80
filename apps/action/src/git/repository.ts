import { GitError, type RunGit, type Setting } from './git.ts';

/** The commits of a working tree's repository, and those that its remote gives on demand. */
export interface Repository {
  readonly git: RunGit;
  readonly head: () => string;
  /** As the commit object says, also where they are not there, as in a clone of depth 1. */
  readonly parents: (commit: string) => readonly string[];
  /** Resolved here, without asking the remote. */
  readonly resolve: (revision: string) => string | undefined;
  /** @throws GitError if neither this repository nor its remote has the commit. */
  readonly ensure: (commit: string) => string;
  /** The commit that a ref of the remote names; undefined where it has none. */
  readonly fetchRef: (ref: string) => string | undefined;
  readonly mergeBase: (a: string, b: string) => string | undefined;
}

/** How to ask the remote a second time, where it wanted a password. */
export type Credentials = readonly Setting[];

/** Histories are deepened step by step until both sides meet. */
const DEEPENINGS = [50, 400, 3200] as const;

const SHA = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;
export const isSha = (text: string): boolean => SHA.test(text);

export function repositoryOf(git: RunGit, credentials: Credentials): Repository {
  const textOf = (args: readonly string[]): string | undefined => {
    const { ok, stdout } = git(args);
    return ok ? stdout.toString('utf8').trim() : undefined;
  };
  const resolve = (revision: string): string | undefined =>
    textOf(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  const isShallow = (): boolean => textOf(['rev-parse', '--is-shallow-repository']) === 'true';
  const fetch = (what: readonly string[], depth: readonly string[]): { ok: boolean; reason: string } => {
    const args = ['fetch', '--quiet', '--no-tags', '--no-recurse-submodules', ...depth, 'origin', ...what];
    const first = git(args);
    return first.ok || credentials.length === 0 ? first : git(args, { settings: credentials });
  };
  /** A whole history must not become a shallow one. */
  const depth = (commits: number): readonly string[] => (isShallow() ? [`--depth=${commits}`] : []);

  return {
    git,
    head: () => {
      const head = resolve('HEAD');
      if (head === undefined) throw new GitError('Cannot read HEAD: nothing is checked out');
      return head;
    },
    parents: (commit) => {
      const text = git(['cat-file', 'commit', commit]).stdout.toString('utf8');
      const [headers = ''] = text.split('\n\n');
      return [...headers.matchAll(/^parent ([0-9a-f]+)$/gm)].map(([, parent = '']) => parent);
    },
    resolve,
    ensure: (commit) => {
      if (resolve(commit) !== undefined) return commit;
      const { ok, reason } = isSha(commit)
        ? fetch([commit], depth(1))
        : { ok: false, reason: 'no such commit' };
      if (ok && resolve(commit) !== undefined) return commit;
      throw new GitError(
        `Cannot read commit ${commit.slice(0, 12)}: ${reason}. Check out with "fetch-depth: 2", so that it is there already`,
      );
    },
    fetchRef: (ref) => {
      const own = 'refs/outrider/fetched';
      const { ok } = fetch([`+${ref}:${own}`], depth(2));
      const commit = ok ? resolve(own) : undefined;
      git(['update-ref', '-d', own]);
      return commit;
    },
    mergeBase: (a, b) => {
      const find = (): string | undefined => textOf(['merge-base', a, b]);
      for (const commits of isShallow() ? DEEPENINGS : []) {
        const found = find();
        if (found !== undefined) return found;
        if (!fetch([a, b], [`--deepen=${commits}`]).ok) return undefined;
      }
      return find();
    },
  };
}
