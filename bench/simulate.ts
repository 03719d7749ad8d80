/**
 * How fast the simulator is, in processor time of one core. Budgets: 1,000,000 timeline events a second on Pods that
 * restart, and 1,000 idle Pod-hours in a second. Run: `pnpm exec node bench/simulate.ts [runs]`.
 */
import type { PodSpec } from '../packages/core/src/kubernetes/api-types.gen.ts';
import { releaseOf } from '../packages/core/src/kubernetes/release.ts';
import { simulate } from '../packages/core/src/lifecycle/simulate.ts';
import { defaultScenario } from '../packages/core/src/lifecycle/world/default-scenario.ts';
import type { Scenario } from '../packages/core/src/lifecycle/world/scenario.ts';

const runs = Number(process.argv[2] ?? 5000);
const release = releaseOf('1.37');

const probes = {
  startupProbe: { periodSeconds: 1 },
  readinessProbe: { periodSeconds: 5 },
  livenessProbe: { periodSeconds: 10 },
};
const spec: PodSpec = {
  restartPolicy: 'Always',
  initContainers: [
    { name: 'migrate', image: 'migrate:1' },
    { name: 'proxy', image: 'proxy:1', restartPolicy: 'Always', ...probes },
  ],
  containers: [{ name: 'app', image: 'app:1', ...probes }],
};

const idle = defaultScenario({ spec });
const crashing: Scenario = {
  ...idle,
  until: 24 * 3_600_000,
  containers: new Map(
    [...idle.containers].map(([name, script]) => [
      name,
      name === 'proxy' ? script.map((run) => ({ ...run, for: 3_000, exitCode: 1 })) : script,
    ]),
  ),
};

function measure(scenario: Scenario, count: number): { readonly events: number; readonly seconds: number } {
  const play = (): number => simulate({ pod: { spec }, scenario, release }).timeline.length;
  for (let warm = 0; warm < count / 5; warm += 1) play();
  const before = process.cpuUsage();
  let events = 0;
  for (let run = 0; run < count; run += 1) events += play();
  return { events, seconds: process.cpuUsage(before).user / 1e6 };
}

const crash = measure(crashing, Math.ceil(runs / 5));
const rate = crash.events / crash.seconds;
console.log(
  `crash loop of a day  ${crash.events} events in ${crash.seconds.toFixed(2)} s: ` +
    `${Math.round(rate)} events/s, ${(rate / 1e6).toFixed(2)} × budget (≥ 1)`,
);
const still = measure(idle, runs);
const thousand = (still.seconds / runs) * 1000;
console.log(`idle Pod-hours       1000 in ${thousand.toFixed(2)} s, ${thousand.toFixed(2)} × budget (≤ 1)`);
