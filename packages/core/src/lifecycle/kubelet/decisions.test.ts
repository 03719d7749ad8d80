import { describe, expect, it } from 'vitest';
import { exited, IDENTITY, plan, running, views } from '../../../test/lifecycle-views.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import { kubeletReleaseOf } from '../../kubernetes/kubelet-release.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { admissionRejection } from './admission.ts';
import { askBackOff, backOffLimits } from './back-off.ts';
import { backOffMessage, createdMessage, presentMessage, startedMessage } from './event-messages.ts';
import { afterFailedPull, pullAllowedAt } from './image-pull.ts';
import type { ContainerPlan } from './pod-plan.ts';
import { planPod } from './pod-plan.ts';
import { countAttempt, FRESH_COUNTER, nextTick, type ProbePlan, type Verdict } from './probe-worker.ts';
import { restartsAfter, shouldRestart } from './restart-decision.ts';
import { effectiveGrace, evictionGrace, isOrdered, killGrace, waitsFor } from './termination.ts';

const newest = releaseOf('1.36');

describe('back-off', () => {
  const limits = backOffLimits(newest, null);

  it('waits 0, 10, 20, 40, 80, 160, 300, 300 s from the exit (L-050, L-051)', () => {
    let entry = null;
    let now = 0;
    const waits: number[] = [];
    for (let crash = 0; crash < 8; crash++) {
      const finishedAt = now;
      let answer = askBackOff(entry, { now, finishedAt }, limits);
      if (answer.refused) {
        now = answer.until;
        answer = askBackOff(entry, { now, finishedAt }, limits);
      }
      expect(answer.refused).toBe(false);
      if (!answer.refused) entry = answer.entry;
      waits.push((now - finishedAt) / 1000);
    }
    expect(waits).toEqual([0, 10, 20, 40, 80, 160, 300, 300]);
  });

  it('is free where the snapshot holds no exited instance, and records nothing (L-050, L-056)', () => {
    expect(askBackOff(null, { now: 5, finishedAt: null }, limits)).toEqual({ refused: false, entry: null });
  });

  it('forgets ten minutes after the last restart (L-053)', () => {
    const entry = { waitMs: 300_000, advancedAt: 0 };
    expect(askBackOff(entry, { now: 600_001, finishedAt: 600_001 }, limits)).toMatchObject({
      entry: { waitMs: 10_000 },
    });
    expect(askBackOff(entry, { now: 600_000, finishedAt: 600_000 }, limits)).toMatchObject({ refused: true });
  });

  it.each([
    // [version, gates, maxContainerRestartPeriod, initial, maximum, expiry]
    ['1.31', {}, null, 10, 300, 600],
    ['1.36', {}, null, 10, 300, 600],
    ['1.36', {}, 20_000, 10, 20, 600],
    ['1.36', {}, 5_000, 5, 5, 600],
    ['1.34', {}, 20_000, 10, 300, 600],
    ['1.34', { KubeletCrashLoopBackOffMax: true }, 20_000, 10, 20, 600],
    ['1.34', { ReduceDefaultCrashLoopBackOffDecay: true }, null, 1, 60, 600],
    ['1.35', { ReduceDefaultCrashLoopBackOffDecay: true }, null, 1, 300, 600],
  ] as const)('%s %o with %s ms (L-054, L-055)', (version, gates, max, initial, maximum, expiry) => {
    expect(backOffLimits(releaseOf(version, gates), max)).toEqual({
      initialMs: initial * 1000,
      maximumMs: maximum * 1000,
      expiryMs: expiry * 1000,
    });
  });

  it('of pulls doubles from 10 s to 300 s (L-014)', () => {
    const attempts = [0];
    let backOff = afterFailedPull(null, 0);
    for (let attempt = 0; attempt < 7; attempt++) {
      attempts.push(pullAllowedAt(backOff) / 1000);
      backOff = afterFailedPull(backOff, pullAllowedAt(backOff));
    }
    expect(attempts).toEqual([0, 10, 30, 70, 150, 310, 610, 910]);
  });
});

