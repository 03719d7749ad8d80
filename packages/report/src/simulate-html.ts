import { html } from './escape/html.ts';
import type { Simulation } from './simulate.ts';
import { timingWords } from './simulate-outcome.ts';
import { simulationLabel } from './simulate-svg.ts';
import { objectName, placeOf } from './source-name.ts';
import { duration } from './timeline/duration.ts';
import { MARKS, STATES } from './timeline/glyphs.ts';
import { happeningsOf } from './timeline/happenings.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { rangeWords } from './timeline/range.ts';
import { drawSvg } from './timeline/svg/draw-svg.ts';
import { TIMELINE_STYLE } from './timeline/svg/style.ts';

const PAGE_STYLE = `
body { margin: 0; padding: 16px; }
h1, h2 { font: 600 20px/1.3 system-ui, sans-serif; margin: 24px 0 4px; }
h2 { font-size: 16px; }
p, li, td, th { font: 14px/1.5 system-ui, sans-serif; }
.dim { color: var(--dim); }
.picture { overflow-x: auto; margin: 12px 0; }
table { border-collapse: collapse; }
td, th { text-align: left; vertical-align: top; padding: 3px 16px 3px 0; border-bottom: 1px solid var(--grid); }
td:not(:last-child) { white-space: nowrap; }
tr:target td { background: color-mix(in srgb, var(--started) 25%, transparent); }
dl.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0; }
dl.legend div { display: flex; gap: 6px; }
dl.legend dt { font-weight: 700; }
dl.legend dd { margin: 0; color: var(--dim); font: 13px/1.5 system-ui, sans-serif; }
dl.legend svg { vertical-align: middle; }
`;

/** No script, no other host: the page is what it is, wherever it is opened. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** `outrider simulate -o html`: one page, complete in itself; a mark leads to its line in the list of events. */
export function simulateHtml(simulations: readonly Simulation[]): string {
  const [first] = simulations;
  const title =
    simulations.length === 1 && first !== undefined ? simulationLabel(first) : 'Outrider timelines';
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${html(title)}</title>
<style>${TIMELINE_STYLE}${PAGE_STYLE}</style>
</head>
<body class="outrider">
<main>
${simulations.map(section).join('\n')}
</main>
</body>
</html>
`;
}

function section(simulation: Simulation, index: number): string {
  const { source, release, pod, run, assumed } = simulation;
  const layout = layoutTimeline(pod.spec, run);
  const idOf = (atSeconds: number): string => `run${index}-${duration(atSeconds)}`;
  const linkOf = (instant: number): string => `#${idOf(layout.instants[instant]?.atSeconds ?? 0)}`;
  const rows = happeningsOf(run).map(
    ({ atSeconds, latestAtSeconds, ready, status, says }) =>
      `<tr id="${idOf(atSeconds)}"><td>${rangeWords(atSeconds, latestAtSeconds)}</td><td>${html(ready)}</td><td>${html(status)}</td><td>${html(says.join('; '))}</td></tr>`,
  );
  return `<section>
<h1>${html(objectName(source))}</h1>
<p class="dim">${html(placeOf(source))}, Kubernetes ${html(release.version)}. Assumed: ${html(assumed.join('; '))}.</p>
<div class="picture" tabindex="0">
${drawSvg(layout, { label: simulationLabel(simulation), linkOf })}
</div>
${legend(layout)}
${timingWords(run)
  .map((text) => `<p class="dim">${html(text)}</p>`)
  .join('\n')}
${run.notModelled.map((text) => `<p>Not modelled: ${html(text)}</p>`).join('\n')}
<h2>What happens</h2>
<table><thead><tr><th>At</th><th>READY</th><th>STATUS</th><th>What happens</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody></table>
</section>`;
}

function legend({ lanes }: TimelineLayout): string {
  const states = new Set(lanes.flatMap(({ spans }) => spans.map(({ state }) => state)));
  const marks = new Set(lanes.flatMap((lane) => lane.marks.map(({ kind }) => kind)));
  const swatches = [...states]
    .filter((state) => state !== 'exited')
    .map((state) => entry(swatch(state), STATES[state].meaning));
  const letters = [...marks].map((kind) => entry(MARKS[kind].character, MARKS[kind].meaning));
  return `<dl class="legend">${[...swatches, ...letters].join('')}</dl>`;
}

const entry = (sign: string, meaning: string): string => `<div><dt>${sign}</dt><dd>${meaning}</dd></div>`;

const swatch = (state: keyof typeof STATES): string =>
  state === 'waiting'
    ? '<svg width="24" height="14"><path class="waiting" d="M0 7h24"/></svg>'
    : `<svg width="24" height="14"><rect class="${state}" x="1" y="${state === 'started' ? 4 : 1}" width="22" height="${state === 'started' ? 6 : 12}"/></svg>`;
