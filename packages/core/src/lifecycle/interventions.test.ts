import { describe, expect, it } from 'vitest';
import { type Asked, eventTexts, lines, play } from '../../test/lifecycle-play.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';

const PROCESS = /^(START|EXIT|TERM |KILL )/;

const steps = (pod: string, asked: Asked): readonly string[] => lines(play(pod, asked), PROCESS);

describe('a changed image', () => {
  const changed = { sc: { imageChange: { at: 10_000, to: 'sc:v2' } } };

  it.each<readonly [KubernetesVersion, readonly string[]]>([
    ['1.31', ['0 | START sc#0 | START main#0']],
    ['1.32', ['0 | START sc#0 | START main#0', '10 | TERM sc#0 (30)', '12 | EXIT sc#0 0 | START sc#1']],
  ])('L-069: restarts a sidecar that runs from 1.32 on (%s)', (at, expected) => {
    const asked = { at, done: changed, untilSeconds: 20 };
    expect(steps('init: [sc*(stops in 2 s -> 0)], main: [main]', asked)).toEqual(expected);
  });

  it('L-020, L-260: says that the definition of the init container changed', () => {
    const run = play('init: [sc*], main: [main]', { done: changed, untilSeconds: 20 });
    expect(eventTexts(run, /Killing/)).toEqual([
      '10 Normal Killing sc: Init container sc definition changed',
    ]);
    expect(eventTexts(run, /^10 .*Pulled sc/)[0]).toContain('"sc:v2"');
  });

  it('L-025, L-260: restarts a regular container whatever the policy', () => {
    const asked = {
      at: '1.29' as const,
      done: { main: { imageChange: { at: 10_000, to: 'main:v2' } } },
      untilSeconds: 20,
      spec: { restartPolicy: 'Never' },
    };
    const pod = 'init: [sc*], main: [main(stops in 1 s -> 0)]';
    expect(steps(pod, asked).slice(1)).toEqual([
      '10 | TERM main#0 (30)',
      '11 | EXIT main#0 0 | START main#1',
    ]);
    expect(eventTexts(play(pod, asked), /Killing/)).toEqual([
      '10 Normal Killing main: Container main definition changed, will be restarted',
    ]);
  });

  it('L-058: begins the back-off anew', () => {
    const pod = 'init: [sc*(run 5 -> 1)], main: [main]';
    const starts = (asked: Asked): readonly string[] =>
      lines(play(pod, { untilSeconds: 60, ...asked }), /^START sc/).map((line) => line.split(' | ')[0] ?? '');
    expect(starts({})).toEqual(['0', '5', '20', '45']);
    expect(starts({ done: { sc: { imageChange: { at: 12_000, to: 'sc:v2' } } } })).toEqual([
      '0',
      '5',
      '12',
      '27',
      '52',
    ]);
  });
});

describe('a resize', () => {
  const spec = (policy: string): Asked['spec'] => ({
    initContainers: [
      {
        name: 'sc',
        image: 'sc:v1',
        restartPolicy: 'Always',
        resizePolicy: [{ resourceName: 'memory', restartPolicy: policy }],
      },
    ],
  });
  const at = { at: 10_000, resources: ['memory'] };

  it.each<readonly [KubernetesVersion, string, boolean]>([
    ['1.32', 'RestartContainer', false],
    ['1.33', 'RestartContainer', true],
    ['1.33', 'NotRequired', false],
  ])('L-020: restarts a sidecar in %s with %s: %s', (version, policy, restarts) => {
    const run = play('init: [sc*], main: [main]', {
      at: version,
      untilSeconds: 20,
      spec: spec(policy) ?? {},
      done: { sc: { resize: at } },
    });
    expect(lines(run, PROCESS).slice(1)).toEqual(
      restarts ? ['10 | TERM sc#0 (30) | EXIT sc#0 143 | START sc#1'] : [],
    );
    if (restarts) expect(eventTexts(run, /Killing/)[0]).toContain('Container sc resize requires restart');
  });

  it('L-025, L-260: restarts a regular container whose policy says so', () => {
    const run = play('main: [main(stops in 1 s -> 0)]', {
      untilSeconds: 20,
      spec: {
        containers: [
          { name: 'main', resizePolicy: [{ resourceName: 'cpu', restartPolicy: 'RestartContainer' }] },
        ],
      },
      done: { main: { resize: { at: 10_000, resources: ['cpu'] } } },
    });
    expect(lines(run, PROCESS).slice(1)).toEqual([
      '10 | TERM main#0 (30)',
      '11 | EXIT main#0 0 | START main#1',
    ]);
    expect(eventTexts(run, /Killing/)).toEqual([
      '10 Normal Killing main: Container main resize requires restart',
    ]);
  });

  it.each<readonly [KubernetesVersion, string]>([
    ['1.33', '20'],
    ['1.34', '12'],
  ])('L-058: begins the back-off anew from 1.34 on (%s)', (version, third) => {
    const run = play('init: [sc*(run 5 -> 1)], main: [main]', {
      at: version,
      untilSeconds: 20,
      done: { sc: { resize: { at: 12_000, resources: ['cpu'] } } },
    });
    expect(lines(run, /^START sc/).map((line) => line.split(' | ')[0])).toEqual(['0', '5', third]);
  });
});

