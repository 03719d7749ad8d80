import { describe, expect, it } from 'vitest';
import { exited, plan, running, views } from '../../../test/lifecycle-views.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { computeInitContainerActions } from './init-actions.ts';
import { computePodActions, type PodActions, type PodView } from './pod-actions.ts';

const newest = releaseOf('1.36');
const sidecar = (name: string, more: object = {}): object => ({ name, restartPolicy: 'Always', ...more });
const probed = sidecar('sc', { startupProbe: {}, livenessProbe: {} });
const app = [{ name: 'app' }];

describe('computeInitContainerActions (L-020)', () => {
  const three = plan({ initContainers: [sidecar('a'), { name: 'i' }, sidecar('b')], containers: app });

  it.each([
    ['nothing there yet: the first (L-001)', {}, [0], false],
    ['a sidecar runs: the next one too (L-003, L-005)', { a: running() }, [1], false],
    ['an init container runs: nothing new', { a: running(), i: running() }, [], false],
    ['it has succeeded: the next (L-002)', { a: running(), i: exited(0) }, [2], false],
    ['all there: initialized', { a: running(), i: exited(0), b: running() }, [], true],
    [
      'an earlier sidecar is down: it comes again beside the rest',
      { a: exited(1), i: running() },
      [0],
      false,
    ],
    [
      'past init, a sidecar is gone: it comes again (L-032)',
      { i: exited(0), b: running(), app: running() },
      [0],
      true,
    ],
    [
      'past init, init containers are skipped',
      { a: running(), i: exited(1), b: running(), app: running() },
      [],
      true,
    ],
    ['a down direct predecessor keeps the next closed (L-005)', { a: exited(1) }, [0], false],
    ['only a created one: it is started again', { a: running({ state: 'created' }) }, [0], false],
  ])('%s', (_what, known, starts, initialized) => {
    const actions = computeInitContainerActions(three, views(three, known), newest);
    expect(actions).toMatchObject({ starts, initialized, killPod: false, kills: [] });
  });

  it.each([
    ['no result yet', {}, [], []],
    ['Unknown', { startup: 'Unknown' as const }, [], []],
    ['Success', { startup: 'Success' as const }, [], []],
    [
      'Failure: killed and started in one sync (L-012)',
      { startup: 'Failure' as const },
      [0],
      ['startupProbe'],
    ],
    [
      'liveness Failure after Success (L-090, L-096)',
      { startup: 'Success' as const, liveness: 'Failure' as const },
      [0],
      ['livenessProbe'],
    ],
  ])('waits for the startup probe: %s', (_what, results, starts, reasons) => {
    const pod = plan({ initContainers: [probed], containers: app });
    const actions = computeInitContainerActions(
      pod,
      views(pod, { sc: { newest: running(), results } }),
      newest,
    );
    expect(actions.starts).toEqual(starts);
    expect(actions.kills.map(({ reason }) => reason)).toEqual(reasons);
  });

  it.each([
    ['Never', 1, [], true],
    ['OnFailure', 1, [0], false],
    ['Always', 1, [0], false],
  ])('restartPolicy %s, an init container fails (L-013, L-021)', (restartPolicy, code, starts, killPod) => {
    const pod = plan({ restartPolicy, initContainers: [{ name: 'i' }], containers: app });
    const actions = computeInitContainerActions(pod, views(pod, { i: exited(code) }), newest);
    expect(actions).toMatchObject({ starts, killPod });
  });

  it('takes an OOM kill for a failure whatever the code (L-002)', () => {
    const pod = plan({ initContainers: [{ name: 'i' }], containers: app });
    const oom = views(pod, { i: exited(0, { reason: 'OOMKilled' }) });
    expect(computeInitContainerActions(pod, oom, newest).starts).toEqual([0]);
  });

  it('restarts a sidecar after any code and under any policy (L-011)', () => {
    for (const restartPolicy of ['Never', 'OnFailure', 'Always']) {
      const pod = plan({ restartPolicy, initContainers: [sidecar('sc')], containers: app });
      for (const code of [0, 1]) {
        expect(computeInitContainerActions(pod, views(pod, { sc: exited(code) }), newest).starts).toEqual([
          0,
        ]);
      }
    }
  });

  it('counts exited regular containers on 1.28 alone (L-028)', () => {
    const known = { app: exited(1) };
    const old = releaseOf('1.28', { SidecarContainers: true });
    const onOld = computeInitContainerActions(three, views(three, known), old);
    expect(onOld).toMatchObject({ initialized: true, starts: [0, 2] });
    expect(computeInitContainerActions(three, views(three, known), releaseOf('1.29'))).toMatchObject({
      initialized: false,
      starts: [0],
    });
  });

  it('kills an instance in unknown state before it starts another (L-020)', () => {
    const pod = plan({ initContainers: [sidecar('sc')], containers: app });
    const actions = computeInitContainerActions(
      pod,
      views(pod, { sc: running({ state: 'unknown' }) }),
      newest,
    );
    expect(actions).toMatchObject({ starts: [0], kills: [{ container: 0, reason: 'other' }] });
  });
});

