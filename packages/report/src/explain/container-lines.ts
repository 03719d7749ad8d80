import type { ContainerExplanation } from '@outrider/core';
import { visible } from '../escape/visible.ts';
import { padEnd, widthOf, wrap } from '../terminal/width.ts';
import type { TextOptions } from '../text-options.ts';
import { sinceWords } from './pod-facts.ts';

const TITLES = ['container', 'role', 'restarts', 'since', 'state'] as const;
const LEAST_SAYS = 24;

/** A line a container, in spec order; those the Pod waits for are marked. What does not fit goes on below. */
export function containerLines(
  containers: readonly ContainerExplanation[],
  now: string | null,
  { paint, width, ascii }: TextOptions,
): readonly string[] {
  const rows = containers.map((container) => [
    visible(container.name),
    container.role,
    String(container.restartCount),
    visible(sinceWords(container, now)),
  ]);
  const widths = TITLES.slice(0, 4).map((title, column) =>
    Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))),
  );
  const left = (cells: readonly string[]): string =>
    cells.map((cell, column) => padEnd(cell, widths[column] ?? 0)).join('  ');
  const indent = 4 + widths.reduce((sum, one) => sum + one + 2, 0);
  const mark = ascii ? '>' : '►';
  return [
    paint('dim', `    ${left(TITLES.slice(0, 4))}  ${TITLES[4]}`),
    ...containers.flatMap((container, index) => {
      const [first = '', ...rest] = wrap(visible(container.says), Math.max(LEAST_SAYS, width - indent));
      const sign = container.blocks ? paint('yellow', mark) : ' ';
      const cells = left(rows[index] ?? []);
      return [
        `  ${sign} ${container.blocks ? paint('bold', cells) : cells}  ${paint(toneOf(container), first)}`,
        ...rest.map((text) => `${' '.repeat(indent)}${paint(toneOf(container), text)}`),
      ];
    }),
  ];
}

function toneOf({
  state,
  ready,
  exitCode,
  role,
  blocks,
}: ContainerExplanation): 'green' | 'yellow' | 'red' | 'dim' {
  switch (state) {
    case 'running':
      return (ready && !blocks) || role === 'ephemeral' ? 'green' : 'yellow';
    case 'terminated':
      return exitCode === 0 ? 'dim' : 'red';
    case 'waiting':
    case 'absent':
      return 'yellow';
  }
}
