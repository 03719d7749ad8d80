import type { Tone } from '../../terminal/paint.ts';
import { padEnd, padStart, widthOf, wrap } from '../../terminal/width.ts';
import type { TextOptions } from '../../text-options.ts';
import type { Row } from '../row.ts';
import { wordsText } from '../words.ts';

interface TextRow {
  readonly label: string;
  readonly before: string;
  readonly after: string;
  readonly change: string;
}

const INDENT = '  ';

/** Rows as a table under a title; rows that are too long for it below, one side a line. */
export function rowsText(title: string, rows: readonly Row[], options: TextOptions): readonly string[] {
  if (rows.length === 0) return [];
  const texts = rows.map(textOf);
  const narrow = fitting(title, texts, options);
  const wide = texts.filter((row) => !narrow.includes(row));
  return [...tableOf(title, narrow, options), ...wide.flatMap((row) => stacked(row, options))];
}

/** What the rows of most workloads need; a row that needs much more would push all columns apart. */
const USUAL_CELL = 22;

/** Leaves out the rows with the longest cells until the rest is a table that fits. */
function fitting(title: string, rows: readonly TextRow[], { width }: TextOptions): readonly TextRow[] {
  const longest = (row: TextRow): number => Math.max(widthOf(row.before), widthOf(row.after));
  let kept = rows.filter((row) => longest(row) <= USUAL_CELL || longest(row) * 4 < width);
  while (kept.length > 0 && INDENT.length + widthsOf([headOf(title), ...kept]).whole > width) {
    const most = Math.max(...kept.map(longest));
    kept = kept.filter((row) => longest(row) < most);
  }
  return kept;
}

const headOf = (title: string): TextRow => ({
  label: title,
  before: 'base',
  after: 'head',
  change: 'change',
});

function widthsOf(rows: readonly TextRow[]) {
  const of = (column: keyof TextRow): number => Math.max(...rows.map((row) => widthOf(row[column])));
  const [label, before, after, change] = [of('label'), of('before'), of('after'), of('change')];
  return { label, before, after, whole: label + before + after + change + 6 };
}

const textOf = ({ label, before, after, change, isPart = false }: Row): TextRow => ({
  label: `${isPart ? '  ' : ''}${wordsText(label)}`,
  before: wordsText(before),
  after: wordsText(after),
  change: wordsText(change),
});

function tableOf(title: string, rows: readonly TextRow[], { paint }: TextOptions): readonly string[] {
  if (rows.length === 0) return title === '' ? [] : [INDENT + paint('dim', title)];
  const head = headOf(title);
  const { label, before, after } = widthsOf([head, ...rows]);
  const start = (row: TextRow): string =>
    `${padEnd(row.label, label)}  ${padStart(row.before, before)}  ${padStart(row.after, after)}  `;
  return [
    `${INDENT}${paint('dim', `${start(head)}${head.change}`)}`,
    ...rows.map((row) => `${INDENT}${start(row)}${paint(toneOf(row.change), row.change)}`.trimEnd()),
  ];
}

/** More is to be looked at, less is good news; colours only help. */
function toneOf(change: string): Tone {
  if (change === '0') return 'dim';
  return change.startsWith('−') || change === 'killed later' || change === 'lowered' ? 'green' : 'yellow';
}

/** A label with its change, and below it each side, broken at blanks. */
function stacked(
  { label, before, after, change }: TextRow,
  { width, paint }: TextOptions,
): readonly string[] {
  const side = (name: string, text: string): readonly string[] => {
    const left = `${INDENT}${INDENT}${name}  `;
    return wrap(text, width - left.length).map(
      (line, index) => (index === 0 ? paint('dim', left) : ' '.repeat(left.length)) + line,
    );
  };
  return [
    `${INDENT}${label}  ${paint(toneOf(change), change)}`,
    ...side('base', before),
    ...side('head', after),
  ];
}
