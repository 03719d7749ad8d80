/** Follows the reader's light or dark scheme, and the width of a phone; no script, no other host. */
export const DIFF_STYLE = `
:root { color-scheme: light dark; --text: #1f2328; --dim: #59636e; --line: #d1d9e0; --paper: #ffffff; --card: #f6f8fa;
  --gate: #0969da; --run: #1a7f37; --hook: #8250df; --stop: #bc4c00; --bad: #cf222e; --warn: #9a6700; --good: #1a7f37; }
@media (prefers-color-scheme: dark) {
  :root { --text: #f0f6fc; --dim: #9198a1; --line: #3d444d; --paper: #0d1117; --card: #151b23;
    --gate: #4493f8; --run: #3fb950; --hook: #ab7df8; --stop: #f0883e; --bad: #f85149; --warn: #d29922; --good: #3fb950; } }
body { margin: 0; background: var(--paper); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
main { max-width: 1020px; margin: 0 auto; padding: 20px 16px 60px; }
h1 { font-size: 22px; line-height: 1.3; margin: 8px 0; }
h2 { font-size: 17px; margin: 32px 0 8px; }
h3 { font-size: 16px; margin: 0 0 4px; overflow-wrap: anywhere; }
code { font: 0.92em ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; overflow-wrap: anywhere; }
.dim { color: var(--dim); }
.card { border: 1px solid var(--line); border-radius: 8px; padding: 14px 16px; margin: 14px 0; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; margin: 10px 0; font-size: 14px; }
th, td { text-align: left; vertical-align: top; padding: 4px 14px 4px 0; border-bottom: 1px solid var(--line); }
th { color: var(--dim); font-weight: 500; }
td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
td.change { font-weight: 600; text-align: right; }
tr.part td { border-bottom: 0; color: var(--dim); padding-left: 12px; }
ul { margin: 6px 0; padding-left: 20px; }
.finding { border-left: 4px solid var(--line); padding: 4px 0 4px 12px; margin: 10px 0; font-size: 14px; }
.finding.error { border-color: var(--bad); } .finding.warning { border-color: var(--warn); } .finding.fixed { border-color: var(--good); }
.finding b.error { color: var(--bad); } .finding b.warning { color: var(--warn); } .finding b.fixed { color: var(--good); }
pre { background: var(--card); border-radius: 6px; padding: 10px 12px; overflow-x: auto; margin: 10px 0;
  font: 13px/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
pre .add { color: var(--good); } pre .remove { color: var(--bad); } pre .alter { color: var(--warn); }
summary { cursor: pointer; overflow-wrap: anywhere; }
figure { margin: 12px 0; } figcaption { color: var(--dim); font-size: 13px; }
svg.chart { max-width: none; } svg.chart text { fill: var(--text); font: 12px ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
svg.chart text.dim { fill: var(--dim); } svg.chart text.side { font-weight: 700; } svg.chart text.kill { fill: var(--bad); font-size: 11px; }
svg.chart .grid { stroke: var(--line); fill: none; }
svg.chart .gate { fill: var(--gate); } svg.chart .runs { fill: var(--run); } svg.chart .preStop { fill: var(--hook); }
svg.chart .unbounded { fill: none; stroke: var(--gate); stroke-dasharray: 4 3; }
svg.chart .preStopUnbounded { fill: none; stroke: var(--hook); stroke-dasharray: 4 3; }
svg.chart .waits { fill: none; stroke: var(--dim); stroke-dasharray: 1 4; } svg.chart .stops, svg.chart .stopsLast { fill: var(--stop); }
@media (max-width: 600px) { main { padding: 12px 10px 40px; } h1 { font-size: 19px; } .card { padding: 10px; } th, td { padding-right: 10px; } }
`;
