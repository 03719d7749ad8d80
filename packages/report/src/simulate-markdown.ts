import { markdown, markdownCode, markdownFence } from './escape/markdown.ts';
import type { Simulation } from './simulate.ts';
import { outcomeWords, timingWords, versionWords } from './simulate-outcome.ts';
import { objectName, placeOf } from './source-name.ts';
import { plain } from './terminal/paint.ts';
import { drawTimeline } from './timeline/draw-text.ts';
import { happeningsOf } from './timeline/happenings.ts';
import { layoutTimeline } from './timeline/layout.ts';
import { legend } from './timeline/legend.ts';
import { rangeWords } from './timeline/range.ts';

/** What GitHub shows of a fenced block without scrolling. */
const WIDTH = 100;

/** `outrider simulate -o markdown`: the picture in a fenced block, the events in a table. */
export const simulateMarkdown = (simulations: readonly Simulation[]): string =>
  simulations.map((simulation) => `${simulationBlock(simulation).join('\n')}\n`).join('\n');

function simulationBlock(simulation: Simulation): readonly string[] {
  const { source, pod, run, assumed, unmet } = simulation;
  const layout = layoutTimeline(pod.spec, run);
  const options = { paint: plain, width: WIDTH };
  const { lines, hasBreaks } = drawTimeline(layout, options);
  return [
    `### ${markdown(objectName(source))}`,
    '',
    `${markdownCode(placeOf(source))}, ${versionWords(simulation)}. **${outcomeWords(run).map(markdown).join('; ')}.**`,
    '',
    markdownFence([...lines, '', ...legend(layout, hasBreaks, options)]),
    '',
    ...timingWords(run).flatMap((text) => [text, '']),
    ...(assumed.length > 0 ? [`Assumed: ${assumed.map(markdown).join('; ')}.`, ''] : []),
    ...unmet.flatMap((text) => [`**${markdown(text)}**`, '']),
    ...run.notModelled.flatMap((text) => [`Not modelled: ${markdown(text)}`, '']),
    '<details><summary>Events</summary>',
    '',
    '| at | READY | STATUS | what happens |',
    '| ---: | --- | --- | --- |',
    ...happeningsOf(run).map(
      ({ atSeconds, latestAtSeconds, ready, status, says }) =>
        `| ${rangeWords(atSeconds, latestAtSeconds)} | ${ready} | ${markdown(status)} | ${markdown(says.join('; '))} |`,
    ),
    '',
    '</details>',
  ];
}
