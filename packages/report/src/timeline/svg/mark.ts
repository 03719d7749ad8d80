import { html as xml } from '../../escape/html.ts';
import { wrap } from '../../terminal/width.ts';
import { duration } from '../duration.ts';
import { MARKS } from '../glyphs.ts';
import type { Lane, Mark } from '../lanes.ts';
import { COLUMN } from './geometry.ts';
import type { LaneContext } from './lane.ts';
import { lookOf, ring } from './ring.ts';

/** What happens to a container at one moment: a letter in a ring, and on hover, focus or tap what it means. */
export function drawMark(mark: Mark, lane: Lane, row: number, context: LaneContext): string {
  const { at, kind, text = '' } = mark;
  const { geometry, linkOf } = context;
  const x = geometry.xOf(at) + COLUMN / 2;
  const y = geometry.yOf(row);
  const told = wordsOf(mark, lane, context);
  const name = `aria-label="${xml(told.join(' '))}"`;
  const code =
    kind === 'exitNonZero' ? `<text class="code" x="${x + 9}" y="${y - 9}">${xml(text)}</text>` : '';
  const drawn = `${ring(kind, x, y)}${code}${tip(told, x, context)}`;
  const look = `class="${lookOf(kind)}"`;
  return linkOf === undefined
    ? `<g ${look} role="img" tabindex="0" ${name}>${drawn}</g>`
    : `<a ${look} href="${xml(linkOf(at.instant))}" ${name}>${drawn}</a>`;
}

/** The event, why it is so, and who says that. */
function wordsOf(
  { at, kind, text = '', citation }: Mark,
  lane: Lane,
  { layout }: LaneContext,
): readonly string[] {
  const when = duration(layout.instants[at.instant]?.atSeconds ?? 0);
  const said = kind === 'signal' ? text : kind === 'exitNonZero' ? `exits with ${text}` : MARKS[kind].meaning;
  const event = `${when} ${lane.name}: ${said}.`;
  return citation === undefined ? [event] : [event, citation.why, `${citation.fact}, ${citation.source}`];
}

const TIP_COLUMNS = 52;
const CHARACTER = 7;
const LINE = 15;
const PADDING = 6;

/** A box over the rows below the lanes, as near to its mark as the picture allows. */
function tip(told: readonly string[], x: number, { geometry }: LaneContext): string {
  const lines = told.flatMap((text, index) =>
    wrap(text, TIP_COLUMNS).map((line) => ({ line, look: ['event', 'why', 'dim'][index] ?? '' })),
  );
  const width = Math.max(...lines.map(({ line }) => line.length)) * CHARACTER + 2 * PADDING;
  const height = lines.length * LINE + 2 * PADDING;
  const left = Math.max(2, Math.min(x - 20, geometry.width - width - 2));
  const top = geometry.height - height - 2;
  const texts = lines.map(
    ({ line, look }, index) =>
      `<text class="${look}" x="${left + PADDING}" y="${top + PADDING + (index + 0.75) * LINE}">${xml(line)}</text>`,
  );
  return `<g class="tip" aria-hidden="true"><rect x="${left}" y="${top}" width="${width}" height="${height}" rx="3"/>${texts.join('')}</g>`;
}
