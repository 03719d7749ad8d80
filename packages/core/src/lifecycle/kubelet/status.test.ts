import { describe, expect, it } from 'vitest';
import { ended, exited, plan, running, status, views, waiting } from '../../../test/lifecycle-views.ts';
import { type Release, releaseOf } from '../../kubernetes/release.ts';
import type { PodPhase } from '../timeline.ts';
import { type Conditions, conditionsOf, NO_CONDITIONS } from './conditions.ts';
import { type ContainerStatus, containerStatuses, withProbeResults } from './container-status.ts';
import type { ContainerView } from './container-view.ts';
import { jobVerdict } from './job.ts';
import { type Columns, kubectlColumns } from './kubectl-columns.ts';
import { podPhase } from './phase.ts';
import type { PodPlan } from './pod-plan.ts';
import { terminatedStatuses } from './terminated-status.ts';

const newest = releaseOf('1.36');
const sidecar = { name: 'sc', restartPolicy: 'Always' };
const app = { name: 'app' };

describe('phase (L-170)', () => {
  const phase = (
    pod: PodPlan,
    statuses: readonly ContainerStatus[],
    { release = newest, stopped = false, containers = views(pod, {}) }: PhaseMore = {},
  ): PodPhase => podPhase({ plan: pod, statuses, containers, stopped, sandbox: 1 }, release);
  interface PhaseMore {
    readonly release?: Release;
    readonly stopped?: boolean;
    readonly containers?: readonly ContainerView[];
  }
  const initAndApp = (restartPolicy: string): PodPlan =>
    plan({ restartPolicy, initContainers: [{ name: 'i' }], containers: [app] });
  const withSidecar = (restartPolicy: string): PodPlan =>
    plan({ restartPolicy, initContainers: [sidecar], containers: [app] });
  const initializing = waiting('PodInitializing');

  it.each([
    ['1: an init container failed for good', initAndApp('Never'), [ended(1), initializing], 'Failed'],
    ['1: it may be restarted', initAndApp('Always'), [ended(1), initializing], 'Pending'],
    ['2: an init container runs', initAndApp('Always'), [status(), initializing], 'Pending'],
    [
      '3: a sidecar has not started',
      withSidecar('Always'),
      [status({ started: false }), initializing],
      'Pending',
    ],
    [
      '4: a regular container never ran (L-173)',
      withSidecar('Always'),
      [status(), waiting('ErrImagePull')],
      'Pending',
    ],
    ['5: something runs', withSidecar('Always'), [status(), status()], 'Running'],
    ['5: a sidecar alone (L-172)', withSidecar('Never'), [status(), ended(0)], 'Running'],
    ['6: done, all 0', withSidecar('Never'), [ended(137), ended(0)], 'Succeeded'],
    ['6: done, one failed', withSidecar('Never'), [ended(0), ended(1)], 'Failed'],
    ['6: a regular one may be restarted', withSidecar('Always'), [ended(0), ended(1)], 'Running'],
    [
      'a crashed sidecar counts for nothing (L-171, L-174)',
      withSidecar('Always'),
      [waiting('CrashLoopBackOff', { last: { exitCode: 1, reason: 'Error' } }), status()],
      'Running',
    ],
  ])('%s', (_what, pod, statuses, expected) => {
    const containers = views(pod, { app: running() });
    expect(phase(pod, statuses, statuses[1]?.state === 'running' ? { containers } : {})).toBe(expected);
  });

  it('goes by exit codes once stopped, whatever the policy (L-143)', () => {
    const pod = withSidecar('Always');
    expect(phase(pod, [ended(143), ended(0)], { stopped: true })).toBe('Succeeded');
    expect(phase(pod, [ended(0), ended(143)], { stopped: true })).toBe('Failed');
  });

  it('is Pending while every regular container backs off, up to 1.32 (section 0.4)', () => {
    const pod = withSidecar('Always');
    const backing = waiting('CrashLoopBackOff', { last: { exitCode: 1, reason: 'Error' } });
    const statuses = [status({ started: false }), backing];
    const containers = views(pod, { app: exited(1) });
    expect(phase(pod, statuses, { containers, release: releaseOf('1.32') })).toBe('Pending');
    expect(phase(pod, statuses, { containers, release: releaseOf('1.33') })).toBe('Running');
  });
});

