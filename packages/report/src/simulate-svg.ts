import type { Simulation } from './simulate.ts';
import { objectName } from './source-name.ts';
import { layoutTimeline } from './timeline/layout.ts';
import { drawSvg } from './timeline/svg/draw-svg.ts';
import { TIMELINE_STYLE } from './timeline/svg/style.ts';

/** What a picture of a run is called. */
export const simulationLabel = ({ source, release }: Simulation): string =>
  `Timeline of ${objectName(source)} on Kubernetes ${release.version}`;

/** `outrider simulate -o svg`: the picture of one workload's Pod, complete in itself. */
export const simulateSvg = (simulation: Simulation): string =>
  `${drawSvg(layoutTimeline(simulation.pod.spec, simulation.run), {
    label: simulationLabel(simulation),
    standalone: { style: TIMELINE_STYLE },
  })}\n`;
