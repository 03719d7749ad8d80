/**
 * How long core takes to read, validate and advise on many workloads, as a ratio to `js-yaml` alone reading the same
 * text in the same run. Run with `pnpm exec node --conditions=@outrider/source bench/analyze.ts [workloads]`.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { analyze, inventory, releaseOf } from '../packages/core/src/index.ts';

const require = createRequire(new URL('../packages/core/package.json', import.meta.url));
const { loadAll }: { readonly loadAll: (text: string) => unknown[] } = require('js-yaml');

const count = Number(process.argv[2] ?? 5000);
const manifest = readFileSync(new URL('../examples/manifests/web.yaml', import.meta.url), 'utf8');
const text = Array.from({ length: count }, (_, index) =>
  manifest.replace('name: web', `name: web-${index}`),
).join('---\n');
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

const parsed = measure(() => loadAll(text));
const verdicts = measure(() => analyze([{ file: 'all.yaml', text }], release).findings.length);
const light = measure(
  () => analyze([{ file: 'all.yaml', text }], release, { isLight: true }).findings.length,
);
const read = measure(() => inventory([{ file: 'all.yaml', text }], release).workloads.length);
const sums = measure(() =>
  analyze([{ file: 'all.yaml', text }], release).workloads.map(({ resources }) => resources),
);
const row = (name: string, ms: number): void =>
  console.log(
    `${name.padEnd(28)} ${ms.toFixed(0).padStart(6)} ms CPU  ${(ms / parsed).toFixed(2).padStart(6)} × js-yaml`,
  );

console.log(`${count} Deployments, ${(text.length / 1e6).toFixed(1)} MB, best of 3`);
row('js-yaml loadAll', parsed);
row('inventory', read);
row('analyze, findings', verdicts);
row('analyze, findings, light', light);
row('analyze, with resources', sums);