describe('ephemeral containers', () => {
  const spec = { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] };

  it('L-017: start before init containers of the same sync, and only once', () => {
    const asked = { spec, untilSeconds: 20, runs: { debug: { for: 5_000, exitCode: 1 } } };
    expect(steps('init: [i(run 3 -> 0)], main: [main]', asked)).toEqual([
      '0 | START debug#0 | START i#0',
      '3 | EXIT i#0 0 | START main#0',
      '5 | EXIT debug#0 1',
    ]);
  });

  it('L-017: may be added later', () => {
    const asked = { spec, untilSeconds: 20, done: { debug: { addedAt: 8_000 } } };
    expect(steps('init: [sc*], main: [main]', asked)).toEqual([
      '0 | START sc#0 | START main#0',
      '8 | START debug#0',
    ]);
  });

  it('L-122: neither wait nor are waited for', () => {
    const asked = {
      spec,
      pod: { deleteAt: 10_000 },
      runs: { debug: { onSigterm: { ignored: false, exitsAfter: 5_000, exitCode: 0 } as const } },
    };
    expect(steps('init: [sc*(stops in 1 s -> 0)], main: [main(stops in 2 s -> 0)]', asked).slice(1)).toEqual([
      '10 | TERM main#0 (30) | TERM debug#0 (30)',
      '12 | EXIT main#0 0 | TERM sc#0 (28)',
      '13 | EXIT sc#0 0',
      '15 | EXIT debug#0 0',
    ]);
  });

  it('L-017: do not count for the phase', () => {
    const run = play('restartPolicy: Never, main: [main(run 10 -> 0)]', { spec });
    expect(run.pod).toMatchObject({ phase: 'Succeeded', finishedAtSeconds: 10, ready: '0/1' });
    expect(run.pod.containers.at(-1)).toMatchObject({ name: 'debug', role: 'ephemeral', exitCode: 143 });
  });
});

describe('a container that cannot be created', () => {
  const done = { sc: { creation: { fails: 'CreateContainerConfigError', until: 25_000 } } } as const;

  it('L-010, L-015: is tried again, holds back what comes after it, and never fails the Pod', () => {
    const run = play('init: [sc*], main: [main]', { done, untilSeconds: 40 });
    expect(lines(run, /^(START|ST )/)).toEqual([
      '0 | ST Pending 0/2 Init:0/1 [] | ST Pending 0/2 Init:CreateContainerConfigError []',
      '25 | START sc#0 | ST Pending 1/2 PodInitializing [I] | START main#0 | ST Running 2/2 Running [RI]',
    ]);
  });

  it('L-257: has an event each time', () => {
    const run = play('init: [sc*], main: [main]', { done, untilSeconds: 40 });
    // The sandbox, once it is there, asks for a second sync at once.
    expect(eventTexts(run, /Failed/)).toEqual([0, 0, 10, 20].map((at) => `${at} Warning Failed sc: Error: `));
  });
});

describe('a probe that ends in an error', () => {
  const runs = (from: number): Asked['runs'] => ({
    sc: {
      probes: {
        startup: { succeedsAfter: 0, fails: [], errors: [], takes: 0 },
        readiness: { succeedsAfter: 0, fails: [], errors: [], takes: 0 },
        liveness: {
          succeedsAfter: 0,
          fails: [{ from, to: Infinity }],
          errors: [{ from: from + 6_000, to: from + 16_000 }],
          takes: 0,
        },
      },
    },
  });

  it('L-085: changes no counter', () => {
    const pod = 'init: [sc*(liveness: period 5, failureThreshold 3)], main: [main]';
    const run = play(pod, { runs: runs(4_000) ?? {}, untilSeconds: 40 });
    // Failures at 5 and 25, errors at 10 to 15, failures at 20: the third failure counts.
    expect(lines(run, /^PROBE/)).toEqual(['25 | PROBE sc#0 liveness=Failure']);
  });

  it.each<readonly [KubernetesVersion, string]>([
    ['1.32', 'Liveness probe errored: '],
    ['1.33', 'Liveness probe errored and resulted in unknown state: '],
  ])('L-262: is told as such (%s)', (at, text) => {
    const pod = 'init: [sc*(liveness: period 5, failureThreshold 9)], main: [main]';
    const run = play(pod, { at, runs: runs(4_000) ?? {}, untilSeconds: 16 });
    expect(eventTexts(run, /errored/)).toEqual([
      `10 Warning Unhealthy sc: ${text}`,
      `15 Warning Unhealthy sc: ${text}`,
    ]);
  });
});

