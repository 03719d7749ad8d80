/**
 * How long it takes to compare two versions of many workloads, as a ratio to `js-yaml` alone reading both texts in
 * the same run. Run with `pnpm exec node --conditions=@outrider/source bench/diff.ts [workloads]`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { analyze, diffAnalyses, releaseOf } from '../packages/core/src/index.ts';
import { diffMarkdown } from '../packages/report/src/index.ts';

const require = createRequire(new URL('../packages/core/package.json', import.meta.url));
const { loadAll }: { readonly loadAll: (text: string) => unknown[] } = require('js-yaml');

const count = Number(process.argv[2] ?? 2000);
const manifest = readFileSync(new URL('../examples/manifests/web.yaml', import.meta.url), 'utf8');
const sideOf = (edit: (text: string, index: number) => string): string =>
  Array.from({ length: count }, (_, index) =>
    edit(manifest.replace('name: web', `name: web-${index}`), index),
  ).join('---\n');
const base = sideOf((text) => text);
/** Every second workload asks for more, every tenth in a way of its own. */
const head = sideOf((text, index) => {
  const more = index % 2 === 0 ? text.replace(/cpu: "?\d+m?"?/, 'cpu: 900m') : text;
  return index % 10 === 0 ? more.replace('name: app', `name: app-${index}`) : more;
});
const release = releaseOf('1.37');

const measure = (work: () => unknown): number => {
  const times = Array.from({ length: 3 }, () => {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    return (user + system) / 1000;
  });
  return Math.min(...times);
};

const analysisOf = (text: string) => analyze([{ file: 'all.yaml', text }], release);
const parsed = measure(() => [loadAll(base), loadAll(head)]);
const analyzed = measure(() => [analysisOf(base), analysisOf(head)]);
const compared = measure(() => diffAnalyses(analysisOf(base), analysisOf(head)));
const told = measure(() => diffMarkdown(diffAnalyses(analysisOf(base), analysisOf(head))));
const row = (name: string, ms: number): void =>
  console.log(
    `${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms CPU  ${(ms / parsed).toFixed(2).padStart(6)} × js-yaml`,
  );

console.log(
  `${count} Deployments on each side, ${((base.length + head.length) / 1e6).toFixed(1)} MB, best of 3`,
);
row('js-yaml loadAll', parsed);
row('analyze both sides', analyzed);
row('and compare', compared);
row('and tell as Markdown', told);
