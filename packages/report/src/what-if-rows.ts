import { WHAT_IF_LEVELS, type WhatIf, type WhatIfLevel } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import type { Tone } from './terminal/paint.ts';
import { fold, padEnd, truncate, widthOf } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { duration } from './timeline/duration.ts';

const LEVELS: Readonly<Record<WhatIfLevel, { readonly tone: Tone; readonly says: string }>> = {
  stuck: { tone: 'red', says: 'never Ready, or never done' },
  killed: { tone: 'red', says: 'SIGKILL ends what SIGTERM did not' },
  failed: { tone: 'red', says: 'the Pod is Failed, and was not to be' },
  disturbed: { tone: 'yellow', says: 'not Ready for a while, or later than planned' },
  fine: { tone: 'green', says: 'as planned' },
};

/** The plan, then the answers by how bad they are: one line each, or a sentence where the screen is too narrow. */
export function answerLines([plan, ...answers]: readonly WhatIf[], options: TextOptions): readonly string[] {
  if (plan === undefined) return [];
  const widths = columnsOf([plan, ...answers], options.width);
  const line = (answer: WhatIf): readonly string[] =>
    widths === undefined ? sentence(answer, options) : [row(cellsOf(answer, widths, options), widths)];
  return [
    ...(widths === undefined ? [] : [options.paint('dim', row(TITLES, widths))]),
    ...line(plan),
    ...WHAT_IF_LEVELS.flatMap((level) => {
      const all = answers.filter((answer) => answer.level === level);
      return all.length === 0 ? [] : [...levelLines(level, options), ...all.flatMap(line)];
    }),
  ];
}

function levelLines(level: WhatIfLevel, { paint, width }: TextOptions): readonly string[] {
  const { tone, says } = LEVELS[level];
  const [first = '', ...rest] = fold(`${level}: ${says}`, width);
  const behind = first.slice(level.length);
  return [paint(tone, level) + paint('dim', behind), ...rest.map((text) => paint('dim', text))];
}

const TITLES = ['  WHAT IF', 'READY', 'END', 'STOP', 'SIGKILL', 'RESTARTS'] as const;
const BETWEEN = 2;
/** Less than this of a question, or of a list of names, says nothing. */
const LEAST_QUESTION = 30;
const LEAST_NAMES = 12;

type Widths = readonly number[];

/** All that is asked for, if it fits; else restarts are left out, then questions and names are cut. */
function columnsOf(answers: readonly WhatIf[], width: number): Widths | undefined {
  const cells = answers.map((answer) => wholeCells(answer));
  const widest = TITLES.map((title, index) =>
    Math.max(widthOf(title), ...cells.map((all) => widthOf(all[index] ?? ''))),
  );
  const [question = 0, ready = 0, end = 0, stop = 0, names = 0, restarts = 0] = widest;
  const room = width - (ready + end + stop) - 4 * BETWEEN;
  if (room >= question + names + BETWEEN + restarts) return widest;
  const least = Math.min(names, LEAST_NAMES);
  if (room < Math.min(question, LEAST_QUESTION) + least) return undefined;
  const killed = Math.max(least, Math.min(names, room - question));
  return [Math.min(question, room - killed), ready, end, stop, killed];
}

const row = (cells: readonly string[], widths: Widths): string =>
  widths
    .map((width, index) => padEnd(cells[index] ?? '', width))
    .join(' '.repeat(BETWEEN))
    .trimEnd();

const wholeCells = (answer: WhatIf): readonly string[] => [
  `  ${visible(answer.says)}`,
  readyOf(answer),
  endOf(answer),
  stopOf(answer),
  killedOf(answer),
  answer.restarts === 0 ? '-' : String(answer.restarts),
];

function cellsOf(
  answer: WhatIf,
  [question = 0, , , , names = 0]: Widths,
  options: TextOptions,
): readonly string[] {
  const [, ready = '', end = '', stop = '', killed = '', restarts = ''] = wholeCells(answer);
  const mark = options.ascii ? '..' : '…';
  return [
    `  ${shortQuestion(answer, question - 2, mark)}`,
    ready,
    end,
    stop,
    truncate(killed, names, mark),
    restarts,
  ];
}

/** Of a question that is too long the name is cut: what it does is the question. */
function shortQuestion({ says, container = '' }: WhatIf, width: number, mark: string): string {
  const question = visible(says);
  const name = visible(container);
  const does = question.slice(name.length);
  const room = width - widthOf(does);
  return widthOf(question) <= width || room <= widthOf(mark)
    ? truncate(question, width, mark)
    : truncate(name, room, mark) + does;
}

function sentence(answer: WhatIf, { width }: TextOptions): readonly string[] {
  const { killed, stopSeconds, restarts, says } = answer;
  const facts = [
    `ready ${readyOf(answer)}`,
    endOf(answer),
    ...(stopSeconds === null ? [] : [`stop ${stopOf(answer)}`]),
    ...(killed.length === 0 ? [] : [`SIGKILL ${killedOf(answer)}`]),
    ...(restarts === 0 ? [] : [plural(restarts, 'restart')]),
  ];
  return [
    ...fold(visible(says), width - 2).map((line) => `  ${line}`),
    ...fold(facts.join(', '), width - 4).map((line) => `    ${line}`),
  ];
}

const readyOf = ({ readyAtSeconds }: WhatIf): string =>
  readyAtSeconds === null ? 'never' : duration(readyAtSeconds);

const endOf = ({ phase, finishedAtSeconds }: WhatIf): string =>
  finishedAtSeconds === null ? `${phase}, no end` : `${phase} ${duration(finishedAtSeconds)}`;

const stopOf = ({ stopSeconds }: WhatIf): string => (stopSeconds === null ? '-' : duration(stopSeconds));

const killedOf = ({ killed }: WhatIf): string => (killed.length === 0 ? '-' : killed.map(visible).join(', '));
