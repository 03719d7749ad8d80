import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { KUBERNETES_VERSIONS } from '../kubernetes/version.ts';
import { containersOf } from '../workload/container-role.ts';
import { simulate } from './simulate.ts';
import type { Run, TimelineEvent } from './timeline.ts';
import { defaultScenario } from './world/default-scenario.ts';
import type { RunScript, Scenario } from './world/scenario.ts';

const tenths = (most: number): fc.Arbitrary<number> =>
  fc.integer({ min: 0, max: most * 10 }).map((n) => n * 100);
const endless = (most: number): fc.Arbitrary<number> =>
  fc.oneof({ weight: 2, arbitrary: tenths(most) }, fc.constant(Infinity));

const probe = fc.record({
  exec: fc.constant({ command: ['p'] }),
  periodSeconds: fc.integer({ min: 1, max: 12 }),
  failureThreshold: fc.integer({ min: 1, max: 3 }),
  initialDelaySeconds: fc.integer({ min: 0, max: 5 }),
});
const hook = fc.oneof(
  fc.constant({ exec: {} }),
  fc.record({ sleep: fc.record({ seconds: fc.integer({ min: 0, max: 8 }) }) }),
);

const container = (name: string, restartPolicy?: string): fc.Arbitrary<Container> =>
  fc
    .record(
      {
        startupProbe: probe,
        readinessProbe: probe,
        livenessProbe: probe,
        lifecycle: fc.record({ postStart: hook, preStop: hook }, { requiredKeys: [] }),
      },
      { requiredKeys: [] },
    )
    .map(
      (fields) =>
        ({ name, image: `${name}:1`, ...fields, ...(restartPolicy && { restartPolicy }) }) as Container,
    );

const init = (index: number): fc.Arbitrary<Container> =>
  fc.oneof(fc.constant({ name: `i${index}`, image: 'i:1' } as Container), container(`i${index}`, 'Always'));

const withRule = (all: Container): Container => ({
  ...all,
  restartPolicy: 'Never',
  restartPolicyRules: [{ action: 'RestartAllContainers', exitCodes: { operator: 'NotIn', values: [0] } }],
});

const spec: fc.Arbitrary<PodSpec> = fc.record({
  restartPolicy: fc.constantFrom('Always', 'OnFailure', 'Never'),
  terminationGracePeriodSeconds: fc.integer({ min: 0, max: 12 }),
  initContainers: fc.tuple(init(0), init(1), init(2)).chain((all) => fc.subarray(all)),
  containers: fc
    .tuple(fc.oneof(container('a'), container('a').map(withRule)), container('b'))
    .chain((all) => fc.subarray(all, { minLength: 1 })),
});

const exitCode = fc.constantFrom(0, 1, 137);
const script = fc.record({
  succeedsAfter: endless(15),
  fails: fc.array(
    fc.tuple(tenths(30), tenths(30)).map(([from, length]) => ({ from, to: from + length })),
    { maxLength: 2 },
  ),
  errors: fc.constant([]),
  takes: fc.constantFrom(0, 0, 0, 400, 1_500),
});
const run: fc.Arbitrary<RunScript> = fc.record({
  pull: fc.constantFrom(0, 0, 0, 1_500, 'fails' as const),
  for: endless(20),
  exitCode,
  postStart: fc.record({ takes: tenths(5), exitCode }),
  preStop: fc.record({ takes: tenths(20), exitCode }),
  probes: fc.record({ startup: script, readiness: script, liveness: script }),
  onSigterm: fc.oneof(
    fc.constant({ ignored: true as const }),
    fc.record({ ignored: fc.constant(false as const), exitsAfter: tenths(6), exitCode }),
  ),
});

/** A rule that restarts all without pause would fill an instant (L-067). */
const untilForever = (runs: readonly RunScript[]): readonly RunScript[] => [
  ...runs,
  ...runs.slice(-1).map((last) => ({ ...last, for: Infinity })),
];

const at = fc.option(tenths(60), { freq: 2 });

interface Case {
  readonly spec: PodSpec;
  readonly scenario: Scenario;
}

const cases: fc.Arbitrary<Case> = spec.chain((pod) =>
  fc
    .record({
      runs: fc.array(fc.array(run, { minLength: 1, maxLength: 3 }), { minLength: 5, maxLength: 5 }),
      pod: fc.record({
        deleteAt: at,
        gracePeriodSeconds: fc.option(fc.integer({ min: 0, max: 10 })),
        evictAt: at,
        nodeShutdownAt: at,
        nodeShutdownGracePeriodSeconds: fc.option(fc.integer({ min: 0, max: 10 })),
        sandboxLostAt: at,
      }),
    })
    .map(({ runs, pod: requests }) => ({
      spec: pod,
      scenario: {
        ...defaultScenario({ spec: pod }),
        until: 200_000,
        pod: requests,
        containers: new Map(
          containersOf(pod).map(({ container: { name = '', restartPolicyRules } }, index) => [
            name,
            restartPolicyRules === undefined ? (runs[index] ?? []) : untilForever(runs[index] ?? []),
          ]),
        ),
      },
    })),
);

const version = fc.constantFrom(...KUBERNETES_VERSIONS);

