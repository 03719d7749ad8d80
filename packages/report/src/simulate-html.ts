import type { Citation } from '@outrider/core';
import { html } from './escape/html.ts';
import type { Simulation } from './simulate.ts';
import { outcomeWords, timingWords } from './simulate-outcome.ts';
import { MOST_INSTANTS, simulationLabel, timelineSvg } from './simulate-svg.ts';
import { objectName, placeOf } from './source-name.ts';
import { citedFacts } from './timeline/cited-facts.ts';
import { duration } from './timeline/duration.ts';
import { firstPart } from './timeline/first-part.ts';
import { MARKS, STATES } from './timeline/glyphs.ts';
import { type Happening, moreWords } from './timeline/happenings.ts';
import { layoutTimeline, type TimelineLayout } from './timeline/layout.ts';
import { rangeWords } from './timeline/range.ts';
import { swatch } from './timeline/svg/legend.ts';
import { lookOf, ring } from './timeline/svg/ring.ts';
import { TIMELINE_STYLE } from './timeline/svg/style.ts';
import { usedGlyphs } from './timeline/used-glyphs.ts';

const PAGE_STYLE = `
body { margin: 0; padding: 8px 16px 32px; }
h1, h2 { font: 600 20px/1.3 system-ui, sans-serif; margin: 16px 0 4px; overflow-wrap: anywhere; }
h2 { font-size: 16px; margin-top: 24px; }
p, td, th { font: 14px/1.5 system-ui, sans-serif; }
p { margin: 4px 0; max-width: 110ch; overflow-wrap: anywhere; }
th { font-weight: 600; }
.dim { color: var(--dim); }
.picture { overflow-x: auto; margin: 12px 0; mask-image: linear-gradient(to left, transparent, #000 16px); }
table { border-collapse: collapse; }
td, th { text-align: left; vertical-align: top; padding: 3px 16px 3px 0; border-bottom: 1px solid var(--grid); }
td:not(:last-child) { white-space: nowrap; }
td:last-child { overflow-wrap: anywhere; }
@media (max-width: 600px) {
  tr { display: grid; grid-template-columns: 4.5em 4.5em 1fr; border-bottom: 1px solid var(--grid); padding: 4px 0; }
  td, th { border-bottom: 0; padding: 1px 8px 1px 0; }
  td:last-child, th:last-child { grid-column: 1 / -1; }
}
.source { display: block; color: var(--dim); font-size: 12px; }
.outcome { font-weight: 600; }
.bad { color: var(--bad); }
a { color: inherit; }
td a { color: var(--dim); font-size: 12px; white-space: nowrap; }
.why { display: none; margin-top: 4px; }
tr:target .why { display: block; }
dl.facts div { display: flex; gap: 12px; padding: 3px 0; }
dl.facts dt, dl.facts dd { font: 14px/1.5 system-ui, sans-serif; }
dl.facts dt { font-weight: 600; white-space: nowrap; }
dl.facts dd { margin: 0; max-width: 80ch; overflow-wrap: anywhere; }
dl.facts div:target { background: color-mix(in srgb, var(--started) 25%, transparent); }
tr:target td { background: color-mix(in srgb, var(--started) 25%, transparent); }
dl.legend { display: flex; flex-wrap: wrap; gap: 4px 20px; margin: 8px 0; }
dl.legend div { display: flex; gap: 6px; }
dl.legend dt { font-weight: 700; }
dl.legend dd { margin: 0; color: var(--dim); font: 13px/1.5 system-ui, sans-serif; }
dl.legend svg { vertical-align: middle; }
`;

/** Rows of the list of events before it is cut. */
const MOST_ROWS = 500;

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
  const { source, release, run, assumed, unmet } = simulation;
  const layout = layoutTimeline(simulation);
  const { happenings } = layout;
  const idOf = (atSeconds: number): string => `run${index}-${duration(atSeconds)}`;
  const linkOf = (instant: number): string => `#${idOf(layout.instants[instant]?.atSeconds ?? 0)}`;
  const { leftOut } = firstPart(layout, MOST_INSTANTS);
  const paragraphs = [
    ...(leftOut === undefined ? [] : [`<p class="dim">${leftOut}</p>`]),
    ...unmet.map((text) => `<p class="bad">${html(text)}</p>`),
    ...timingWords(run).map((text) => `<p class="dim">${html(text)}</p>`),
    ...run.notModelled.map((text) => `<p>Not modelled: ${html(text)}</p>`),
  ];
  return `<section>
<h1>${html(objectName(source))}</h1>
<p class="outcome">${html(outcomeWords(run).join('; '))}.</p>
<p class="dim">${html(placeOf(source))}, Kubernetes ${html(release.version)}. Assumed: ${html(assumed.join('; '))}.</p>
<div class="picture" tabindex="0" role="region" aria-label="${html(simulationLabel(simulation))}">
${timelineSvg(simulation, layout, { linkOf })}
</div>
${[legend(layout), ...paragraphs].join('\n')}
<h2>What happens</h2>
<table><thead><tr><th scope="col">At</th><th scope="col">READY</th><th scope="col">STATUS</th><th scope="col">What happens</th></tr></thead>
<tbody>
${happenings
  .slice(0, MOST_ROWS)
  .map((one) => row(one, idOf(one.atSeconds), index))
  .join('\n')}
</tbody></table>
${happenings.length > MOST_ROWS ? `<p class="dim">${moreWords(happenings.length - MOST_ROWS)}</p>` : ''}
${facts(happenings, index)}
</section>`;
}

/** What an event leads to where it is tapped: the row says why, in full. */
function row(
  { atSeconds, latestAtSeconds, ready, status, says }: Happening,
  id: string,
  run: number,
): string {
  const clauses = says.map(
    ({ text, facts }) =>
      html(text) + facts.map(({ fact }) => ` <a href="#run${run}-${fact}">${fact}</a>`).join(''),
  );
  const why = says.flatMap((clause) => clause.facts.map(factWords));
  const reasons = why.length === 0 ? '' : `<div class="why">${why.join('')}</div>`;
  return `<tr id="${id}"><td>${rangeWords(atSeconds, latestAtSeconds)}</td><td>${html(ready)}</td><td>${html(status).replace(':', ':<wbr>')}</td><td>${clauses.join('; ')}${reasons}</td></tr>`;
}

const factWords = ({ fact, why, source }: Citation): string =>
  `<p>${fact}: ${html(why)} <span class="source">${html(source)}</span></p>`;

/** The facts that the rows name, each once. */
function facts(happenings: readonly Happening[], run: number): string {
  const items = citedFacts(happenings).map(
    ({ fact, why, source }) =>
      `<div id="run${run}-${fact}"><dt>${fact}</dt><dd>${html(why)} <span class="source">${html(source)}</span></dd></div>`,
  );
  return items.length === 0 ? '' : `<h2>Why</h2>\n<dl class="facts">\n${items.join('\n')}\n</dl>`;
}

function legend(layout: TimelineLayout): string {
  const { states, marks } = usedGlyphs(layout);
  const entries = [
    ...states.map((state) => entry(swatch(state, 1, 7), 26, STATES[state].meaning)),
    ...marks.map((kind) =>
      entry(`<g class="${lookOf(kind)}">${ring(kind, 8, 8)}</g>`, 16, MARKS[kind].meaning),
    ),
  ];
  return `<dl class="legend">${entries.join('')}</dl>`;
}

const entry = (sign: string, width: number, meaning: string): string =>
  `<div><dt><svg width="${width}" height="16" aria-hidden="true">${sign}</svg></dt><dd>${meaning}</dd></div>`;
