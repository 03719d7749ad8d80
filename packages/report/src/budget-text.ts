import type { Gate, ShutdownBudget, StartupBudget } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { listed } from './plural.ts';
import { duration } from './timeline/duration.ts';

/** What the manifest alone says of start and stop, in a line each. */
export const budgetLines = (start: StartupBudget, stop: ShutdownBudget): readonly string[] => [
  startLine(start),
  ...start.gates.map(gateLine),
  stopLine(stop),
  ...stop.sidecars.map(
    ({ container, mostSeconds, leastSeconds }) =>
      `  ${visible(container)} gets ${span(leastSeconds, mostSeconds)} between its SIGTERM and SIGKILL`,
  ),
];

const span = (least: number, most: number): string =>
  least === most ? duration(least) : `${duration(least)} to ${duration(most)}`;

function startLine({ bestSeconds, worstSeconds, slowest }: StartupBudget): string {
  const worst = worstSeconds === null ? 'no limit' : `at most ${duration(worstSeconds)}`;
  if (worstSeconds === 0) return 'Regular containers start at once';
  const name = visible(slowest ?? '');
  const eats = worstSeconds === null ? ` because of ${name}` : `; ${name} takes most of it`;
  return `Regular containers start after ${duration(bestSeconds)} at best, ${worst}${eats}`;
}

function gateLine({ container, role, opensOn, bestSeconds, worstSeconds, unbounded }: Gate): string {
  const how = { completion: 'is done', running: 'runs', startupProbe: 'passes its startupProbe' }[opensOn];
  const when =
    worstSeconds === null
      ? `no limit, ${visible(unbounded ?? '')}`
      : `${span(bestSeconds, worstSeconds)} after the start`;
  return `  ${role} ${visible(container)} holds the next one until it ${how}: ${when}`;
}

function stopLine({ graceSeconds, worstSeconds, stopOrder, slowest }: ShutdownBudget): string {
  const order = stopOrder.map((wave) => listed(wave.map(visible))).join(', then ');
  const hook =
    slowest === undefined
      ? ''
      : `; the preStop of ${visible(slowest.container)} takes ${duration(slowest.preStopSeconds)} of it`;
  return `Gone at most ${duration(worstSeconds)} after a deletion (grace period ${duration(graceSeconds)}${hook}): ${order}`;
}
