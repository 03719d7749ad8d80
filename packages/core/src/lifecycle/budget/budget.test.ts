import { describe, expect, it } from 'vitest';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { simulate } from '../simulate.ts';
import { defaultScenario } from '../world/default-scenario.ts';
import { neededSeconds, plannedStop } from './planned-stop.ts';
import { shutdownBudget } from './shutdown-budget.ts';
import { startupBudget } from './startup-budget.ts';

const sidecar = (name: string, more: Container = {}): Container => ({
  name,
  restartPolicy: 'Always',
  ...more,
});
const app: readonly Container[] = [{ name: 'app' }];

describe('startupBudget', () => {
  it('opens at once behind a sidecar without startupProbe (L-003)', () => {
    const budget = startupBudget({ initContainers: [sidecar('proxy')], containers: app });
    expect(budget).toMatchObject({ bestSeconds: 0, worstSeconds: 0 });
    expect(budget.gates[0]).toMatchObject({ opensOn: 'running' });
  });

  it.each([
    // [initialDelaySeconds, periodSeconds, failureThreshold, best, worst]
    [0, 1, 30, 1, 30],
    [5, 3, 3, 6, 12],
    [0, 10, 3, 10, 30],
    [10, 10, 1, 10, 10],
  ])(
    'delay %d, period %d, threshold %d: %d to %d s (L-082, L-083)',
    (delay, period, threshold, best, worst) => {
      const startupProbe = { initialDelaySeconds: delay, periodSeconds: period, failureThreshold: threshold };
      const budget = startupBudget({ initContainers: [sidecar('proxy', { startupProbe })], containers: app });
      expect(budget).toMatchObject({ bestSeconds: best, worstSeconds: worst, slowest: 'proxy' });
    },
  );

  it('anchors later probes to the start of the Pod, not of the container (L-082)', () => {
    const budget = startupBudget({
      initContainers: [
        sidecar('a', { startupProbe: { periodSeconds: 3, failureThreshold: 1 } }),
        sidecar('b', { startupProbe: { periodSeconds: 2, failureThreshold: 2 } }),
      ],
    });
    expect(budget.gates.map((gate) => [gate.bestSeconds, gate.worstSeconds])).toEqual([
      [3, 3],
      [4, 6],
    ]);
  });

  it('has no limit behind an init container, and says why for the later ones', () => {
    const budget = startupBudget({
      initContainers: [{ name: 'migrate' }, sidecar('proxy')],
      containers: app,
    });
    expect(budget).toMatchObject({ bestSeconds: 0, worstSeconds: null, slowest: 'migrate' });
    expect(budget.gates.map((gate) => gate.unbounded)).toEqual([
      'an init container has no time limit',
      'an earlier container has no time limit',
    ]);
  });

  it('counts a postStart sleep, and cannot bound an exec hook (L-008)', () => {
    const sleep = sidecar('a', { lifecycle: { postStart: { sleep: { seconds: 4 } } } });
    const exec = sidecar('b', { lifecycle: { postStart: { exec: { command: ['wait'] } } } });
    expect(startupBudget({ initContainers: [sleep] })).toMatchObject({ bestSeconds: 4, worstSeconds: 4 });
    expect(startupBudget({ initContainers: [exec] })).toMatchObject({ bestSeconds: 0, worstSeconds: null });
  });
});

it('counts initialDelaySeconds from the start, not from the end of the hook, as the simulator does (L-083)', () => {
  const startupProbe = { initialDelaySeconds: 15, periodSeconds: 5, failureThreshold: 2 };
  const lifecycle = { postStart: { sleep: { seconds: 10 } } };
  const spec = { initContainers: [sidecar('a', { startupProbe, lifecycle })], containers: app };
  const { pod } = simulate({
    pod: { spec },
    scenario: defaultScenario({ spec }),
    release: releaseOf('1.36'),
  });
  expect(startupBudget(spec)).toMatchObject({ bestSeconds: 15, worstSeconds: 20 });
  expect(pod.initializedAtSeconds).toBe(15);
});