describe('conditions', () => {
  const of = (
    pod: PodPlan,
    statuses: readonly ContainerStatus[],
    phase: PodPhase,
    old = NO_CONDITIONS,
  ): Conditions => conditionsOf(pod, statuses, phase, old, newest);
  const pod = plan({ initContainers: [{ name: 'i' }, sidecar], containers: [app] });

  it('Initialized: init containers are done and sidecars started (L-175)', () => {
    const done = ended(0, { ready: true });
    const idle = waiting('PodInitializing');
    expect(of(pod, [done, status({ started: false }), idle], 'Pending').initialized).toBe(false);
    expect(of(pod, [done, status(), idle], 'Pending').initialized).toBe(true);
    expect(of(pod, [waiting('PodInitializing'), idle, status()], 'Running').initialized).toBe(true);
    expect(of(pod, [ended(1), idle, idle], 'Succeeded').initialized).toBe(true);
  });

  it('Initialized stays True where all containers may be restarted (section 0.4)', () => {
    const old = { ...NO_CONDITIONS, initialized: true };
    const idle = waiting('PodInitializing');
    expect(conditionsOf(pod, [idle, idle, idle], 'Pending', old, newest).initialized).toBe(true);
    expect(conditionsOf(pod, [idle, idle, idle], 'Pending', old, releaseOf('1.35')).initialized).toBe(false);
  });

  it('Ready counts sidecars, not init containers, and falls with a terminal phase (L-095, L-176)', () => {
    const done = ended(0);
    expect(of(pod, [done, status(), status()], 'Running')).toMatchObject({
      ready: true,
      containersReady: true,
    });
    expect(of(pod, [done, status({ ready: false }), status()], 'Running').ready).toBe(false);
    expect(of(pod, [done, status(), status()], 'Failed').ready).toBe(false);
  });

  it('readiness gates keep Ready False (L-176)', () => {
    const gated = plan({ readinessGates: [{ conditionType: 'g' }], containers: [app] });
    expect(of(gated, [status()], 'Running')).toMatchObject({ ready: false, containersReady: true });
  });
});

describe("kubectl's columns", () => {
  const pod = plan({
    initContainers: [{ ...sidecar, name: 's1' }, { name: 'i' }, { ...sidecar, name: 's2' }],
    containers: [{ name: 'a' }, { name: 'b' }],
  });
  const print = (statuses: readonly ContainerStatus[], more: object = {}, release = newest): Columns =>
    kubectlColumns(
      {
        plan: pod,
        phase: 'Running',
        reason: '',
        statuses,
        conditions: NO_CONDITIONS,
        deleted: false,
        ...more,
      },
      release,
    );
  const initialized = { conditions: { initialized: true, containersReady: true, ready: true } };
  const notReady = { conditions: { initialized: true, containersReady: false, ready: false } };
  const idle = waiting('PodInitializing');
  const done = ended(0, { ready: true });

  it.each([
    [
      'init containers never count (L-190)',
      [status(), done, status(), status(), status()],
      initialized,
      '4/4',
      'Running',
    ],
    [
      'stops at the first that is not done (L-191)',
      [status(), status(), idle, idle, idle],
      {},
      '1/4',
      'Init:1/3',
    ],
    [
      'a waiting reason (L-191)',
      [waiting('CrashLoopBackOff'), idle, idle, idle, idle],
      {},
      '0/4',
      'Init:CrashLoopBackOff',
    ],
    ['a terminated reason (L-191)', [status(), ended(1), idle, idle, idle], {}, '1/4', 'Init:Error'],
    [
      'a started sidecar that is not ready (L-191)',
      [status({ ready: false }), status(), idle, idle, idle],
      {},
      '0/4',
      'Init:1/3',
    ],
    [
      'what is behind the stop does not count (L-196)',
      [ended(1), done, status(), status(), status()],
      initialized,
      '2/4',
      'Init:Error',
    ],
    [
      'a sidecar that completed is passed over (L-186)',
      [ended(0), done, status(), status(), status()],
      notReady,
      '3/4',
      'Running',
    ],
    [
      'regular containers overwrite (L-192)',
      [status(), done, status(), waiting('CrashLoopBackOff'), status()],
      notReady,
      '3/4',
      'CrashLoopBackOff',
    ],
    [
      'NotReady beside one that has completed (L-193)',
      [status(), done, status(), ended(0), status()],
      notReady,
      '3/4',
      'NotReady',
    ],
    [
      'Running if Ready beside it (L-193)',
      [status(), done, status(), ended(0), status()],
      initialized,
      '3/4',
      'Running',
    ],
  ])('%s', (_what, statuses, more, ready, text) => {
    const columns = print(statuses, more);
    expect([`${columns.ready}/${columns.total}`, columns.status]).toEqual([ready, text]);
  });

  it('prefers the error of a failed container from 1.35 (L-193)', () => {
    const statuses = [status(), done, status(), ended(0), ended(1)];
    expect(print(statuses, notReady).status).toBe('Error');
    expect(print(statuses, notReady, releaseOf('1.34')).status).toBe('Completed');
  });

  it('shows Terminating, from 1.31 not once the phase is terminal (L-194)', () => {
    const statuses = [ended(0), done, ended(0), ended(0), ended(0)];
    expect(print(statuses, { ...notReady, deleted: true }).status).toBe('Terminating');
    expect(print(statuses, { ...notReady, deleted: true, phase: 'Succeeded' }).status).toBe('Completed');
    expect(
      print(statuses, { ...notReady, deleted: true, phase: 'Succeeded' }, releaseOf('1.30')).status,
    ).toBe('Terminating');
  });

  it('counts restarts up to the stop, afterwards those of sidecars and regular containers (L-197)', () => {
    const two = { restartCount: 2 };
    expect(print([status(two), ended(1, two), idle, idle, idle]).restarts).toBe(4);
    expect(print([status(two), ended(0, two), status(), status(two), status()], initialized).restarts).toBe(
      4,
    );
  });
});

