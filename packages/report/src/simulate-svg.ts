import type { Simulation } from './simulate.ts';
import { outcomeWords } from './simulate-outcome.ts';
import { objectName } from './source-name.ts';
import { firstPart } from './timeline/first-part.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { drawSvg, type SvgOptions } from './timeline/svg/draw-svg.ts';
import { TIMELINE_STYLE } from './timeline/svg/style.ts';

/** What a picture of a run is called. */
export const simulationLabel = ({ source, release }: Simulation): string =>
  `Timeline of ${objectName(source)} on Kubernetes ${release.version}`;

/** Moments that a picture shows at most; it has a column of some pixels for each. */
export const MOST_INSTANTS = 200;

/** The picture of a run, on its own or as a part of a page. */
export function timelineSvg(
  simulation: Simulation,
  whole: TimelineLayout,
  options: Pick<SvgOptions, 'linkOf' | 'standalone'>,
): string {
  const { layout, leftOut } = firstPart(whole, MOST_INSTANTS);
  const outcome = `${outcomeWords(simulation.run).join('; ')}.`;
  return drawSvg(layout, {
    label: simulationLabel(simulation),
    outcome: leftOut === undefined ? outcome : `${outcome} ${leftOut}`,
    ...options,
  });
}

/** `outrider simulate -o svg`: the picture of one workload's Pod, complete in itself. */
export const simulateSvg = (simulation: Simulation): string =>
  `${timelineSvg(simulation, layoutTimeline(simulation), { standalone: { style: TIMELINE_STYLE } })}\n`;
