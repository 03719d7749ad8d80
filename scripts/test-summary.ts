/** Adds up the test results that vitest wrote in each package, and prints `N passed, N failed`. */
import { globSync, readFileSync } from 'node:fs';

interface Results {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly success: boolean;
}

const root = new URL('..', import.meta.url).pathname;
const reports = globSync('{packages,apps,examples}/*/test-results.json', { cwd: root }).map(
  (file): Results => JSON.parse(readFileSync(`${root}${file}`, 'utf8')),
);
const passed = reports.reduce((sum, report) => sum + report.numPassedTests, 0);
const failed = reports.reduce((sum, report) => sum + report.numFailedTests, 0);
console.log(`${passed} passed, ${failed} failed`);
if (failed > 0 || passed === 0 || reports.some((report) => !report.success)) process.exitCode = 1;