describe('container statuses', () => {
  const pod = plan({ restartPolicy: 'Never', initContainers: [sidecar], containers: [app] });
  const of = (
    containers: readonly ContainerView[],
    release: Release,
    more: object = {},
  ): readonly ContainerStatus[] =>
    containerStatuses(
      { plan: pod, containers, old: null, restartingAll: false, deleted: false, ...more },
      release,
    );

  it('wait for initialization, or for creation, before they exist (L-180)', () => {
    expect(of(views(pod, {}), newest)[1]).toMatchObject({ state: 'waiting', reason: 'PodInitializing' });
    const alone = plan({ containers: [app] });
    const [only] = containerStatuses(
      { plan: alone, containers: views(alone, {}), old: null, restartingAll: false, deleted: false },
      newest,
    );
    expect(only?.reason).toBe('ContainerCreating');
  });

  it.each([
    ['exited 0: always Completed (L-186)', 0, '1.36', 'terminated', 'Completed'],
    ['backing off: CrashLoopBackOff (L-181, L-187)', 1, '1.36', 'waiting', 'CrashLoopBackOff'],
    ['up to 1.34 with Never: Error (L-187)', 1, '1.34', 'terminated', 'Error'],
  ] as const)('of a sidecar, %s', (_what, code, version, state, reason) => {
    const containers = views(pod, { sc: { newest: exited(code), failedStart: 'CrashLoopBackOff' } });
    expect(of(containers, releaseOf(version))[0]).toMatchObject({ state, reason });
  });

  it('say that a removed container is being restarted with all (L-068)', () => {
    const old = [status({ restartCount: 1 }), ended(88)];
    expect(of(views(pod, {}), newest, { old, restartingAll: true })).toMatchObject([
      { state: 'waiting', reason: 'RestartingAllContainers', restartCount: 2, last: { exitCode: 137 } },
      { state: 'waiting', reason: 'RestartingAllContainers', restartCount: 1 },
    ]);
  });

  it('never count restarts down from 1.36 (L-029, section 0.4)', () => {
    const old = [ended(137, { restartCount: 3 }), waiting('PodInitializing')];
    const containers = views(pod, { sc: running({ id: 9 }) });
    expect(of(containers, newest, { old })[0]?.restartCount).toBe(4);
    expect(of(containers, releaseOf('1.35'), { old })[0]?.restartCount).toBe(0);
  });

  it.each([
    ['no probe', {}, {}, true, true],
    ['startup pending', { startupProbe: {} }, {}, false, false],
    [
      'startup done, readiness pending',
      { startupProbe: {}, readinessProbe: {} },
      { startup: 'Success' },
      true,
      false,
    ],
    ['readiness done', { readinessProbe: {} }, { readiness: 'Success' }, true, true],
  ] as const)('started and ready: %s (L-093, L-094)', (_what, probes, results, started, ready) => {
    const probed = plan({ initContainers: [{ ...sidecar, ...probes }], containers: [app] });
    const containers = views(probed, { sc: { newest: running(), results } });
    const drafts = containerStatuses(
      { plan: probed, containers, old: null, restartingAll: false, deleted: false },
      newest,
    );
    expect(withProbeResults(drafts, containers, newest)[0]).toMatchObject({ started, ready });
  });
});

