import { describe, expect, it } from 'vitest';
import { lines, play } from '../../test/lifecycle-play.ts';
import type { Run, TimelineEvent } from './timeline.ts';

type PodStatus = TimelineEvent & { readonly event: 'PodStatus' };

const statuses = ({ timeline }: Run): readonly PodStatus[] =>
  timeline.filter((entry): entry is PodStatus => entry.event === 'PodStatus');

describe('probes', () => {
  it('L-081: a probe without numbers tries every 10 s from the start and gives up after 3', () => {
    const run = play('init: [sc*(startup: never passes)], main: [main]', { untilSeconds: 31 });
    expect(lines(run, /^(EV Unhealthy|PROBE|TERM)/)).toEqual([
      '10 | EV Unhealthy sc#0 startup',
      '20 | EV Unhealthy sc#0 startup',
      '30 | EV Unhealthy sc#0 startup | PROBE sc#0 startup=Failure | TERM sc#0 (30)',
    ]);
  });

  it('L-084: readiness and liveness wait for started', () => {
    const run = play(
      'main: [main(startup: period 5, passes from 12 s; readiness: period 2, never passes; liveness: period 3, failureThreshold 9, never passes)]',
      { untilSeconds: 18 },
    );
    expect(lines(run, /^(EV Unhealthy|PROBE)/)).toEqual([
      '5 | EV Unhealthy main#0 startup',
      '10 | EV Unhealthy main#0 startup',
      '15 | PROBE main#0 startup=Success | EV Unhealthy main#0 readiness',
      '17 | EV Unhealthy main#0 readiness',
      '18 | EV Unhealthy main#0 liveness',
    ]);
  });

  it('L-092: a readiness probe that fails for ever restarts nothing', () => {
    const run = play('init: [sc*(readiness: period 1, failureThreshold 1, fails from 5)], main: [main]', {
      untilSeconds: 600,
    });
    expect(lines(run, /^(START|EXIT|TERM)/)).toEqual(['0 | START sc#0 | START main#0']);
    expect(run.pod.ready).toBe('1/2');
  });
});

describe('status', () => {
  it('L-177: deletion itself leaves the Pod Ready; it falls as containers stop', () => {
    const run = play('init: [sc*], main: [main(stops in 4 s -> 0)]', { pod: { deleteAt: 5000 } });
    const late = statuses(run).filter(({ atSeconds }) => atSeconds >= 5);
    expect(late.map(({ atSeconds, conditions }) => [atSeconds, conditions['Ready']])).toEqual([
      [5, true],
      [9, false],
    ]);
  });

  it.each([
    ['1.36', true],
    ['1.35', false],
  ] as const)('L-178: in %s PodReadyToStartContainers is %s while the first image is pulled', (at, known) => {
    const run = play('init: [sc*], main: [main]', {
      at,
      pod: { deleteAt: 2000 },
      runs: { sc: { pull: 5000 } },
    });
    const seen = statuses(run).find(({ atSeconds }) => atSeconds === 2);
    expect(seen?.conditions['PodReadyToStartContainers']).toBe(known);
  });

  it('L-178: 1.28 has no such condition unless its gate is on', () => {
    const shown = (gates: Readonly<Record<string, boolean>>): boolean =>
      statuses(play('main: [main]', { at: '1.28', gates })).some(
        ({ conditions }) => 'PodReadyToStartContainers' in conditions,
      );
    expect(shown({})).toBe(false);
    expect(shown({ PodReadyToStartContainersCondition: true })).toBe(true);
  });

  it.each([
    ['an eviction', { evictAt: 5000 }],
    ['a node shutdown', { nodeShutdownAt: 5000 }],
  ])('L-179: DisruptionTarget of %s comes with the phase Failed, not before', (_what, pod) => {
    const run = play('main: [main(readiness: period 2, fails from 5; preStop sleep 9; stops in 1 s -> 1)]', {
      pod,
      spec: { terminationGracePeriodSeconds: 20 },
    });
    expect(statuses(run).filter(({ conditions }) => conditions['DisruptionTarget'] === true)).toMatchObject([
      { phase: 'Failed', conditions: { Ready: false } },
    ]);
  });

  it('L-195: a sidecar that crashes shows over healthy regular containers', () => {
    const run = play('init: [sc*(run 5 -> 1)], main: [main]', { untilSeconds: 11 });
    expect(lines(run, /^(ST |START)/).slice(1)).toEqual([
      '5 | ST Running 1/2 Init:Error [I] | START sc#1 | ST Running 2/2 Running [RI]',
      '10 | ST Running 1/2 Init:Error [I] | ST Running 1/2 Init:CrashLoopBackOff [I]',
    ]);
  });

  it('L-195: a restarted sidecar with a pending startupProbe shows Init again', () => {
    const run = play('init: [sc*(startup: period 2, passes from 1 s; run 5 -> 1)], main: [main]', {
      untilSeconds: 5,
    });
    expect(lines(run, /^(ST |START)/).slice(2)).toEqual([
      '5 | ST Running 1/2 Init:Error [I] | START sc#1 | ST Running 1/2 Init:0/1 [I]',
    ]);
  });

  it.each([0, 9])('L-198, L-211: a Job whose sidecar ends with %i is Completed', (exitCode) => {
    const run = play('restartPolicy: Never, job: {backoffLimit: 0}, init: [sc*], main: [main(run 5 -> 0)]', {
      runs: { sc: { onSigterm: { ignored: false, exitsAfter: 1000, exitCode } } },
    });
    expect(lines(run, /^(JOB|FINAL)/)).toEqual([
      '6 | JOB Complete CompletionsReached | FINAL Succeeded 0/2 Completed',
    ]);
  });
});

describe('Jobs', () => {
  it('L-214: a Job past its deadline deletes its Pod with the grace period of the spec', () => {
    const run = play(
      'tgps: 9, restartPolicy: Never, job: {activeDeadlineSeconds: 5}, init: [sc*], main: [main]',
    );
    expect(lines(run, /^(JOB|DELETE|TERM)/)).toEqual([
      '5 | JOB Failed DeadlineExceeded | DELETE (9) | TERMINATING (9) | TERM main#0 (9) | TERM sc#0 (9)',
    ]);
  });

  it('L-217: restarts by a rule are invisible to podFailurePolicy, and count in restartCount', () => {
    const run = play(
      'restartPolicy: Never, job: {podFailurePolicy: [{action: FailJob, onExitCodes: {operator: In, values: [42]}}]}, main: [main(restartPolicy Never, rule In [42] Restart; run 3 -> 42, 3 -> 0)]',
    );
    expect(lines(run, /^(JOB|EXIT|FINAL)/)).toEqual([
      '3 | EXIT main#0 42',
      '6 | EXIT main#1 0 | JOB Complete CompletionsReached | FINAL Succeeded 0/1 Completed',
    ]);
    expect(run.pod.containers[0]?.restartCount).toBe(1);
  });
});
