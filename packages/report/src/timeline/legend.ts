import { widthOf } from '../terminal/width.ts';
import type { TextOptions } from '../text-options.ts';
import { type Glyph, glyphOf, MARKS, STATES } from './glyphs.ts';
import type { TimelineLayout } from './layout.ts';
import { usedGlyphs } from './used-glyphs.ts';

/** What the characters of a drawn timeline mean; only those that occur in it. */
export function legend(layout: TimelineLayout, hasBreaks: boolean, options: TextOptions): readonly string[] {
  const { paint, width, ascii = false } = options;
  const { states, marks } = usedGlyphs(layout);
  const used = [...states.map((state) => STATES[state]), ...marks.map((kind) => MARKS[kind])];
  const entry = (glyph: Glyph) => ({
    text: `${glyphOf(glyph, ascii)} ${glyph.meaning}`,
    painted: `${paint(glyph.tone, glyphOf(glyph, ascii))} ${paint('dim', glyph.meaning)}`,
  });
  const shorter = ascii ? '(blank axis) time drawn shorter' : '┄ time drawn shorter';
  const breaks = hasBreaks ? [{ text: shorter, painted: paint('dim', shorter) }] : [];
  return wrapEntries([...used.map(entry), ...breaks], width);
}

interface Entry {
  readonly text: string;
  readonly painted: string;
}

const BETWEEN = '   ';

function wrapEntries(entries: readonly Entry[], width: number): readonly string[] {
  const lines: string[] = [];
  let used = width;
  for (const { text, painted } of entries) {
    const more = BETWEEN.length + widthOf(text);
    if (used + more > width) {
      lines.push(painted);
      used = widthOf(text);
    } else {
      lines.push(`${lines.pop() ?? ''}${BETWEEN}${painted}`);
      used += more;
    }
  }
  return lines;
}
