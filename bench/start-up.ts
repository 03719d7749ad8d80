/**
 * How long the built CLI takes to start, always as a ratio to `node -e 0` in the same run. Budgets: `--version`
 * ≤ 1.5, `validate` on one file ≤ 3. Run after `pnpm build`: `pnpm exec node bench/start-up.ts [rounds]`.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url));
const bin = path('packages/cli/bin/outrider.js');
const manifest = path('packages/cli/test/fixtures/web.yaml');

const CASES = [
  { name: 'node -e 0', args: ['-e', '0'], budget: 1 },
  { name: 'outrider --version', args: [bin, '--version'], budget: 1.5 },
  { name: 'outrider validate FILE', args: [bin, 'validate', manifest], budget: 3 },
  { name: 'outrider resources FILE', args: [bin, 'resources', manifest], budget: 3 },
  { name: 'outrider simulate FILE', args: [bin, 'simulate', manifest], budget: 3 },
];

const rounds = Number(process.argv[2] ?? 20);

function milliseconds(args: readonly string[]): number {
  const start = performance.now();
  spawnSync(process.execPath, args, { stdio: 'ignore' });
  return performance.now() - start;
}

/** Interleaved, so that a busy machine slows all cases alike; the minimum is the least disturbed run. */
const times = CASES.map(() => [] as number[]);
for (let round = 0; round < rounds; round += 1) {
  for (const [index, { args }] of CASES.entries()) times[index]?.push(milliseconds(args));
}
const least = times.map((one) => Math.min(...one));
const median = times.map((one) => one.toSorted((a, b) => a - b)[Math.floor(one.length / 2)] ?? 0);
for (const [index, { name, budget }] of CASES.entries()) {
  const ratio = (least[index] ?? 0) / (least[0] ?? 1);
  const numbers = `min ${least[index]?.toFixed(1)} ms, median ${median[index]?.toFixed(1)} ms`;
  console.log(`${name.padEnd(24)} ${numbers}, ${ratio.toFixed(2)} × node -e 0 (budget ${budget})`);
}