describe('computePodActions', () => {
  const of = (view: Partial<PodView> & Pick<PodView, 'plan' | 'containers'>): PodActions =>
    computePodActions({ sandboxReady: true, sandboxAttempt: 1, restartingAll: false, ...view }, newest);

  it('does not look at regular containers before initialization (L-022)', () => {
    const pod = plan({ initContainers: [{ name: 'i' }], containers: app });
    expect(of({ plan: pod, containers: views(pod, { i: running() }) })).toMatchObject({
      regularStarts: [],
      killPod: false,
    });
  });

  it.each([
    ['Always', exited(0), [0], false],
    ['OnFailure', exited(0), [], true],
    ['OnFailure', exited(1), [0], false],
    ['Never', exited(1), [], true],
    ['Never', null, [0], false],
  ])('restartPolicy %s (L-025, L-026, L-060)', (restartPolicy, instance, regularStarts, killPod) => {
    const pod = plan({ restartPolicy, containers: app });
    const containers = views(pod, instance === null ? {} : { app: instance });
    expect(of({ plan: pod, containers })).toMatchObject({ regularStarts, killPod });
  });

  it('does not restart sidecars once all regular containers are done (L-026)', () => {
    const pod = plan({
      restartPolicy: 'Never',
      initContainers: [sidecar('a'), { name: 'i' }],
      containers: app,
    });
    const containers = views(pod, { a: exited(1), i: exited(0), app: exited(0) });
    expect(of({ plan: pod, containers })).toMatchObject({ killPod: true, initStarts: [] });
  });

  it.each([
    ['Always', 'Container app failed liveness probe, will be restarted', [0]],
    ['Never', 'Container app failed liveness probe', []],
  ])('says whether it restarts after a probe: %s (L-091)', (restartPolicy, message, regularStarts) => {
    const pod = plan({ restartPolicy, containers: [{ name: 'app', livenessProbe: {} }, { name: 'other' }] });
    const failing = { newest: running(), results: { liveness: 'Failure' as const } };
    const actions = of({ plan: pod, containers: views(pod, { app: failing, other: running() }) });
    expect(actions).toMatchObject({ kills: [{ message }], regularStarts, killPod: false });
  });

  it('stops the whole Pod for the only running container, if it must not restart (L-027)', () => {
    const pod = plan({ restartPolicy: 'Never', containers: [{ name: 'app', livenessProbe: {} }] });
    const failing = { newest: running(), results: { liveness: 'Failure' as const } };
    expect(of({ plan: pod, containers: views(pod, { app: failing }) })).toMatchObject({
      killPod: true,
      kills: [],
    });
  });

  it.each([
    ['Always', exited(0), true, [0]],
    ['OnFailure', exited(1), true, [0]],
    ['OnFailure', exited(0), false, []],
    ['Never', exited(1), false, []],
  ])(
    'after the loss of the sandbox, restartPolicy %s (L-023)',
    (restartPolicy, instance, createSandbox, initStarts) => {
      const pod = plan({ restartPolicy, initContainers: [{ name: 'i' }, sidecar('sc')], containers: app });
      const containers = views(pod, { i: exited(0), sc: exited(137), app: instance });
      expect(of({ plan: pod, containers, sandboxReady: false })).toMatchObject({
        killPod: true,
        createSandbox,
        initStarts,
        regularStarts: [],
      });
    },
  );

  it('removes those who did not ask first, regular ones before the others (L-066)', () => {
    const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [88] } }];
    const pod = plan({
      initContainers: [{ name: 'i' }, sidecar('sc', { restartPolicyRules: rules })],
      containers: [{ name: 'a', restartPolicy: 'Never', restartPolicyRules: rules }, { name: 'b' }],
    });
    const containers = views(pod, { i: exited(0), sc: exited(88), a: exited(88), b: running() });
    expect(of({ plan: pod, containers, restartingAll: true }).resets).toEqual([3, 0, 2, 1]);
  });
});
