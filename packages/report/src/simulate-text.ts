import { visible } from './escape/visible.ts';
import type { Simulation } from './simulate.ts';
import { outcomeWords } from './simulate-outcome.ts';
import { objectName, placeOf } from './source-name.ts';
import { padEnd, widthOf, wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { drawTimeline } from './timeline/draw-text.ts';
import { duration } from './timeline/duration.ts';
import { happeningsOf } from './timeline/happenings.ts';
import { layoutTimeline } from './timeline/layout.ts';
import { legend } from './timeline/legend.ts';

export interface SimulateTextOptions extends TextOptions {
  /** The picture alone, without the list of events. */
  readonly quiet?: boolean;
}

/** `outrider simulate` for people: the Pod's life as a picture, then in words. */
export const simulateText = (simulations: readonly Simulation[], options: SimulateTextOptions): string =>
  simulations.map((simulation) => `${simulationLines(simulation, options).join('\n')}\n`).join('\n');

function simulationLines(simulation: Simulation, options: SimulateTextOptions): readonly string[] {
  const { paint, width } = options;
  const { source, release, pod, run } = simulation;
  const layout = layoutTimeline(pod.spec, run);
  const where = `${placeOf(source)}, Kubernetes ${release.version}`;
  const drawing = drawTimeline(layout, options);
  const notes = run.notModelled.flatMap((text) => wrap(`Not modelled: ${visible(text)}`, width));
  return [
    ...heading(objectName(source), where, options),
    ...assumptions(simulation, options),
    '',
    ...drawing.lines,
    '',
    ...legend(layout, drawing.hasBreaks, options),
    ...(options.quiet ? [] : ['', ...eventList(simulation, options)]),
    '',
    outcome(simulation, options),
    ...notes.map((line) => paint('yellow', line)),
  ];
}

function heading(name: string, where: string, { paint, width }: TextOptions): readonly string[] {
  const fits = widthOf(name) + 2 + widthOf(where) <= width;
  return fits
    ? [`${paint('bold', name)}  ${paint('dim', where)}`]
    : [paint('bold', name), paint('dim', where)];
}

function assumptions({ assumed }: Simulation, { paint, width }: TextOptions): readonly string[] {
  const lines = wrap(`Assumed: ${assumed.map(visible).join('; ')}.`, width);
  return assumed.length === 0 ? [] : lines.map((line) => paint('dim', line));
}

/** As `kubectl get pod -w` would print it, with the reason beside each line. */
function eventList({ run }: Simulation, { paint, width }: TextOptions): readonly string[] {
  const rows = happeningsOf(run).map(({ atSeconds, ready, status, says }) => ({
    cells: [duration(atSeconds), ready, visible(status)],
    says: says.join('; '),
  }));
  const titles = ['AT', 'READY', 'STATUS'];
  const widths = titles.map((title, index) =>
    Math.max(title.length, ...rows.map(({ cells }) => widthOf(cells[index] ?? ''))),
  );
  const line = (cells: readonly string[]): string =>
    cells.map((cell, index) => padEnd(cell, widths[index] ?? 0)).join('  ');
  const indent = widths.reduce((sum, one) => sum + one + 2, 0);
  return [
    paint('dim', `${line(titles)}  WHAT HAPPENS`),
    ...rows.flatMap(({ cells, says }) => {
      const [first = '', ...rest] = wrap(says, Math.max(30, width - indent));
      return [`${line(cells)}  ${first}`.trimEnd(), ...rest.map((text) => ' '.repeat(indent) + text)];
    }),
  ];
}

function outcome({ run }: Simulation, { paint }: TextOptions): string {
  const [ready = '', end = '', ...restarts] = outcomeWords(run);
  const isFailed = run.pod.phase === 'Failed';
  const tone = isFailed || run.pod.readyAtSeconds === null ? 'red' : 'green';
  return `${[paint(tone, ready), paint(isFailed ? 'red' : 'bold', end), ...restarts].join('; ')}.`;
}
