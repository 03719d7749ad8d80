import { html as xml } from '../../escape/html.ts';
import { MARKS } from '../glyphs.ts';
import type { MarkKind } from '../lanes.ts';

const BAD: ReadonlySet<MarkKind> = new Set<MarkKind>([
  'startupFailure',
  'readinessFailure',
  'livenessFailure',
  'hookFailed',
  'kill',
  'exitNonZero',
]);

/** Classes of a mark. */
export const lookOf = (kind: MarkKind): string => (BAD.has(kind) ? 'mark bad' : 'mark');

/** A mark: its letter in a ring. The two ends are drawn, since fonts have their signs in every size. */
export function ring(kind: MarkKind, x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="6.5"/>${signOf(kind, x, y)}`;
}

function signOf(kind: MarkKind, x: number, y: number): string {
  if (kind === 'exitZero') return `<path class="sign" d="M${x - 3} ${y}l2 2.5l4-5"/>`;
  if (kind === 'exitNonZero') return `<path class="sign" d="M${x - 2.5} ${y - 2.5}l5 5m0-5l-5 5"/>`;
  return `<text x="${x}" y="${y + 3.5}">${xml(MARKS[kind].character)}</text>`;
}
