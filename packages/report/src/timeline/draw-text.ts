import { visible } from '../escape/visible.ts';
import type { Tone } from '../terminal/paint.ts';
import { fold, padEnd, truncate, widthOf } from '../terminal/width.ts';
import type { TextOptions } from '../text-options.ts';
import { type Axis, columnOf } from './axis.ts';
import { emptyRow, type Row } from './canvas.ts';
import { duration } from './duration.ts';
import { glyphOf, MARKS, STATES } from './glyphs.ts';
import type { Lane, LaneRole } from './lanes.ts';
import type { Label, TimelineLayout } from './layout.ts';
import { type Panel, panelsOf } from './panels.ts';
import type { Place } from './steps.ts';

const ROLE_TONES: Readonly<Record<LaneRole, Tone>> = {
  init: 'blue',
  sidecar: 'cyan',
  regular: 'bold',
  ephemeral: 'dim',
};
const ROLE_WIDTH = 'regular'.length;
/** Of the width, for the names of containers. */
const NAME_SHARE = 0.3;
const LEAST_LABEL = 6;
/** Of a very long story the first parts are drawn, and the last. */
const FIRST_PANELS = 3;

const ellipsis = ({ ascii }: TextOptions): string => (ascii ? '..' : '…');

export interface Drawing {
  readonly lines: readonly string[];
  /** Whether some stretch of time is drawn shorter than its length. */
  readonly hasBreaks: boolean;
}

/** The timeline as lanes of characters, in panels one below the other where one row is too short. */
export function drawTimeline(layout: TimelineLayout, options: TextOptions): Drawing {
  const names = layout.lanes.map(({ name }) => widthOf(visible(name)));
  const nameWidth = Math.min(Math.floor(options.width * NAME_SHARE), Math.max(4, ...names));
  const roleWidth = Math.max(ROLE_WIDTH, ...layout.lanes.map(({ role }) => role.length));
  const left = roleWidth + nameWidth + 3;
  const panels = panelsOf(layout, options.width - left);
  const last = panels.length - 1;
  const lines = panels.flatMap((panel, index) => {
    if (index >= FIRST_PANELS && index < last)
      return index === FIRST_PANELS ? ['', ...fold(leftOut(panels, layout), options.width)] : [];
    const drawn = drawPanel(layout, panel, {
      ...options,
      roleWidth,
      nameWidth,
      left,
      isLast: index === last,
    });
    return index > 0 ? ['', ...drawn] : drawn;
  });
  return { lines, hasBreaks: panels.some(({ axis }) => axis.breaks.length > 0) };
}

function leftOut(panels: readonly Panel[], { instants }: TimelineLayout): string {
  const [from, to] = [panels[FIRST_PANELS]?.from ?? 0, panels.at(-1)?.from ?? 0];
  const at = (index: number): string => duration(instants[index]?.atSeconds ?? 0);
  return `Not drawn: ${to - from} moments from ${at(from)} to ${at(to - 1)}. JSON has them all.`;
}

interface PanelOptions extends TextOptions {
  readonly roleWidth: number;
  readonly nameWidth: number;
  readonly left: number;
  readonly isLast: boolean;
}

function drawPanel(layout: TimelineLayout, panel: Panel, options: PanelOptions): readonly string[] {
  const { paint, left, roleWidth, nameWidth } = options;
  const blank = ' '.repeat(left);
  const lanes = layout.lanes.map((lane) => {
    const role = paint(ROLE_TONES[lane.role], padEnd(lane.role, roleWidth));
    const name = padEnd(truncate(visible(lane.name), nameWidth, ellipsis(options)), nameWidth);
    return `${role} ${name}  ${laneRow(lane, layout, panel, options).print(paint)}`.trimEnd();
  });
  const rows = (['phase', 'ready', 'status'] as const).map((row) => {
    const label = paint('dim', padEnd(row === 'phase' ? 'phase' : row.toUpperCase(), left));
    return label + labelRow(layout[row], panel, ellipsis(options)).print(paint);
  });
  return [
    blank + timeRow(layout, panel).print(paint),
    blank + axisRow(layout, panel, options).print(paint),
    ...lanes,
    ...rows,
  ].map((line) => line.trimEnd());
}

/** Column of a place inside a panel; what lies before the panel is at its first column. */
function columnIn({ from, axis }: Panel, place: Place): number {
  return place.instant < from ? -1 : columnOf(axis, { instant: place.instant - from, step: place.step });
}

const isIn = (panel: Panel, { instant }: Place): boolean => instant >= panel.from && instant < panel.to;

/** The column behind the last thing drawn. */
function endOf({ instants, isOpen }: TimelineLayout, { from, to, axis }: Panel, isLast: boolean): number {
  if (!isLast || isOpen) return axis.columns;
  return (axis.starts[to - 1 - from] ?? 0) + (instants[to - 1]?.steps ?? 1);
}