const play = ({ spec: podSpec, scenario }: Case, at: (typeof KUBERNETES_VERSIONS)[number]): Run =>
  simulate({
    pod: { metadata: { name: 'p' }, spec: podSpec },
    scenario,
    release: releaseOf(at, at === '1.28' ? { SidecarContainers: true } : {}),
  });

const check = (property: (run: Run, input: Case) => void, runs: number = 300): void =>
  fc.assert(
    fc.property(cases, version, (input, at) => property(play(input, at), input)),
    { numRuns: runs, seed: 753 },
  );

const of = <Name extends TimelineEvent['event']>(
  { timeline }: Run,
  name: Name,
): (TimelineEvent & { event: Name })[] =>
  timeline.filter((event): event is TimelineEvent & { event: Name } => event.event === name);

describe('every run', () => {
  it('goes forward in time', () => {
    check(({ timeline }) => {
      timeline.forEach(({ atSeconds }, index) => {
        expect(atSeconds).toBeGreaterThanOrEqual(timeline[index - 1]?.atSeconds ?? 0);
      });
    });
  });

  it('is the same twice', () => {
    fc.assert(
      fc.property(cases, version, (input, at) => {
        expect(play(input, at)).toEqual(play(input, at));
      }),
      { numRuns: 100, seed: 753 },
    );
  });

  it('starts nothing once the terminating routine has begun (L-146)', () => {
    check((run) => {
      const begun = run.timeline.findIndex(({ event }) => event === 'TerminationStarted');
      if (begun < 0) return;
      expect(run.timeline.slice(begun).filter(({ event }) => event === 'Started')).toEqual([]);
    });
  });

  it('stops within the grace period, 2 s, and 1 s for each truncation (L-123, L-124)', () => {
    check((run) => {
      const [begun] = of(run, 'TerminationStarted');
      const [finished] = of(run, 'PodFinished');
      if (begun === undefined || finished === undefined) return;
      expect(finished.atSeconds - begun.atSeconds).toBeLessThanOrEqual(begun.graceSeconds + 2 + 2);
    });
  });

  it('has one instance of a container at a time, counted from 0', () => {
    check((run) => {
      const up = new Map<string, number>();
      const count = new Map<string, number>();
      for (const event of run.timeline) {
        if (event.event === 'Started') {
          expect(up.has(event.container)).toBe(false);
          expect(event.instance).toBe(count.get(event.container) ?? 0);
          up.set(event.container, event.instance);
          count.set(event.container, event.instance + 1);
        }
        if (event.event === 'Exited') {
          expect(up.get(event.container)).toBe(event.instance);
          up.delete(event.container);
        }
      }
      if (of(run, 'PodFinished').length > 0) expect(up.size).toBe(0);
    });
  });

  it('gives every signal 2 s or more (L-120)', () => {
    check((run) => {
      for (const { graceSeconds } of of(run, 'SignalSent')) expect(graceSeconds).toBeGreaterThanOrEqual(2);
    });
  });

  it('publishes only what changed', () => {
    check((run) => {
      const seen = of(run, 'PodStatus').map(({ phase, ready, status, conditions }) =>
        JSON.stringify({ phase, ready, status, ...conditions, PodReadyToStartContainers: null }),
      );
      seen.forEach((status, index) => {
        expect(status).not.toBe(seen[index - 1]);
      });
    });
  });

  it('never hears again of an instance that RestartAllContainers has removed (L-066)', () => {
    let removals = 0;
    const restarting = cases.filter(({ spec: { containers = [] } }) =>
      containers.some(({ restartPolicyRules }) => restartPolicyRules !== undefined),
    );
    fc.assert(
      fc.property(restarting, (input) => {
        const removed = new Set<string>();
        for (const event of play(input, '1.36').timeline) {
          if (!('instance' in event) || event.event === 'KubernetesEvent') continue;
          const instance = `${event.container}#${event.instance}`;
          expect(removed).not.toContain(instance);
          if (event.event === 'Removed') removed.add(instance);
        }
        removals += removed.size;
      }),
      { numRuns: 300, seed: 753 },
    );
    expect(removals).toBeGreaterThan(100);
  });

  it('has a phase that no exit code of a sidecar decides (L-143, L-171)', () => {
    fc.assert(
      fc.property(cases, version, exitCode, (input, at, code) => {
        const sidecars = new Set(
          containersOf(input.spec).flatMap(({ role, container: { name = '' } }) =>
            role === 'sidecar' ? [name] : [],
          ),
        );
        const changed = new Map(
          [...input.scenario.containers].map(([name, runs]) => [
            name,
            sidecars.has(name) ? runs.map((each) => withExitCode(each, code)) : runs,
          ]),
        );
        const other = play({ ...input, scenario: { ...input.scenario, containers: changed } }, at);
        expect(phases(other)).toEqual(phases(play(input, at)));
      }),
      { numRuns: 300, seed: 753 },
    );
  });
});

const withExitCode = (script: RunScript, exitCode: number): RunScript => ({
  ...script,
  exitCode,
  onSigterm: script.onSigterm.ignored ? script.onSigterm : { ...script.onSigterm, exitCode },
});

const phases = (run: Run): readonly string[] => {
  const each = of(run, 'PodStatus').map(({ atSeconds, phase }) => `${atSeconds} ${phase}`);
  const names = each.map((text) => text.split(' ')[1]);
  return each.filter((_, index) => names[index] !== names[index - 1]);
};
