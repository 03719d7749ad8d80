import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Container, PodSpec, Probe } from '../../kubernetes/api-types.gen.ts';
import { type Release, releaseOf } from '../../kubernetes/release.ts';
import { simulate } from '../simulate.ts';
import { defaultScenario, PROBE_DEFAULT } from '../world/default-scenario.ts';
import type { RunScript, Scenario } from '../world/scenario.ts';
import { shutdownBudget } from './shutdown-budget.ts';
import { startupBudget } from './startup-budget.ts';

const probe: fc.Arbitrary<Probe> = fc.record({
  initialDelaySeconds: fc.integer({ min: 0, max: 12 }),
  periodSeconds: fc.integer({ min: 1, max: 7 }),
  failureThreshold: fc.integer({ min: 1, max: 5 }),
});
const sleep = fc.integer({ min: 0, max: 12 }).map((seconds) => ({ sleep: { seconds } }));
const maybe = <Value>(one: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> =>
  fc.option(one, { nil: undefined });

const hooked = (name: string, preStop: Container['lifecycle'] | undefined): Container => ({
  name,
  ...(preStop && { lifecycle: preStop }),
});

/** Sidecars with what holds the start up, and hooks that hold the stop up. */
const specs: fc.Arbitrary<PodSpec> = fc
  .record({
    grace: fc.integer({ min: 0, max: 20 }),
    sidecars: fc.array(
      fc.record({ startupProbe: maybe(probe), postStart: maybe(sleep), preStop: maybe(sleep) }),
      { maxLength: 3 },
    ),
    hooks: fc.array(maybe(sleep), { minLength: 1, maxLength: 2 }),
  })
  .map(({ grace, sidecars, hooks }) => ({
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: grace,
    initContainers: sidecars.map(({ startupProbe, postStart, preStop }, index) => ({
      name: `sidecar-${index}`,
      restartPolicy: 'Always',
      ...(startupProbe && { startupProbe }),
      lifecycle: { ...(postStart && { postStart }), ...(preStop && { preStop }) },
    })),
    containers: hooks.map((preStop, index) => hooked(`app-${index}`, preStop && { preStop })),
  }));

const NEWEST = releaseOf('1.36');
const OLDEST = releaseOf('1.28', { SidecarContainers: true });

function play(
  spec: PodSpec,
  release: Release,
  change: (run: RunScript) => Partial<RunScript>,
  deleteAt?: number,
) {
  const base = defaultScenario({ spec });
  const scenario: Scenario = {
    ...base,
    pod: { ...base.pod, deleteAt: deleteAt ?? null },
    containers: new Map(
      [...base.containers].map(([name, all]) => [name, all.map((run) => ({ ...run, ...change(run) }))]),
    ),
  };
  return simulate({ pod: { spec }, scenario, release });
}

it('starts as early as the simulator does where everything goes at once', () => {
  fc.assert(
    fc.property(specs, (spec) => {
      expect(play(spec, NEWEST, () => ({})).pod.initializedAtSeconds).toBe(startupBudget(spec).bestSeconds);
    }),
  );
});

it('starts as late as the simulator does where one probe succeeds with its last attempt', () => {
  const single = specs.filter(({ initContainers = [] }) => initContainers.length === 1);
  fc.assert(
    fc.property(single, (spec) => {
      const { worstSeconds } = startupBudget(spec);
      const late = play(spec, NEWEST, ({ probes }) => ({
        probes: { ...probes, startup: { ...PROBE_DEFAULT, succeedsAfter: (worstSeconds ?? 0) * 1000 } },
      }));
      expect(late.pod.initializedAtSeconds).toBe(worstSeconds);
    }),
  );
});

it('is gone as late as the simulator says where nothing obeys SIGTERM', () => {
  fc.assert(
    fc.property(specs, fc.constantFrom(NEWEST, OLDEST), (spec, release) => {
      const run = play(spec, release, () => ({ onSigterm: { ignored: true } }), 600_000);
      expect((run.pod.finishedAtSeconds ?? 0) - 600).toBe(shutdownBudget(spec, release).worstSeconds);
    }),
  );
});
