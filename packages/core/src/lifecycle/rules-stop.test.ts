import { describe, expect, it } from 'vitest';
import { eventTexts, lines, play } from '../../test/lifecycle-play.ts';

const signals = /^(TERM |KILL |KILLPOD|TERMINATING|EXIT|FINAL)/;

describe('stops', () => {
  it.each([
    ['1.36', true, 'SIGUSR1', 'SIGUSR1'],
    ['1.33', true, 'SIGUSR1', 'SIGUSR1'],
    ['1.36', false, 'SIGUSR1', 'SIGTERM'],
    ['1.36', true, undefined, 'SIGTERM'],
  ] as const)(
    'L-133: in %s with ContainerStopSignals %s and stopSignal %s the signal is %s',
    (at, gate, stopSignal, sent) => {
      const run = play('main: [main]', {
        at,
        gates: { ContainerStopSignals: gate },
        spec: {
          os: { name: 'linux' },
          containers: [{ name: 'main', image: 'm', ...(stopSignal && { lifecycle: { stopSignal } }) }],
        },
        pod: { deleteAt: 5000 },
      });
      expect(run.timeline.flatMap((entry) => (entry.event === 'SignalSent' ? [entry.signal] : []))).toEqual([
        sent,
      ]);
    },
  );

  it('L-139: when all is done the sidecars get the grace period of the spec, and their codes count for nothing', () => {
    const run = play(
      'tgps: 7, restartPolicy: Never, init: [sc*(stops in 1 s -> 9)], main: [main(run 5 -> 0)]',
    );
    expect(lines(run, signals)).toEqual([
      '5 | EXIT main#0 0 | KILLPOD | TERM sc#0 (7)',
      '6 | EXIT sc#0 9 | TERMINATING (7) | FINAL Succeeded 0/2 Completed',
    ]);
  });

  it('L-139: with nothing left running there is no kill', () => {
    const run = play('restartPolicy: Never, main: [main(run 5 -> 0)]');
    expect(lines(run, signals)).toEqual([
      '5 | EXIT main#0 0 | TERMINATING (30) | FINAL Succeeded 0/1 Completed',
    ]);
  });

  it('L-147: container states stand still while the Pod stops, and all change at its end', () => {
    const run = play('init: [sc*(stops in 3 s -> 0)], main: [main(stops in 2 s -> 0)]', {
      pod: { deleteAt: 5000 },
    });
    expect(lines(run, /^(ST|DELETE|EXIT|FINAL)/).slice(1)).toEqual([
      '5 | DELETE (30) | ST Running 2/2 Terminating [RI]',
      '7 | EXIT main#0 0',
      '10 | EXIT sc#0 0 | FINAL Succeeded 0/2 Completed',
    ]);
  });

  it('L-147: readiness alone still shows while the Pod stops', () => {
    const run = play(
      'main: [main(readiness: period 2, failureThreshold 1, fails from 6; stops in 9 s -> 0)]',
      {
        pod: { deleteAt: 5000 },
      },
    );
    expect(lines(run, /^(ST|DELETE|PROBE|EXIT|FINAL)/).slice(1)).toEqual([
      '5 | DELETE (30) | ST Running 1/1 Terminating [RI]',
      '6 | PROBE main#0 readiness=Failure | ST Running 0/1 Terminating [I]',
      '14 | EXIT main#0 0 | FINAL Succeeded 0/1 Completed',
    ]);
  });

  it.each([
    ['the group of its priority', 4, 4],
    ['the spec, where that is less', 40, 20],
  ])('L-154: a node shutdown gives the time of %s', (_what, given, grace) => {
    const run = play('tgps: 20, init: [sc*(stops in 1 s -> 0)], main: [main(stops in 2 s -> 1)]', {
      pod: { nodeShutdownAt: 5000, nodeShutdownGracePeriodSeconds: given },
    });
    expect(lines(run, signals)).toEqual([
      `5 | TERMINATING (${grace}) | TERM main#0 (${grace})`,
      `7 | EXIT main#0 1 | TERM sc#0 (${grace - 2})`,
      '8 | EXIT sc#0 0 | FINAL Failed 0/2 Error',
    ]);
    expect(run.pod.reason).toBe('Terminated');
  });

  it.each([
    ['an eviction waits 10 s', { evictAt: 5000 }, 15],
    ['a node shutdown of 4 s waits 10 s', { nodeShutdownAt: 5000, nodeShutdownGracePeriodSeconds: 4 }, 15],
    ['a node shutdown of 20 s waits 30 s', { nodeShutdownAt: 5000, nodeShutdownGracePeriodSeconds: 20 }, 35],
  ])('L-155, L-267: %s before it complains', (_what, pod, atSeconds) => {
    const busy = play('main: [main(postStart 50 s: ok)]', { pod });
    expect(eventTexts(busy, /Exceeded/)).toEqual([
      `${atSeconds} Warning ExceededGracePeriod Pod: Container runtime did not kill the pod within specified grace period.`,
    ]);
    expect(eventTexts(play('main: [main]', { pod }), /Exceeded/)).toEqual([]);
  });

  it('L-097: once the Pod stops only sidecars are probed for liveness, and nothing is killed for it', () => {
    const probe = 'liveness: period 2, failureThreshold 1, fails from 6; stops in 4 s -> 0';
    const run = play(`init: [sc*(${probe})], main: [main(${probe})]`, { pod: { deleteAt: 5000 } });
    expect(lines(run, /^(EV Unhealthy|PROBE|TERM |START)/).slice(1)).toEqual([
      '5 | TERM main#0 (30)',
      '6 | EV Unhealthy sc#0 liveness | PROBE sc#0 liveness=Failure',
      '9 | TERM sc#0 (26)',
    ]);
  });

  it('L-271: the Killing event of a sidecar comes with the others, its signal after them', () => {
    const run = play('init: [sc*(stops in 1 s -> 0)], main: [main(stops in 8 s -> 0)]', {
      pod: { deleteAt: 5000 },
    });
    expect(lines(run, /^(EV Killing sc|TERM sc)/)).toEqual(['5 | EV Killing sc', '13 | TERM sc#0 (22)']);
  });
});
