/**
 * Reads and judges mutated manifests, and says how long the slowest took. Ends with 1 where one throws.
 * Run with `pnpm exec node --conditions=@outrider/source bench/fuzz.ts [count] [seed]`.
 */
import { fuzz, type Trial } from '../packages/core/test/fuzz/fuzz.ts';

const count = Number(process.argv[2] ?? 100_000);
const seed = Number(process.argv[3] ?? 1);
const BUDGET_MS = 100;
const WARM_UP = 500;

let slowest: Trial = { text: '', milliseconds: 0 };
let over = 0;
let sum = 0;
let done = 0;
for (const trial of fuzz(count, seed)) {
  done += 1;
  sum += trial.milliseconds;
  if (done <= WARM_UP) continue;
  if (trial.milliseconds > BUDGET_MS) over += 1;
  if (trial.milliseconds > slowest.milliseconds) slowest = trial;
}
console.log(
  `${done} mutated manifests, seed ${seed}: none throws; ${(sum / done).toFixed(2)} ms CPU each, ` +
    `the slowest ${slowest.milliseconds.toFixed(0)} ms (${slowest.text.length} characters), ${over} over ${BUDGET_MS} ms`,
);