describe('an attempt that takes its time', () => {
  const takes = (ms: number): Asked['runs'] => {
    const quick = { succeedsAfter: 0, fails: [], errors: [], takes: 0 };
    return { sc: { probes: { startup: { ...quick, takes: ms }, readiness: quick, liveness: quick } } };
  };
  const pod = 'init: [sc*(startup: period 2, failureThreshold 2)], main: [main]';

  it('opens the gate when it has ended', () => {
    const run = play(pod, { runs: takes(700) ?? {}, untilSeconds: 10 });
    expect(lines(run, /^(PROBE|START main)/)).toEqual(['2.7 | PROBE sc#0 startup=Success | START main#0']);
  });

  it('L-098: has failed when it takes longer than timeoutSeconds', () => {
    const run = play(pod, { runs: takes(3_000) ?? {}, untilSeconds: 6 });
    expect(lines(run, /^(PROBE|EV Unhealthy)/)).toEqual([
      '3 | EV Unhealthy sc#0 startup',
      '5 | EV Unhealthy sc#0 startup | PROBE sc#0 startup=Failure',
    ]);
  });
});

describe('known defects', () => {
  const pod = 'restartPolicy: Never, init: [sc*(run 5 -> 1, then forever)], main: [main(run 20 -> 0)]';

  it('L-290: a status in which a sidecar runs again is refused, and the old one stays', () => {
    const asked = { at: '1.29', untilSeconds: 15 } as const;
    const shown = (defects: Asked['defects']): string | undefined =>
      play(pod, { ...asked, defects: defects ?? [] }).pod.status;
    expect(shown([])).toBe('Running');
    expect(shown(['refusedSidecarStatus'])).toBe('Init:Error');
  });

  it('L-290: only where the Pod is not always restarted', () => {
    const always = 'init: [sc*(run 5 -> 1, then forever)], main: [main]';
    const run = play(always, { at: '1.29', untilSeconds: 15, defects: ['refusedSidecarStatus'] });
    expect(run.pod.status).toBe('Running');
  });

  it('L-292: a sidecar that restarts before the Pod is initialized may never be started', () => {
    const gated =
      'restartPolicy: Never, init: [sc*(run 3 -> 1, 3 -> 1, then forever; startup: period 2, passes from 4 s)], main: [main(liveness: period 5)]';
    const ready = (defects: Asked['defects']): number | null =>
      play(gated, { at: '1.31', untilSeconds: 120, defects: defects ?? [] }).pod.readyAtSeconds;
    expect(ready([])).not.toBeNull();
    expect(ready(['lostProbeWorkers'])).toBeNull();
  });

  it('L-294: a lost worker is made again only if no earlier one is left', () => {
    const probed = (main: string): string =>
      `restartPolicy: Never, init: [sc*(run 8 -> 1, 8 -> 1, then forever; liveness: period 2, fails from 9 s)], main: [${main}]`;
    const asked = { at: '1.31', untilSeconds: 60, defects: ['lostProbeWorkers'] } as const;
    const failures = (main: string): number => lines(play(probed(main), asked), /liveness=Failure/).length;
    expect(failures('main')).toBeGreaterThan(0);
    expect(failures('main(liveness: period 2)')).toBe(0);
  });

  it.each(['1.30', '1.36'] as const)('says when the release does not have it (%s)', (at) => {
    const run = play(pod, { at, defects: ['refusedSidecarStatus'] });
    expect(run.notModelled).toEqual([
      'the defect refusedSidecarStatus: the kubelet of this release does not have it',
    ]);
  });
});

describe('the message of the Pod', () => {
  it.each<readonly [string, Asked, string]>([
    [
      'L-154: a node that shuts down',
      { pod: { nodeShutdownAt: 5_000 } },
      'Pod was terminated in response to imminent node shutdown.',
    ],
    ['L-265: an eviction', { pod: { evictAt: 5_000 } }, 'The node was low on resource: memory. '],
    [
      'L-153: a deadline',
      { spec: { activeDeadlineSeconds: 5 } },
      'Pod was active on the node longer than the specified deadline',
    ],
  ])('%s', (_rule, asked, message) => {
    expect(play('init: [sc*], main: [main]', asked).pod.message).toBe(message);
  });

  it('is absent otherwise', () => {
    expect(play('init: [sc*], main: [main]').pod.message).toBeNull();
  });
});
