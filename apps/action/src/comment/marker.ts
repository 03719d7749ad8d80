import { createHash } from 'node:crypto';
import type { RunNumber } from '../event.ts';

/** What the first line of our comment remembers. */
export interface Marker {
  readonly id: string;
  readonly run: RunNumber;
  /** First 12 digits of the head commit. */
  readonly sha: string;
  /** First 16 digits of the SHA-256 of the text below the marker. */
  readonly hash: string;
}

export const shortSha = (sha: string): string => sha.slice(0, 12);

export const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 16);

/** Goes on the FIRST line: there it survives a cut, and is not taken from a quoted comment. */
export const markerLine = ({ id, run, sha, hash }: Marker): string =>
  `<!-- outrider:${id} v=1 run=${run.number}.${run.attempt} sha=${sha} hash=${hash} -->`;

const MARKER = /^<!-- outrider:(\S+) v=1 run=(\d+)\.(\d+) sha=(\w*) hash=(\w+) -->/;

/** The marker of a comment; undefined where the comment is not ours or of another id: `prod` is not `prod-eu`. */
export function readMarker(body: string, id: string): Marker | undefined {
  const [, found, number, attempt, sha = '', hash = ''] = MARKER.exec(body) ?? [];
  if (found !== id) return undefined;
  return { id, run: { number: Number(number), attempt: Number(attempt) }, sha, hash };
}

export const isOlder = (a: RunNumber, b: RunNumber): boolean =>
  a.number < b.number || (a.number === b.number && a.attempt < b.attempt);

/** Workflow and job, and what makes a job of a matrix different from its sisters. */
export function defaultId(workflow: string, job: string, matrix: string): string {
  const parts = [workflow, job].filter((part) => part !== '').map(slug);
  const values = matrix.replace(/\s/g, '');
  const suffix = values === 'null' || values === '{}' || values === '' ? [] : [hashOf(values).slice(0, 8)];
  return [...parts, ...suffix].join('/') || 'default';
}

const slug = (text: string): string => text.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 60);
