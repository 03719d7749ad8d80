/**
 * One style sheet for the SVG and the page around it. Colours help, shapes tell: each state has a form of its own
 * (line, hatch, half, full, dashed), and the sheet follows the reader's light or dark scheme.
 */
export const TIMELINE_STYLE = `
.outrider { --text: #1f2328; --dim: #59636e; --grid: #d1d9e0; --paper: #ffffff; --waiting: #818b98;
  --starting: #9a6700; --started: #1b7c83; --ready: #1a7f37; --stopping: #8250df; --backOff: #cf222e; --bad: #cf222e;
  background: var(--paper); color: var(--text); font: 13px/1.4 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
@media (prefers-color-scheme: dark) {
  .outrider { --text: #f0f6fc; --dim: #9198a1; --grid: #3d444d; --paper: #0d1117; --waiting: #9198a1;
    --starting: #d29922; --started: #39c5cf; --ready: #3fb950; --stopping: #ab7df8; --backOff: #f85149; --bad: #f85149; } }
.outrider svg, svg.outrider { max-width: none; }
.outrider text { fill: var(--text); font: 13px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
.outrider .dim { fill: var(--dim); font-size: 12px; }
.outrider .paper { fill: var(--paper); }
.outrider .grid { stroke: var(--grid); stroke-width: 1; fill: none; }
.outrider .gap { stroke: var(--dim); stroke-dasharray: 2 4; }
.outrider .gap-text { text-anchor: middle; }
.outrider .waiting { stroke: var(--waiting); stroke-width: 2; stroke-dasharray: 1 5; fill: none; }
.outrider .starting { fill: url(#outrider-starting); stroke: var(--starting); }
.outrider .started { fill: var(--started); stroke: var(--started); }
.outrider .ready { fill: var(--ready); stroke: var(--ready); }
.outrider .stopping { fill: url(#outrider-stopping); stroke: var(--stopping); }
.outrider .backOff { fill: none; stroke: var(--backOff); stroke-dasharray: 4 3; }
.outrider .goes-on { fill: var(--dim); }
.outrider .hatch-starting { stroke: var(--starting); stroke-width: 2; }
.outrider .hatch-stopping { stroke: var(--stopping); stroke-width: 2; }
.outrider .mark circle { fill: var(--paper); stroke: var(--text); stroke-width: 1.5; }
.outrider .mark.bad circle { stroke: var(--bad); }
.outrider .mark.bad text { fill: var(--bad); }
.outrider .mark text { font-size: 10px; font-weight: 700; text-anchor: middle; }
.outrider .mark .sign { fill: none; stroke: var(--text); stroke-width: 1.8; }
.outrider .mark.bad .sign { stroke: var(--bad); }
.outrider text.title { font-weight: 700; }
.outrider .mark .code { text-anchor: start; }
.outrider .mark { cursor: default; outline: none; }
.outrider a.mark { cursor: pointer; }
.outrider .mark:focus circle, .outrider .mark:hover circle { stroke-width: 3; }
.outrider .tip { visibility: hidden; pointer-events: none; }
.outrider .mark:hover .tip, .outrider .mark:focus .tip { visibility: visible; }
.outrider .tip rect { fill: var(--paper); stroke: var(--dim); }
.outrider .mark .tip text { fill: var(--text); font-size: 11.5px; font-weight: 400; text-anchor: start; }
.outrider .mark .tip .event { font-weight: 700; }
.outrider .mark .tip .dim { fill: var(--dim); }
`;

/** Patterns that tell two hatched states apart without colour. */
export const TIMELINE_DEFS = `<defs>
<pattern id="outrider-starting" width="6" height="6" patternUnits="userSpaceOnUse"><path class="hatch-starting" d="M0 6L6 0"/></pattern>
<pattern id="outrider-stopping" width="6" height="6" patternUnits="userSpaceOnUse"><path class="hatch-stopping" d="M0 0L6 6M6 0L0 6"/></pattern>
</defs>`;
