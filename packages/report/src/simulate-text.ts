import { visible } from './escape/visible.ts';
import { heading } from './heading.ts';
import type { Simulation } from './simulate.ts';
import { outcomeWords, timingWords, versionWords } from './simulate-outcome.ts';
import { objectName, placeOf } from './source-name.ts';
import type { Paint } from './terminal/paint.ts';
import { fold, padEnd, widthOf } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { drawTimeline } from './timeline/draw-text.ts';
import { type Clause, type Happening, moreWords } from './timeline/happenings.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { legend } from './timeline/legend.ts';
import { rangeWords } from './timeline/range.ts';

export interface SimulateTextOptions extends TextOptions {
  /** The picture alone, without the list of events. */
  readonly quiet?: boolean;
  /** What to try next, printed where a Pod goes on for ever. */
  readonly hint?: string;
  /** Where to read a fact that the list of events names. */
  readonly factHint?: (fact: string) => string;
}

/** `outrider simulate` for people: the Pod's life as a picture, then in words. */
export function simulateText(simulations: readonly Simulation[], options: SimulateTextOptions): string {
  const { hint = '', paint, width } = options;
  const blocks = simulations.map((simulation) => `${simulationLines(simulation, options).join('\n')}\n`);
  const goesOn = simulations.some(({ run }) => run.pod.finishedAtSeconds === null);
  const hints = goesOn ? fold(hint, width).map((line) => `${paint('dim', line)}\n`) : [];
  return [...blocks, ...(hints.length > 0 ? [hints.join('')] : [])].join('\n');
}

function simulationLines(simulation: Simulation, options: SimulateTextOptions): readonly string[] {
  const { paint, width } = options;
  const { source, run, unmet } = simulation;
  const layout = layoutTimeline(simulation);
  const where = `${placeOf(source)}, ${versionWords(simulation)}`;
  const drawing = drawTimeline(layout, options);
  const notes = run.notModelled.flatMap((text) => fold(`Not modelled: ${visible(text)}`, width));
  return [
    ...heading(objectName(source), where, options),
    ...assumptions(simulation, options),
    ...timingWords(run)
      .flatMap((text) => fold(text, width))
      .map((line) => paint('dim', line)),
    '',
    ...drawing.lines,
    '',
    ...legend(layout, drawing.hasBreaks, options),
    ...(options.quiet ? [] : ['', ...eventList(layout, options)]),
    '',
    ...outcome(simulation, options),
    ...unmet.flatMap((text) => fold(text, width)).map((line) => paint('red', line)),
    ...notes.map((line) => paint('yellow', line)),
  ];
}

function assumptions({ assumed }: Simulation, { paint, width }: TextOptions): readonly string[] {
  const lines = fold(`Assumed: ${assumed.map(visible).join('; ')}.`, width);
  return assumed.length === 0 ? [] : lines.map((line) => paint('dim', line));
}

/** Rows of the list of events before it is cut. */
const MOST_ROWS = 50;

/** What is told of a moment gets at least this much of a line, or lines of its own. */
const LEAST_COLUMNS = 34;

/** As `kubectl get pod -w` would print it, with the reason beside each line. */
function eventList({ happenings: all }: TimelineLayout, options: SimulateTextOptions): readonly string[] {
  const { paint, width } = options;
  const more = all.length - MOST_ROWS;
  const rows = all.slice(0, MOST_ROWS).map((one) => ({
    cells: [rangeWords(one.atSeconds, one.latestAtSeconds), one.ready, visible(one.status)],
    says: one.says.map(clauseText).join('; '),
  }));
  const titles = ['AT', 'READY', 'STATUS'];
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map(({ cells }) => widthOf(cells[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => padEnd(cell, widths[index] ?? 0)).join('  ');
  const beside = widths.reduce((sum, one) => sum + one + 2, 0);
  const isBeside = width - beside >= LEAST_COLUMNS;
  const indent = isBeside ? beside : 4;
  const below = ({ says }: (typeof rows)[number]): readonly string[] =>
    fold(says, width - indent).map((text) => ' '.repeat(indent) + text);
  return [
    ...(isBeside ? [`${line(titles)}  WHAT HAPPENS`] : columns(line(titles), titles, width)).map((text) =>
      paint('dim', text),
    ),
    ...rows
      .flatMap((row) => {
        const [first = '', ...rest] = below(row);
        return isBeside
          ? [`${line(row.cells)}  ${first.trimStart()}`.trimEnd(), ...rest]
          : [...columns(line(row.cells), row.cells, width), ...below(row)];
      })
      .map((text) => dimFacts(text, paint)),
    ...(more > 0 ? fold(moreWords(more), width).map((text) => paint('dim', text)) : []),
    ...factLines(all.slice(0, MOST_ROWS), options),
  ];
}

/** Columns where they fit, else what is in them. */
const columns = (padded: string, cells: readonly string[], width: number): readonly string[] =>
  widthOf(padded.trimEnd()) <= width ? [padded.trimEnd()] : fold(cells.join('  '), width);

function factLines(
  happenings: readonly Happening[],
  { factHint, paint, width }: SimulateTextOptions,
): readonly string[] {
  const [first] = happenings.flatMap(({ says }) => says.flatMap(({ facts }) => facts));
  if (first === undefined || factHint === undefined) return [];
  return fold(factHint(first.fact), width).map((line) => paint('dim', line));
}

const clauseText = ({ text, facts }: Clause): string =>
  [text, ...facts.map(({ fact }) => `[${fact}]`)].join(' ');

const dimFacts = (line: string, paint: Paint): string =>
  line.replace(/\[L-\d{3}\]/g, (fact) => paint('dim', fact));

function outcome({ run }: Simulation, { paint, width }: TextOptions): readonly string[] {
  const [ready = '', end = '', ...restarts] = outcomeWords(run);
  const isFailed = run.pod.phase === 'Failed';
  const tone = isFailed || run.pod.readyAtSeconds === null ? 'red' : 'green';
  const text = `${[ready, end, ...restarts].join('; ')}.`;
  if (widthOf(text) > width) return fold(text, width).map((line) => paint(tone, line));
  return [`${[paint(tone, ready), paint(isFailed ? 'red' : 'bold', end), ...restarts].join('; ')}.`];
}