describe('restart after an exit code', () => {
  const rule = (action: string, operator: string, values: number[]): object => ({
    action,
    exitCodes: { operator, values },
  });
  const decide = (container: Container, restartPolicy: string, code: number, release = newest): boolean => {
    const pod = plan({ restartPolicy, containers: [{ name: 'app', ...container }] }, release);
    return restartsAfter(pod, pod.containers[0] as ContainerPlan, code, release);
  };

  it.each([
    ['Always', 0, true],
    ['OnFailure', 0, false],
    ['OnFailure', 1, true],
    ['Never', 1, false],
  ])('pod restartPolicy %s, code %d: %s (L-061)', (policy, code, restarts) => {
    expect(decide({}, policy, code)).toBe(restarts);
  });

  it("asks the container's own policy before the Pod's (L-061)", () => {
    expect(decide({ restartPolicy: 'Never' }, 'Always', 1)).toBe(false);
    expect(decide({ restartPolicy: 'OnFailure' }, 'Never', 1)).toBe(true);
  });

  it.each([
    ['In', [42], 42, true],
    ['In', [42], 1, false],
    ['NotIn', [42], 1, true],
    ['NotIn', [42], 42, false],
    ['Exists', [42], 42, false],
  ])('rule %s %o, code %d (L-062)', (operator, values, code, restarts) => {
    const restartPolicyRules = [rule('Restart', operator, values)];
    expect(decide({ restartPolicy: 'Never', restartPolicyRules }, 'Never', code)).toBe(restarts);
  });

  it('lets the first matching rule decide; RestartAllContainers without its gate falls back (L-237)', () => {
    const restartPolicyRules = [rule('RestartAllContainers', 'In', [42]), rule('Restart', 'In', [42])];
    const container = { restartPolicy: 'Never', restartPolicyRules };
    expect(decide(container, 'Never', 42)).toBe(true);
    expect(decide(container, 'Never', 42, releaseOf('1.35'))).toBe(false);
  });

  it('ignores container policies without ContainerRestartRules (L-236, L-237)', () => {
    expect(decide({ restartPolicy: 'Never' }, 'Always', 1, releaseOf('1.34'))).toBe(true);
  });

  it('never restarts what runs, always what never ran (L-060)', () => {
    const pod = plan({ restartPolicy: 'Never', containers: [{ name: 'app' }] });
    const of = (known: object): boolean => shouldRestart(pod, views(pod, known as never)[0] as never, newest);
    expect([of({}), of({ app: running() }), of({ app: exited(1) })]).toEqual([true, false, false]);
  });
});

