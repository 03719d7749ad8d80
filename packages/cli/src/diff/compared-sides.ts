import type { UnreadInput } from '@outrider/core';
import { html } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findSide, type Input } from '../input/find-input.ts';
import { findRevisions } from '../input/find-revisions.ts';
import type { Io } from '../io.ts';
import { UsageError } from '../usage-error.ts';

/** The two sides of a comparison, not read yet. */
export interface Compared {
  readonly base: Input;
  readonly head: Input;
  /** Files that are there for what they decide over others alone. */
  readonly context: ReadonlySet<string>;
  readonly unread: UnreadInput;
  /** What was compared with what, and how to do it again, as Markdown. */
  readonly footer: readonly string[];
}

/**
 * Two paths, or two revisions.
 *
 * @throws UsageError if there are not two sides, or git cannot tell them
 */
export async function comparedSides(flags: ParsedFlags, io: Io): Promise<Compared> {
  const range = flags.value('git');
  return range === undefined ? await paths(flags.paths, io) : revisions(range, flags.paths);
}

async function paths([base, head, ...more]: readonly string[], io: Io): Promise<Compared> {
  if (base === undefined || head === undefined || more.length > 0) {
    throw new UsageError('diff compares two paths: outrider diff BASE HEAD, or --git BASE..HEAD -- PATH…');
  }
  if (base === '-' && head === '-') throw new UsageError('Only one side can be standard input');
  return {
    base: await findSide(base, io),
    head: await findSide(head, io),
    context: new Set(),
    unread: { equalFiles: 0, skipped: [] },
    footer: [`run it here: ${command('diff', base, head)}`],
  };
}

function revisions(range: string, below: readonly string[]): Compared {
  const [, base = '', head = ''] = /^(.+?)\.\.(?!\.)(.+)$/.exec(range) ?? [];
  if (base === '') throw new UsageError(`Cannot read --git ${range}: write BASE..HEAD, as in main..HEAD`);
  const found = findRevisions(base, head, below);
  const [old, now] = [found.commits.base, found.commits.head].map((commit) => commit.slice(0, 7));
  return {
    base: { sources: found.base, unreadable: [] },
    head: { sources: found.head, unreadable: [] },
    context: found.context,
    unread: found.unread,
    footer: [
      `<code>${now}</code> against <code>${old}</code>`,
      `run it here: ${command('diff', '--git', `${old}..${now}`, ...(below.length > 0 ? ['--', ...below] : []))}`,
    ],
  };
}

const command = (...words: readonly string[]): string =>
  `<code>${html(['npx', '@outrider/cli', ...words].map(quoted).join(' '))}</code>`;

/** As a shell reads it. */
const quoted = (word: string): string =>
  /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
