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
type Detail = 'whole' | 'picture' | 'line';

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
      (detail: Detail): string =>
        blockOf(simulation, detail, isFolded, options),
  );
  return (allOf(blocks, 'whole') ?? allOf(blocks, 'picture') ?? firstOf(blocks)).join('\n');
}

type Block = (detail: Detail) => string;

/** All in this detail, or nothing: drawn no further than they fit. */
function allOf(blocks: readonly Block[], detail: Detail): readonly string[] | undefined {
  const texts: string[] = [];
  let used = 0;
  for (const block of blocks) {
    const text = block(detail);
    used += text.length + 1;
    if (used > LIMIT) return undefined;
    texts.push(text);
  }
  return texts;
}

/** Pictures of the first ones, as many as fit, and a line for each of the others. */
function firstOf(blocks: readonly Block[]): readonly string[] {
  const texts = blocks.map((block) => block('line'));
  let used = texts.reduce((sum, { length }) => sum + length + 1, 0);
  for (const [index, block] of blocks.entries()) {
    if (used > LIMIT) break;
    const picture = block('picture');
    used += picture.length - (texts[index] ?? '').length;
    if (used <= LIMIT) texts[index] = picture;
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