function laneRow(lane: Lane, layout: TimelineLayout, panel: Panel, options: PanelOptions): Row {
  const { axis } = panel;
  const isAscii = options.ascii === true;
  const row = emptyRow(axis.columns);
  const end = endOf(layout, panel, options.isLast);
  for (const [index, { from, state }] of lane.spans.entries()) {
    const next = lane.spans[index + 1]?.from;
    if (next !== undefined && next.instant < panel.from) continue;
    if (from.instant >= panel.to) continue;
    const until = next === undefined || next.instant >= panel.to ? end : columnIn(panel, next);
    const glyph = STATES[state];
    row.fill(Math.max(0, columnIn(panel, from)), until, glyphOf(glyph, isAscii), glyph.tone);
  }
  const marks = lane.marks.filter(({ at }) => isIn(panel, at));
  for (const { at, kind } of marks) {
    row.put(columnIn(panel, at), glyphOf(MARKS[kind], isAscii), MARKS[kind].tone);
  }
  for (const { at, kind, text = '' } of marks) {
    const column = columnIn(panel, at) + 1;
    const quiet = glyphOf(STATES.backOff, isAscii) + glyphOf(STATES.waiting, isAscii);
    const isWorthIt = kind === 'exitNonZero' && row.isFree(column, column + text.length, quiet);
    if (isWorthIt) row.put(column, text, MARKS[kind].tone);
  }
  if (options.isLast && layout.isOpen && lane.spans.at(-1)?.state !== 'exited') {
    row.put(axis.columns - 1, isAscii ? '>' : '→', STATES[lane.spans.at(-1)?.state ?? 'waiting'].tone);
  }
  return row;
}

/** Of a label of which little would remain a mark says that there is one: the list of events has it. */
function labelRow(labels: readonly Label[], panel: Panel, mark: string): Row {
  const row = emptyRow(panel.axis.columns);
  const before = labels.findLast(({ from }) => from.instant < panel.from);
  const inside = labels.filter(({ from }) => isIn(panel, from));
  const first = inside[0]?.from.instant === panel.from ? [] : before === undefined ? [] : [before];
  const shown = [...first, ...inside];
  for (const [index, { from, text }] of shown.entries()) {
    const column = Math.max(0, columnIn(panel, from));
    const next = shown[index + 1];
    const room = (next === undefined ? panel.axis.columns + 1 : columnIn(panel, next.from)) - column - 1;
    const fitted = truncate(text, room, mark);
    const isWorthIt = fitted === text || fitted.length >= LEAST_LABEL;
    row.put(column, isWorthIt ? fitted : truncate(mark, room, mark));
  }
  return row;
}

/** Times above their instants, as many as fit; the first and the last come first. */
function timeRow({ instants }: TimelineLayout, { from, to, axis }: Panel): Row {
  const row = emptyRow(axis.columns);
  const indexes = [...Array(to - from).keys()];
  const order = [...new Set([0, indexes.length - 1, ...indexes])];
  for (const index of order) {
    const text = duration(instants[from + index]?.atSeconds ?? 0);
    const column = Math.min(axis.starts[index] ?? 0, axis.columns - text.length);
    const after = Math.min(axis.columns, column + text.length + 1);
    if (row.isFree(Math.max(0, column - 1), after)) row.put(column, text);
  }
  return row;
}

function axisRow(layout: TimelineLayout, panel: Panel, options: PanelOptions): Row {
  const { from, to, axis } = panel;
  const isAscii = options.ascii === true;
  const row = emptyRow(axis.columns);
  row.fill(0, endOf(layout, panel, options.isLast), isAscii ? '-' : '─', 'dim');
  for (const { after, seconds } of axis.breaks) drawBreak(row, axis, after, seconds, layout, panel, isAscii);
  for (let index = 0; index < to - from; index += 1) {
    const character = isAscii ? '+' : index === 0 && from === 0 ? '├' : '┬';
    row.put(axis.starts[index] ?? 0, character, 'dim');
  }
  return row;
}

/** Time left out: dashes, and how much. */
function drawBreak(
  row: Row,
  axis: Axis,
  after: number,
  seconds: number,
  { instants }: TimelineLayout,
  { from }: Panel,
  isAscii: boolean,
): void {
  const start = (axis.starts[after] ?? 0) + (instants[from + after]?.steps ?? 1);
  const end = axis.starts[after + 1] ?? axis.columns;
  row.fill(start, end, isAscii ? ' ' : '┄', 'dim');
  const text = ` ${duration(seconds)} `;
  if (text.length <= end - start) row.put(start + Math.floor((end - start - text.length) / 2), text);
}