describe('the last status', () => {
  const pod = plan({ initContainers: [{ name: 'i' }, sidecar], containers: [app] });
  const idle = waiting('PodInitializing');

  it('leaves regular containers of a Pod that never initialized as they are (L-145)', () => {
    const statuses = [ended(143), idle, idle];
    expect(terminatedStatuses(pod, statuses, statuses)).toEqual(statuses);
  });

  it('ends what is missing of an initialized one with 137 ContainerStatusUnknown (L-145, L-188)', () => {
    const known = [ended(0), status(), idle];
    expect(terminatedStatuses(pod, [ended(0), ended(143), idle], known)[2]).toMatchObject({
      state: 'terminated',
      exitCode: 137,
      reason: 'ContainerStatusUnknown',
    });
  });

  it('always ends the first init container (L-188)', () => {
    expect(terminatedStatuses(pod, [idle, idle, idle], [idle, idle, idle])[0]?.state).toBe('terminated');
  });
});

describe('what the Job controller makes of it', () => {
  const pod = plan({ restartPolicy: 'OnFailure', initContainers: [sidecar], containers: [app] });
  const never = plan({ restartPolicy: 'Never', initContainers: [sidecar], containers: [app] });
  const view = (more: object): Parameters<typeof jobVerdict>[1] => ({
    plan: pod,
    phase: 'Running',
    statuses: [status(), status()],
    trueConditions: [],
    terminating: false,
    ...more,
  });
  const exceeded = { status: 'Failed', reason: 'BackoffLimitExceeded' };

  it('completes with the Pod, after its sidecars (L-210)', () => {
    expect(jobVerdict({}, view({ phase: 'Succeeded' }), 'CompletionsReached')).toEqual({
      status: 'Complete',
      reason: 'CompletionsReached',
    });
    expect(jobVerdict({ completions: 2 }, view({ phase: 'Succeeded' }), '')).toBeNull();
  });

  it.each([
    [2, 1, null],
    [2, 2, exceeded],
    [0, 0, null],
    [0, 1, exceeded],
  ])('backoffLimit %d, %d restarts of a sidecar (L-213)', (backoffLimit, restartCount, verdict) => {
    expect(
      jobVerdict({ backoffLimit }, view({ statuses: [status({ restartCount }), status()] }), ''),
    ).toEqual(verdict);
  });

  it('does not count restarts with Never (L-213)', () => {
    const statuses = [status({ restartCount: 9 }), status()];
    expect(jobVerdict({ backoffLimit: 0 }, view({ plan: never, statuses }), '')).toBeNull();
  });

  it.each([
    ['a sidecar matches', { operator: 'In', values: [137] }, 'PodFailurePolicy'],
    ['not by name', { operator: 'In', values: [137], containerName: 'app' }, null],
    [
      'the regular one by NotIn',
      { operator: 'NotIn', values: [137], containerName: 'app' },
      'PodFailurePolicy',
    ],
    ['nobody', { operator: 'In', values: [3] }, null],
  ])('podFailurePolicy looks at all containers: %s (L-212)', (_what, onExitCodes, reason) => {
    const podFailurePolicy = { rules: [{ action: 'FailJob', onExitCodes }] };
    const failed = view({ plan: never, phase: 'Failed', statuses: [ended(137), ended(1)] });
    expect(jobVerdict({ podFailurePolicy }, failed, '')?.reason ?? null).toBe(reason);
  });

  it('podFailurePolicy matches conditions, and Ignore saves the Job', () => {
    const rules = [{ action: 'Ignore', onPodConditions: [{ type: 'DisruptionTarget' }] }];
    const failed = { plan: never, phase: 'Failed', statuses: [ended(0), ended(1)] };
    const job = { backoffLimit: 0, podFailurePolicy: { rules } };
    expect(jobVerdict(job, view({ ...failed, trueConditions: ['DisruptionTarget'] }), '')).toBeNull();
    expect(jobVerdict(job, view(failed), '')).toEqual(exceeded);
  });

  it('counts a terminating Pod as failed unless replacements wait (L-215)', () => {
    expect(jobVerdict({ backoffLimit: 0 }, view({ terminating: true }), '')).toEqual(exceeded);
    const patient = { backoffLimit: 0, podReplacementPolicy: 'Failed' };
    expect(jobVerdict(patient, view({ terminating: true }), '')).toBeNull();
  });
});