describe('shutdownBudget', () => {
  const hooked = (name: string, seconds: number): Container => ({
    name,
    lifecycle: { preStop: { sleep: { seconds } } },
  });

  it('stops sidecars after the regular containers, last first (L-122)', () => {
    const spec = { initContainers: [sidecar('a'), { name: 'i' }, sidecar('b')], containers: app };
    expect(shutdownBudget(spec, releaseOf('1.29')).stopOrder).toEqual([['app'], ['b'], ['a']]);
  });

  it('names no wave where there is nobody to signal', () => {
    expect(shutdownBudget({ initContainers: [sidecar('a')] }, releaseOf('1.36')).stopOrder).toEqual([['a']]);
  });

  it('stops all at once on 1.28 (L-130), and leaves a deletion 1 s at least (L-141)', () => {
    const spec = { initContainers: [sidecar('a')], containers: app };
    expect(shutdownBudget(spec, releaseOf('1.28', { SidecarContainers: true })).stopOrder).toEqual([
      ['app', 'a'],
    ]);
    const without = shutdownBudget({ ...spec, terminationGracePeriodSeconds: 0 }, releaseOf('1.36'));
    expect(without).toMatchObject({ graceSeconds: 0, stopOrder: [['app'], ['a']], worstSeconds: 3 });
  });

  it('gives each sidecar what the hooks before it leave, at least 2 s (L-123, L-120)', () => {
    const spec = {
      terminationGracePeriodSeconds: 30,
      initContainers: [sidecar('first'), { ...hooked('second', 28), restartPolicy: 'Always' }],
      containers: [hooked('app', 10)],
    };
    const budget = shutdownBudget(spec, releaseOf('1.36'));
    expect(budget.sidecars).toEqual([
      { container: 'second', mostSeconds: 2, leastSeconds: 2 },
      { container: 'first', mostSeconds: 2, leastSeconds: 2 },
    ]);
    expect(budget).toMatchObject({ worstSeconds: 32, slowest: { container: 'second', preStopSeconds: 28 } });
  });
});

describe('plannedStop', () => {
  it('plans nothing for a Pod without regular containers, which would never come to its stop', () => {
    const spec = { initContainers: [{ name: 'a', restartPolicy: 'Always' }], containers: [] };
    expect(plannedStop(spec, release)).toEqual({ graceSeconds: 30, seconds: 0, containers: [] });
  });

  const release = releaseOf('1.36');
  const spec = {
    initContainers: [sidecar('a'), { name: 'migrate' }, sidecar('b')],
    containers: [{ name: 'app', lifecycle: { preStop: { sleep: { seconds: 20 } } } }],
  };
  const drains = new Map([
    ['b', { drainSeconds: 8 }],
    ['a', { drainSeconds: 5 }],
  ]);

  it('lets each wait for the one behind it, and kills whom the grace period does not reach (L-122, L-123)', () => {
    expect(plannedStop(spec, release, drains)).toEqual({
      graceSeconds: 30,
      seconds: 30,
      containers: [
        { container: 'app', signalledAtSeconds: 20, goneAtSeconds: 20, killed: false, hookCutOff: false },
        { container: 'b', signalledAtSeconds: 20, goneAtSeconds: 28, killed: false, hookCutOff: false },
        { container: 'a', signalledAtSeconds: 28, goneAtSeconds: 30, killed: true, hookCutOff: false },
      ],
    });
    expect(neededSeconds(spec, release, drains)).toBe(33);
  });

  it('signals all at once where sidecars have no order (L-130)', () => {
    const { seconds, containers } = plannedStop(
      spec,
      releaseOf('1.28', { SidecarContainers: true }),
      new Map([['b', { drainSeconds: 8 }]]),
    );
    expect(seconds).toBe(20);
    expect(containers.map(({ container }) => container)).toEqual(['a', 'b', 'app']);
  });

  it('gives a sidecar that SIGTERM does not end the rest, and those before it 2 s (L-123)', () => {
    const { seconds, containers } = plannedStop(
      spec,
      release,
      new Map([
        ['b', { drainSeconds: Infinity }],
        ['a', { drainSeconds: 60 }],
      ]),
    );
    expect(seconds).toBe(32);
    expect(containers.map(({ container, killed }) => [container, killed])).toEqual([
      ['app', false],
      ['b', true],
      ['a', true],
    ]);
  });

  it('leaves a hook that outlasts the grace period (L-131)', () => {
    const stop = plannedStop(spec, release, new Map([['a', { hookSeconds: 40 }]]));
    expect(stop.containers.find(({ hookCutOff }) => hookCutOff)).toBeUndefined();
    const hooked = { ...spec, initContainers: [{ ...sidecar('a'), lifecycle: { preStop: { exec: {} } } }] };
    const { containers } = plannedStop(hooked, release, new Map([['a', { hookSeconds: 40 }]]));
    expect(containers.at(-1)).toMatchObject({ container: 'a', signalledAtSeconds: 30, hookCutOff: true });
  });

  it('needs no probe to pass and no init container to end', () => {
    const startupProbe = { initialDelaySeconds: 3600 };
    const slow = { ...spec, initContainers: [{ name: 'migrate' }, { ...sidecar('a'), startupProbe }] };
    expect(plannedStop({ ...slow, restartPolicy: 'Never' }, release)).toMatchObject({ seconds: 20 });
  });
});