describe('probe workers', () => {
  const probe: ProbePlan = {
    type: 'liveness',
    initialDelaySeconds: 0,
    periodSeconds: 10,
    timeoutSeconds: 1,
    failureThreshold: 3,
    successThreshold: 1,
  };

  it.each([
    // [anchor, after, started, delay, period, next]
    [0, 0, 0, 0, 10, 10],
    [0, 9_999, 9_000, 0, 10, 10],
    [0, 10_000, 10_000, 0, 10, 20],
    [0, 3_000, 3_000, 5, 3, 9],
    [0, 0, 0, 5, 3, 6],
    [25_000, 25_000, 0, 0, 5, 30],
    [30_000, 4_000, 4_000, 0, 5, 30],
  ])(
    'anchor %d, after %d, started %d, delay %d s, period %d s: %d s (L-082, L-083, L-087)',
    (anchor, after, startedAt, initialDelaySeconds, periodSeconds, next) => {
      const tick = nextTick({ ...probe, initialDelaySeconds, periodSeconds }, { anchor, after, startedAt });
      expect(tick).toBe(next * 1000);
    },
  );

  const attempts = (plan: ProbePlan, outcomes: readonly Verdict[]): readonly boolean[] => {
    let counter = FRESH_COUNTER;
    return outcomes.map((outcome) => {
      const result = countAttempt(plan, counter, outcome);
      counter = result.counter;
      return result.effective;
    });
  };

  it('needs the threshold of equal outcomes in a row (L-085)', () => {
    expect(attempts(probe, ['Failure', 'Failure', 'Success', 'Failure', 'Failure', 'Failure'])).toEqual([
      false,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(attempts({ ...probe, type: 'readiness', successThreshold: 2 }, ['Success', 'Success'])).toEqual([
      false,
      true,
    ]);
  });

  it('holds after a liveness failure and after any startup result, and counts anew (L-088, L-089)', () => {
    const failed = { last: 'Failure' as const, run: 2, onHold: false };
    expect(countAttempt(probe, failed, 'Failure').counter).toEqual({ last: 'Failure', run: 0, onHold: true });
    const startup = { ...probe, type: 'startup' as const };
    expect(countAttempt(startup, FRESH_COUNTER, 'Success').counter.onHold).toBe(true);
    expect(countAttempt({ ...probe, type: 'readiness' }, failed, 'Failure').counter.onHold).toBe(false);
  });
});

describe('termination', () => {
  const pod = plan({
    terminationGracePeriodSeconds: 30,
    initContainers: [
      {
        name: 'a',
        restartPolicy: 'Always',
        startupProbe: { terminationGracePeriodSeconds: 4 },
        livenessProbe: {},
      },
      { name: 'i' },
      { name: 'b', restartPolicy: 'Always' },
    ],
    containers: [{ name: 'x' }, { name: 'y' }],
  });
  const [a, i, b, x] = pod.containers as [ContainerPlan, ContainerPlan, ContainerPlan, ContainerPlan];

  it.each([
    ['a regular container waits for nobody', x, [0, 1, 2, 3, 4], []],
    ['an init container neither (L-128)', i, [0, 1, 2], []],
    ['the last sidecar for the regular ones (L-122)', b, [0, 2, 3, 4], [3, 4]],
    ['the one before it for that one too', a, [0, 2, 3, 4], [3, 4, 2]],
    ['what is down is not waited for (L-127)', a, [0, 3], [3]],
  ])('%s', (_what, container, up, expected) => {
    expect(waitsFor(pod, container, (index) => up.includes(index))).toEqual(expected);
  });

  it('is ordered from 1.29, where there is a sidecar (L-120, L-130)', () => {
    expect(isOrdered(pod, newest)).toBe(true);
    expect(isOrdered(pod, releaseOf('1.28', { SidecarContainers: true }))).toBe(false);
    expect(isOrdered(plan({ containers: [{ name: 'x' }] }), newest)).toBe(false);
  });

  it('takes the grace period of the probe, if it has one (L-150)', () => {
    expect([
      killGrace(pod, a, 'startupProbe'),
      killGrace(pod, a, 'livenessProbe'),
      killGrace(pod, b, 'other'),
    ]).toEqual([4, 30, 30]);
  });

  it('takes the smallest grace asked for, never below 1 s (L-141)', () => {
    expect(effectiveGrace(pod, [null])).toBe(30);
    expect(effectiveGrace(pod, [20, null, 5])).toBe(5);
    expect(effectiveGrace(pod, [0])).toBe(1);
  });

  it('evicts with 1 s from 1.30 (L-151)', () => {
    expect([evictionGrace(releaseOf('1.29')), evictionGrace(releaseOf('1.30'))]).toEqual([null, 1]);
  });
});

describe('clusters without the feature', () => {
  const spec = {
    initContainers: [{ name: 'sc', restartPolicy: 'Always', startupProbe: {} }],
    containers: [{ name: 'app' }],
  };

  it('treats it as an init container without probes where the kubelet does not know it (L-233)', () => {
    const seen = planPod(IDENTITY, spec, {
      apiServer: releaseOf('1.30'),
      kubelet: kubeletReleaseOf('v1.27.16'),
    });
    expect(seen.containers[0]).toMatchObject({ role: 'init', apiRole: 'sidecar', probes: [] });
  });

  it('is a plain init container where the API server drops the field (L-231)', () => {
    expect(plan(spec, releaseOf('1.28')).containers[0]).toMatchObject({ role: 'init', apiRole: 'init' });
  });

  it('is refused by a kubelet that knows the field and has the gate off (L-234)', () => {
    const release = releaseOf('1.30');
    const off = releaseOf('1.30', { SidecarContainers: false });
    const pod = planPod(IDENTITY, spec, { apiServer: release, kubelet: off });
    expect(admissionRejection(pod, off)).toEqual({
      reason: 'InitContainerRestartPolicyForbidden',
      message: 'Init container "sc" may not have a non-default restartPolicy',
    });
    expect(admissionRejection(pod, release)).toBeNull();
    expect(admissionRejection(pod, kubeletReleaseOf('1.27'))).toBeNull();
  });
});

describe('event texts (section 8)', () => {
  it.each([
    ['1.28', 'Created container x', 'Started container x'],
    ['1.29', 'Created container: x', 'Started container x'],
    ['1.34', 'Created container: x', 'Started container x'],
    ['1.35', 'Container created', 'Container started'],
  ] as const)('%s (L-255, L-256)', (version, created, started) => {
    const release = releaseOf(version);
    expect([createdMessage('x', release), startedMessage('x', release)]).toEqual([created, started]);
  });

  it('L-250, L-261', () => {
    const present = 'Container image "i:1" already present on machine';
    expect(presentMessage('i:1', releaseOf('1.34'))).toBe(present);
    expect(presentMessage('i:1', newest)).toBe(`${present} and can be accessed by the pod`);
    expect(backOffMessage('sc', plan({ containers: [] }))).toBe(
      'Back-off restarting failed container sc in pod web_shop(u-1)',
    );
  });
});
