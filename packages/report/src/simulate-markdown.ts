import { html } from './escape/html.ts';
import { markdown, markdownCode, markdownFence } from './escape/markdown.ts';
import type { Simulation } from './simulate.ts';
import { outcomeWords, timingWords, versionWords } from './simulate-outcome.ts';
import { objectName, placeOf } from './source-name.ts';
import { plain } from './terminal/paint.ts';
import { citedFacts } from './timeline/cited-facts.ts';
import { drawTimeline } from './timeline/draw-text.ts';
import { type Clause, type Happening, moreWords } from './timeline/happenings.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { legend } from './timeline/legend.ts';
import { rangeWords } from './timeline/range.ts';

export interface SimulateMarkdownOptions {
  readonly ascii?: boolean;
}

/** What GitHub shows of a fenced block without scrolling. */
const WIDTH = 100;
/** Longest body of a comment on GitHub. */
const LIMIT = 65_536;

/** How much is told of one workload: all, all but the list of its events, or its outcome alone. */
const DETAILS = ['whole', 'picture', 'line'] as const;
type Detail = (typeof DETAILS)[number];

/**
 * `outrider simulate -o markdown`: the picture in a fenced block, the events in a table. Of several workloads each is
 * folded; what would make a comment longer than GitHub takes is left out, lists of events first.
 */
export function simulateMarkdown(
  simulations: readonly Simulation[],
  options: SimulateMarkdownOptions = {},
): string {
  const isFolded = simulations.length > 1;
  const blocks = simulations.map(
    (simulation) =>
      Object.fromEntries(
        DETAILS.map((detail) => [detail, blockOf(simulation, detail, isFolded, options)]),
      ) as Readonly<Record<Detail, string>>,
  );
  return fitting(blocks).join('\n');
}

/** Takes detail from all until they fit, and pictures from the last ones only. */
function fitting(blocks: readonly Readonly<Record<Detail, string>>[]): readonly string[] {
  const lengthOf = (texts: readonly string[]): number =>
    texts.reduce((sum, { length }) => sum + length + 1, 0);
  for (const detail of ['whole', 'picture'] as const) {
    const texts = blocks.map((block) => block[detail]);
    if (lengthOf(texts) <= LIMIT) return texts;
  }
  const texts = blocks.map(({ line }) => line);
  let used = lengthOf(texts);
  for (const [index, { picture, line }] of blocks.entries()) {
    used += picture.length - line.length;
    if (used > LIMIT) break;
    texts[index] = picture;
  }
  return withinLimit(texts);
}

/** A thousand workloads do not even get a line each. */
function withinLimit(texts: readonly string[]): readonly string[] {
  const shown: string[] = [];
  let used = 0;
  for (const text of texts) {
    used += text.length + 1;
    if (used > LIMIT - 100) return [...shown, `… and ${texts.length - shown.length} more workloads.\n`];
    shown.push(text);
  }
  return shown;
}

function blockOf(
  simulation: Simulation,
  detail: Detail,
  isFolded: boolean,
  options: SimulateMarkdownOptions,
): string {
  const { source, run } = simulation;
  const name = markdown(objectName(source));
  const place = `${markdownCode(placeOf(source))}, ${versionWords(simulation)}`;
  const outcome = `**${outcomeWords(run).map(markdown).join('; ')}.**`;
  if (detail === 'line') return `- ${name}, ${place}. ${outcome}\n`;
  const body = bodyOf(simulation, detail, options);
  const lines = isFolded
    ? [
        `<details><summary><code>${html(objectName(source))}</code>: ${summaryWords(outcomeWords(run))}.</summary>`,
        '',
        `${place}.`,
        '',
        ...body,
        '</details>',
        '',
      ]
    : [`### ${name}`, '', `${place}. ${outcome}`, '', ...body];
  return `${lines.join('\n')}\n`;
}

/** Inside of HTML GitHub reads no backslashes, but still pings. */
const summaryWords = (words: readonly string[]): string => html(words.join('; ')).replaceAll('@', '@&#8203;');

function bodyOf(
  simulation: Simulation,
  detail: 'whole' | 'picture',
  { ascii = false }: SimulateMarkdownOptions,
): readonly string[] {
  const { run, assumed, unmet } = simulation;
  const layout = layoutTimeline(simulation);
  const options = { paint: plain, width: WIDTH, ascii };
  const { lines, hasBreaks } = drawTimeline(layout, options);
  return [
    markdownFence([...lines, '', ...legend(layout, hasBreaks, options)]),
    '',
    ...timingWords(run).flatMap((text) => [text, '']),
    ...(assumed.length > 0 ? [`Assumed: ${assumed.map(markdown).join('; ')}.`, ''] : []),
    ...unmet.flatMap((text) => [`**${markdown(text)}**`, '']),
    ...run.notModelled.flatMap((text) => [`Not modelled: ${markdown(text)}`, '']),
    ...(detail === 'whole' ? events(layout) : []),
  ];
}

/** Rows of the list of events before it is cut. */
const MOST_ROWS = 50;

function events({ happenings }: TimelineLayout): readonly string[] {
  const shown = happenings.slice(0, MOST_ROWS);
  const more = happenings.length - shown.length;
  return [
    '<details><summary>Events</summary>',
    '',
    '| at | READY | STATUS | what happens |',
    '| ---: | --- | --- | --- |',
    ...shown.map(eventRow),
    '',
    ...(more > 0 ? [moreWords(more), ''] : []),
    ...citedFacts(shown).map(
      ({ fact, why, source }) => `- \`${fact}\` ${markdown(why)} <sub>${markdown(source)}</sub>`,
    ),
    '',
    '</details>',
  ];
}

const eventRow = ({ atSeconds, latestAtSeconds, ready, status, says }: Happening): string =>
  `| ${rangeWords(atSeconds, latestAtSeconds)} | ${ready} | ${markdown(status)} | ${says.map(clause).join('; ')} |`;

const clause = ({ text, facts }: Clause): string =>
  [markdown(text), ...facts.map(({ fact }) => `\`${fact}\``)].join(' ');
