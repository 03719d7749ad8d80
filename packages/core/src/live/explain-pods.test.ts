import { describe, expect, it } from 'vitest';
import type { Json, JsonObject } from '../json.ts';
import { kubeletReleaseOf } from '../kubernetes/kubelet-release.ts';
import { releaseOf } from '../kubernetes/release.ts';
import type { KubernetesVersion } from '../kubernetes/version.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { explainPods } from './explain-pods.ts';
import type { PodExplanation } from './explanation.ts';

const NOW = '2026-11-25T03:10:00Z';
const proxy = { name: 'proxy', image: 'proxy', restartPolicy: 'Always' };
const app = { name: 'app', image: 'app' };

interface Parts {
  readonly metadata?: JsonObject;
  readonly spec?: JsonObject;
  readonly status?: JsonObject;
}

/** A Pod with a sidecar and a container, on a node, unless told otherwise. */
const podText = ({ metadata = {}, spec = {}, status = {} }: Parts): string =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', uid: 'u', ...metadata },
    spec: { nodeName: 'n1', initContainers: [proxy], containers: [app], ...spec },
    status: { phase: 'Pending', ...status },
  });

interface Options {
  readonly version?: KubernetesVersion;
  readonly kubelet?: string;
}

const explainText = (text: string, { version = '1.36', kubelet = version }: Options = {}) =>
  explainPods(readManifests('-', text).objects, {
    release: releaseOf(version),
    kubelet: kubeletReleaseOf(kubelet),
    now: NOW,
  });

function explain(parts: Parts, options?: Options): PodExplanation {
  const { pods, unreadable } = explainText(podText(parts), options);
  expect(unreadable).toEqual([]);
  return pods[0] as PodExplanation;
}

/** Everything that is said of a Pod, in one text. */
const said = ({ headline, because, next, unknown, lookFurther }: PodExplanation): string =>
  [
    headline.says,
    ...because.map(({ says }) => says),
    ...next.map(({ when, says }) => `${when}: ${says}`),
    ...unknown.map(({ says }) => says),
    ...lookFurther.map(({ command }) => command),
  ].join('\n');

const running = (name: string, more: JsonObject = {}): JsonObject => ({
  name,
  ready: true,
  started: true,
  restartCount: 0,
  state: { running: { startedAt: '2026-11-25T03:00:00Z' } },
  ...more,
});
const waiting = (name: string, reason: string, more: JsonObject = {}): JsonObject => ({
  name,
  ready: false,
  started: false,
  restartCount: 0,
  state: { waiting: { reason, ...(typeof more['message'] === 'string' && { message: more['message'] }) } },
  ...more,
});
const ended = (
  name: string,
  exitCode: number,
  reason = exitCode === 0 ? 'Completed' : 'Error',
): JsonObject => ({
  name,
  ready: false,
  started: false,
  restartCount: 0,
  state: { terminated: { exitCode, reason, finishedAt: '2026-11-25T03:09:40Z' } },
});
const lastState = (exitCode: number, reason = 'Error'): Json => ({
  terminated: { exitCode, reason, finishedAt: '2026-11-25T03:09:30Z' },
});
const condition = (type: string, status: string, reason = '', message = ''): JsonObject => ({
  type,
  status,
  lastTransitionTime: '2026-11-25T03:05:00Z',
  ...(reason && { reason }),
  ...(message && { message }),
});

describe('before a node', () => {
  it('names the scheduling gates that are left', () => {
    const found = explain({
      spec: { nodeName: null, schedulingGates: [{ name: 'example.com/a' }, { name: 'example.com/b' }] },
      status: {
        conditions: [condition('PodScheduled', 'False', 'SchedulingGated', 'Scheduling is blocked')],
      },
    });
    expect(found).toMatchObject({ waitsFor: 'schedulingGates', outlook: 'waits', status: 'SchedulingGated' });
    expect(said(found)).toContain('"example.com/a" and "example.com/b"');
  });

  it('quotes the scheduler, and says what a node must have free: sidecars count (R-002)', () => {
    const requests = (cpu: string): JsonObject => ({ resources: { requests: { cpu } } });
    const found = explain({
      spec: {
        nodeName: null,
        initContainers: [{ ...proxy, ...requests('150m') }],
        containers: [{ ...app, ...requests('250m') }],
      },
      status: {
        conditions: [
          condition('PodScheduled', 'False', 'Unschedulable', '0/3 nodes are available: 3 Insufficient cpu.'),
        ],
      },
    });
    expect(found).toMatchObject({ waitsFor: 'scheduler', outlook: 'stuck' });
    expect(said(found)).toContain('0/3 nodes are available: 3 Insufficient cpu.');
    expect(said(found)).toContain('A node must have cpu 400m free for it, 1 sidecar included');
  });

  it('knows the scheduler whose gate is off (L-235)', () => {
    const message = 'Pod has a restartable init container and the SidecarContainers feature is disabled';
    const found = explain({
      spec: { nodeName: null },
      status: { conditions: [condition('PodScheduled', 'False', 'Unschedulable', message)] },
    });
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-235');
  });

  it('says when no scheduler has looked at it', () => {
    expect(explain({ spec: { nodeName: null, schedulerName: 'mine' } })).toMatchObject({
      waitsFor: 'scheduler',
      outlook: 'waits',
    });
  });
});

describe('what the kubelet has not begun', () => {
  it('waits for a kubelet that has said nothing', () => {
    const found = explain({ status: { conditions: [condition('PodScheduled', 'True')] } });
    expect(found).toMatchObject({
      waitsFor: 'kubelet',
      headline: { at: '2026-11-25T03:05:00Z', atIs: 'since' },
    });
    expect(said(found)).toContain('kubectl describe node n1');
  });

  it.each([
    ['1.36', 'volumes, network and the Pod container are not ready'],
    ['1.35', 'or for its first container'],
  ] as const)('waits for the sandbox; %s: %s (L-178)', (version, words) => {
    const found = explain(
      {
        status: {
          conditions: [condition('PodReadyToStartContainers', 'False')],
          initContainerStatuses: [waiting('proxy', 'PodInitializing')],
          containerStatuses: [waiting('app', 'PodInitializing')],
        },
      },
      { version },
    );
    expect(found.waitsFor).toBe('sandbox');
    expect(found.headline.says).toContain(words);
  });

  it('begins again from the first container when the sandbox is lost (L-023)', () => {
    const found = explain({
      spec: { initContainers: [{ name: 'setup', image: 'i' }, proxy] },
      status: {
        phase: 'Running',
        conditions: [condition('PodReadyToStartContainers', 'False')],
        initContainerStatuses: [ended('setup', 0), ended('proxy', 137)],
        containerStatuses: [ended('app', 137)],
      },
    });
    expect(found).toMatchObject({ waitsFor: 'sandbox', next: [{ starts: ['setup'] }] });
  });
});

describe('start-up', () => {
  const blockedBy = (status: JsonObject, spec: JsonObject = {}, options?: Options): PodExplanation =>
    explain(
      {
        spec,
        status: { initContainerStatuses: [status], containerStatuses: [waiting('app', 'PodInitializing')] },
      },
      options,
    );

  it.each(['ErrImagePull', 'ImagePullBackOff', 'InvalidImageName', 'ErrImageNeverPull'])(
    '%s (L-014)',
    (reason) => {
      const found = blockedBy(waiting('proxy', reason, { message: 'the registry says no' }));
      expect(found).toMatchObject({
        waitsFor: 'image',
        outlook: 'stuck',
        containersWaitedFor: ['proxy'],
        status: `Init:${reason}`,
      });
      expect(said(found)).toContain('the registry says no');
      expect(said(found)).toContain('once it runs, the kubelet starts container "app" (containers[0])');
    },
  );

  it.each(['CreateContainerConfigError', 'CreateContainerError', 'RunContainerError'])(
    '%s (L-015)',
    (reason) => {
      const found = blockedBy(waiting('proxy', reason, { message: 'secret "token" not found' }));
      expect(found).toMatchObject({ waitsFor: 'configuration', outlook: 'stuck' });
      expect(said(found)).toContain('secret "token" not found');
    },
  );

  it('reads the wait, and doubles it for the next (L-050, L-051)', () => {
    const message = 'back-off 2m40s restarting failed container=proxy pod=web_shop(u)';
    const found = blockedBy(
      waiting('proxy', 'CrashLoopBackOff', { message, restartCount: 5, lastState: lastState(1) }),
    );
    expect(found).toMatchObject({
      waitsFor: 'restart',
      outlook: 'stuck',
      headline: { at: '2026-11-25T03:12:10Z', atIs: 'notBefore' },
    });
    expect(said(found)).toContain('the next wait is 5m');
    expect(said(found)).toContain(
      'kubectl logs web -c proxy --previous -n shop'.replace(' --previous -n shop', ' --previous'),
    );
    expect(found.containers[0]).toMatchObject({
      blocks: true,
      since: '2026-11-25T03:09:30Z',
      last: { exitCode: 1 },
    });
  });

  it('sees that a restart is long past due', () => {
    const message = 'back-off 10s restarting failed container=proxy pod=web_shop(u)';
    const old = { terminated: { exitCode: 1, reason: 'Error', finishedAt: '2026-11-25T02:00:00Z' } };
    const found = blockedBy(
      waiting('proxy', 'CrashLoopBackOff', { message, restartCount: 2, lastState: old }),
    );
    expect(said(found)).toContain('That is long past');
  });

  it.each([
    ['1.34', 'every 10 to 15 seconds'],
    ['1.36', 'by up to half the wait'],
  ] as const)('says how late a node of %s is: %s', (version, words) => {
    const message = 'back-off 10s restarting failed container=proxy pod=web_shop(u)';
    const found = blockedBy(
      waiting('proxy', 'CrashLoopBackOff', { message, restartCount: 2, lastState: lastState(1) }),
      {},
      { version },
    );
    expect(said(found)).toContain(words);
  });

  it('goes by the pod policy for an init container that failed (L-013)', () => {
    const init = { initContainers: [{ name: 'proxy', image: 'i' }] };
    expect(blockedBy(ended('proxy', 3), init)).toMatchObject({ waitsFor: 'restart', outlook: 'waits' });
    const never = blockedBy(ended('proxy', 3), { ...init, restartPolicy: 'Never' });
    expect(never).toMatchObject({ waitsFor: 'stop', outlook: 'failed' });
    expect(never.headline.says).toBe(
      'Fails: init container "proxy" (initContainers[0]) exited with 3, and may not be started again',
    );
  });

  it('says that a running init container has failed before', () => {
    const init = { initContainers: [{ name: 'proxy', image: 'i' }] };
    const found = blockedBy(
      running('proxy', { ready: false, restartCount: 2, lastState: lastState(1) }),
      init,
    );
    expect(said(found)).toContain('This is its attempt number 3; the one before exited with 1');
    expect(said(found)).toContain('if it fails: the kubelet starts it again, after a back-off');
    expect(said(blockedBy(running('proxy'), init))).toContain('at once the first time');
  });

  it('knows restart rules, by exit code (L-061)', () => {
    const rules = [{ action: 'Restart', exitCodes: { operator: 'In', values: [42] } }];
    const init = {
      restartPolicy: 'Never',
      initContainers: [{ name: 'proxy', image: 'i', restartPolicy: 'Never', restartPolicyRules: rules }],
    };
    expect(blockedBy(ended('proxy', 42), init).waitsFor).toBe('restart');
    expect(blockedBy(ended('proxy', 1), init).outlook).toBe('failed');
    expect(said(blockedBy(running('proxy'), init))).toContain(
      'if it exits with 42: its own rule starts it again',
    );
  });

  it('sees a kubelet that takes a sidecar for an init container (L-233)', () => {
    const { started: _, ...old } = running('proxy');
    const found = blockedBy(old);
    expect(found).toMatchObject({ waitsFor: 'completion', outlook: 'stuck', containersWaitedFor: ['proxy'] });
    expect(found.headline.rules).toContain('L-233');
    expect(said(blockedBy(old, {}, { version: '1.30', kubelet: '1.27' }))).toContain(
      'To a kubelet of 1.27 sidecar "proxy" is an init container',
    );
  });

  it('sees a sidecar whose restartPolicy was lost on the way (L-230, L-231)', () => {
    const applied = JSON.stringify({ spec: { initContainers: [proxy] } });
    const found = explain({
      metadata: { annotations: { 'kubectl.kubernetes.io/last-applied-configuration': applied } },
      spec: { initContainers: [{ name: 'proxy', image: 'proxy' }] },
      status: {
        initContainerStatuses: [running('proxy', { ready: false })],
        containerStatuses: [waiting('app', 'PodInitializing')],
      },
    });
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-231');
  });

  it.each(['1.28', '1.29'] as const)(
    'takes a stored sidecar for one at %s, whatever the default of its gate',
    (version) => {
      const found = blockedBy(running('proxy'), {}, { version });
      expect(found).toMatchObject({
        waitsFor: 'start',
        containersWaitedFor: ['app'],
        status: 'PodInitializing',
      });
    },
  );

  it('takes a stored restartPolicy of a container for one at 1.34 (L-236)', () => {
    const own = {
      restartPolicy: 'Never',
      initContainers: [{ name: 'proxy', image: 'i', restartPolicy: 'OnFailure' }],
    };
    expect(blockedBy(ended('proxy', 1), own, { version: '1.34' }).waitsFor).toBe('restart');
  });

  it('holds a container that ended behind the last sidecar that is down (L-024)', () => {
    const found = explain({
      status: {
        phase: 'Running',
        conditions: [condition('Initialized', 'True')],
        initContainerStatuses: [ended('proxy', 1)],
        containerStatuses: [ended('app', 1)],
      },
    });
    expect(found.containersWaitedFor).toEqual(['proxy']);
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-024');
    expect(said(found)).toContain('once it runs, the kubelet starts container "app"');
  });
});

describe('once it runs', () => {
  const live = (parts: {
    readonly proxy?: JsonObject;
    readonly app?: JsonObject;
    readonly spec?: JsonObject;
    readonly conditions?: readonly JsonObject[];
    readonly status?: JsonObject;
  }): PodExplanation =>
    explain({
      spec: parts.spec ?? {},
      status: {
        phase: 'Running',
        conditions: parts.conditions ?? [
          condition('Initialized', 'True'),
          condition('Ready', 'False'),
          condition('ContainersReady', 'False'),
        ],
        initContainerStatuses: [parts.proxy ?? running('proxy')],
        containerStatuses: [parts.app ?? running('app')],
        ...parts.status,
      },
    });
  const ready = [
    condition('Initialized', 'True'),
    condition('Ready', 'True'),
    condition('ContainersReady', 'True'),
  ];

  it('waits for nothing', () => {
    expect(live({ conditions: ready })).toMatchObject({
      waitsFor: 'nothing',
      outlook: 'settled',
      status: 'Running',
      ready: '2/2',
    });
  });

  it('says OOMKilled, and is careful with 137', () => {
    const message = 'back-off 10s restarting failed container=app pod=web_shop(u)';
    const crash = (reason: string): PodExplanation =>
      live({
        app: waiting('app', 'CrashLoopBackOff', {
          message,
          restartCount: 2,
          lastState: lastState(137, reason),
        }),
      });
    expect(crash('OOMKilled').headline.says).toContain('was killed for lack of memory (OOMKilled, 137)');
    expect(said(crash('Error'))).toContain('the status does not say from whom');
    expect(said(crash('OOMKilled'))).not.toContain('from whom');
  });

  it('names who is not ready; a sidecar counts (L-095)', () => {
    const probed = { ...proxy, readinessProbe: { tcpSocket: { port: 1 } } };
    const found = live({ spec: { initContainers: [probed] }, proxy: running('proxy', { ready: false }) });
    expect(found).toMatchObject({ waitsFor: 'readiness', containersWaitedFor: ['proxy'] });
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-095');
  });

  it('names readiness gates whose condition is missing (L-176)', () => {
    const found = live({
      spec: { readinessGates: [{ conditionType: 'example.com/lb' }] },
      conditions: [
        condition('Initialized', 'True'),
        condition('Ready', 'False', 'ReadinessGatesNotReady'),
        condition('ContainersReady', 'True'),
      ],
    });
    expect(found).toMatchObject({ waitsFor: 'readinessGate' });
    expect(said(found)).toContain('"example.com/lb" is not there yet');
  });

  it('sees a node that is no longer heard from', () => {
    const found = live({
      conditions: [
        condition('Initialized', 'True'),
        condition('Ready', 'False'),
        condition('ContainersReady', 'True'),
      ],
    });
    expect(found).toMatchObject({
      waitsFor: 'node',
      outlook: 'stuck',
      unknown: [{ says: 'Whether its containers run' }],
    });
  });

  it('knows the phase of a lost node', () => {
    expect(live({ status: { phase: 'Unknown' } })).toMatchObject({ waitsFor: 'node', outlook: 'stuck' });
  });

  it('quotes the end of what a container left', () => {
    const message = 'a\nb\n\nc\nd\n';
    const left = {
      terminated: { exitCode: 1, reason: 'Error', message, finishedAt: '2026-11-25T03:09:30Z' },
    };
    expect(said(live({ app: { ...ended('app', 1), state: left } }))).toContain(
      'It left the message: … / b / c / d',
    );
  });

  it('tells a restart of all, and who asked for it (L-066)', () => {
    const rules = [{ action: 'RestartAllContainers', exitCodes: { operator: 'In', values: [88] } }];
    const found = live({
      spec: { initContainers: [{ ...proxy, restartPolicyRules: rules }] },
      proxy: ended('proxy', 88),
      conditions: [condition('AllContainersRestarting', 'True')],
    });
    expect(found).toMatchObject({ waitsFor: 'restartOfAll', containersWaitedFor: ['app'] });
    expect(said(found)).toContain('Sidecar "proxy" (initContainers[0]) exited with 88');
  });

  it('lists ephemeral containers, which nobody waits for (L-017)', () => {
    const found = live({
      conditions: ready,
      spec: { ephemeralContainers: [{ name: 'debug', image: 'busybox' }] },
      status: { ephemeralContainerStatuses: [running('debug')] },
    });
    expect(found.containers.at(-1)).toMatchObject({
      role: 'ephemeral',
      path: 'ephemeralContainers[0]',
      state: 'running',
    });
    expect(found.outlook).toBe('settled');
  });

  it('tells a resize that is pending', () => {
    const found = live({
      conditions: [
        ...ready,
        condition('PodResizePending', 'True', 'Infeasible', 'Node did not have enough capacity'),
      ],
    });
    expect(said(found)).toContain('A resize is pending: Infeasible, Node did not have enough capacity');
  });

  it('explains READY that counts too few (L-196)', () => {
    const found = explain({
      spec: { initContainers: [proxy, { ...proxy, name: 'logs' }] },
      status: {
        phase: 'Running',
        conditions: [condition('Initialized', 'True')],
        initContainerStatuses: [ended('proxy', 1), running('logs')],
        containerStatuses: [running('app')],
      },
    });
    expect(found.ready).toBe('1/3');
    expect(said(found)).toContain("kubectl's READY counts 1 where 2 are ready");
  });

  it('tells activeDeadlineSeconds (L-153)', () => {
    const found = live({
      conditions: ready,
      spec: { activeDeadlineSeconds: 600 },
      status: { startTime: '2026-11-25T03:05:00Z' },
    });
    expect(found.next.at(-1)).toMatchObject({ at: '2026-11-25T03:15:00Z', rules: ['L-153'] });
  });
});

describe('the end', () => {
  const owner = {
    ownerReferences: [{ kind: 'Job', name: 'nightly', controller: true, apiVersion: 'batch/v1', uid: 'j' }],
  };

  it("stops sidecars when the work is done, in the kubelet's order (L-026, L-122)", () => {
    const found = explain({
      metadata: owner,
      spec: { restartPolicy: 'Never', initContainers: [proxy, { ...proxy, name: 'logs' }] },
      status: {
        phase: 'Running',
        initContainerStatuses: [running('proxy'), running('logs')],
        containerStatuses: [ended('app', 0)],
      },
    });
    expect(found).toMatchObject({
      waitsFor: 'sidecars',
      stopOrder: [['logs'], ['proxy']],
      owner: 'Job/nightly',
    });
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-210');
    expect(found.outlook).toBe('waits');
  });

  it('sees that they should be gone by now', () => {
    const found = explain({
      spec: { restartPolicy: 'Never', terminationGracePeriodSeconds: 0 },
      status: {
        phase: 'Running',
        initContainerStatuses: [running('proxy')],
        containerStatuses: [ended('app', 0)],
      },
    });
    expect(found).toMatchObject({ waitsFor: 'sidecars', outlook: 'waits' });
    const longAgo = {
      name: 'app',
      state: { terminated: { exitCode: 0, finishedAt: '2026-11-25T03:00:00Z' } },
    };
    const overdue = explain({
      spec: { restartPolicy: 'Never' },
      status: { phase: 'Running', initContainerStatuses: [running('proxy')], containerStatuses: [longAgo] },
    });
    expect(overdue).toMatchObject({ waitsFor: 'node', outlook: 'stuck' });
  });

  it('has no order on 1.28 (L-130)', () => {
    const parts = {
      spec: { restartPolicy: 'Never', initContainers: [proxy, { ...proxy, name: 'logs' }] },
      status: {
        phase: 'Running',
        initContainerStatuses: [running('proxy'), running('logs')],
        containerStatuses: [ended('app', 0)],
      },
    };
    const gates = { SidecarContainers: true };
    const { pods } = explainPods(readManifests('-', podText(parts)).objects, {
      release: releaseOf('1.28', gates),
      now: NOW,
    });
    expect(pods[0]?.stopOrder).toEqual([['proxy', 'logs']]);
  });

  it.each([
    ['2026-11-25T03:10:20Z', 'waits', 'stop'],
    ['2026-11-25T03:05:00Z', 'stuck', 'node'],
  ])('a Pod whose grace ends at %s %s', (deletionTimestamp, outlook, waitsFor) => {
    const found = explain({
      metadata: { deletionTimestamp, deletionGracePeriodSeconds: 30 },
      status: {
        phase: 'Running',
        initContainerStatuses: [running('proxy')],
        containerStatuses: [running('app')],
      },
    });
    expect(found).toMatchObject({
      outlook,
      waitsFor,
      status: 'Terminating',
      stopOrder: [['app'], ['proxy']],
    });
    expect(found.unknown.flatMap(({ rules }) => rules)).toContain('L-147');
  });

  it('names finalizers that hold the object', () => {
    const found = explain({
      metadata: {
        ...owner,
        deletionTimestamp: NOW,
        deletionGracePeriodSeconds: 0,
        finalizers: ['batch.kubernetes.io/job-tracking'],
      },
      status: {
        phase: 'Succeeded',
        initContainerStatuses: [ended('proxy', 143)],
        containerStatuses: [ended('app', 0)],
      },
    });
    expect(found).toMatchObject({ waitsFor: 'finalizers', outlook: 'stuck' });
    expect(said(found)).toContain('batch.kubernetes.io/job-tracking');
  });

  it('says who asked for it to go (L-179)', () => {
    const found = explain({
      metadata: { deletionTimestamp: '2026-11-25T03:10:20Z', deletionGracePeriodSeconds: 30 },
      status: {
        phase: 'Running',
        conditions: [
          condition(
            'DisruptionTarget',
            'True',
            'DeletionByTaintManager',
            'Taint manager: deleting due to NoExecute taint',
          ),
        ],
        initContainerStatuses: [running('proxy')],
        containerStatuses: [running('app')],
      },
    });
    expect(said(found)).toContain(
      'It was made to go: DeletionByTaintManager, Taint manager: deleting due to NoExecute taint',
    );
  });

  it('Succeeded whatever sidecars exited with (L-143)', () => {
    const found = explain({
      status: {
        phase: 'Succeeded',
        initContainerStatuses: [ended('proxy', 137)],
        containerStatuses: [ended('app', 0)],
      },
    });
    expect(found).toMatchObject({ outlook: 'settled', waitsFor: 'nothing' });
    expect(said(found)).toContain('exit codes of sidecars do not count');
  });

  it('Failed: blames the regular container, not the sidecar', () => {
    const found = explain({
      metadata: owner,
      status: {
        phase: 'Failed',
        initContainerStatuses: [ended('proxy', 143)],
        containerStatuses: [ended('app', 2)],
      },
    });
    expect(found).toMatchObject({ outlook: 'failed', containersWaitedFor: ['app'] });
    expect(found.headline.says).toBe('Failed: container "app" (containers[0]) exited with 2');
    expect(found.because.flatMap(({ rules }) => rules)).toContain('L-212');
  });

  it.each([
    ['Evicted', 'The node was low on resource: memory.', 'Failed: the kubelet evicted it from its node'],
    [
      'DeadlineExceeded',
      'Pod was active on the node longer than the specified deadline',
      'Failed: it ran longer than its activeDeadlineSeconds',
    ],
    ['Terminated', 'Pod was terminated in response to imminent node shutdown.', 'Failed: Terminated'],
  ])('%s', (reason, message, headline) => {
    const found = explain({
      status: {
        phase: 'Failed',
        reason,
        message,
        initContainerStatuses: [ended('proxy', 143)],
        containerStatuses: [ended('app', 0)],
      },
    });
    expect(found.outlook).toBe('failed');
    expect(found.headline.says).toContain(headline);
    expect(said(found)).toContain(message);
  });

  it.each([
    [
      'OutOfcpu',
      "Pod was rejected: Node didn't have enough resource: cpu, requested: 4000, used: 0, capacity: 2000",
    ],
    [
      'InitContainerRestartPolicyForbidden',
      'Pod was rejected: Init container "proxy" may not have a non-default restartPolicy',
    ],
  ])('refused by the kubelet: %s', (reason, message) => {
    const found = explain({ status: { phase: 'Failed', reason, message } });
    expect(found.headline.says).toBe(`Failed: the kubelet of node "n1" refused it (${reason})`);
    expect(said(found)).toContain(message);
  });
});

describe('input', () => {
  it('explains each Pod of a List, shows its Events, and passes over the rest', () => {
    const pod = JSON.parse(podText({})) as JsonObject;
    const event = (name: string, more: JsonObject = {}): JsonObject => ({
      apiVersion: 'v1',
      kind: 'Event',
      metadata: { name: 'e' },
      involvedObject: { kind: 'Pod', name, namespace: 'shop', fieldPath: 'spec.initContainers{proxy}' },
      reason: 'BackOff',
      type: 'Warning',
      message: 'Back-off',
      count: 3,
      lastTimestamp: '2026-11-25T03:09:00Z',
      ...more,
    });
    const items = [
      event('web'),
      event('other'),
      pod,
      { apiVersion: 'v1', kind: 'Service', metadata: { name: 's' } },
    ];
    const { pods, unreadable } = explainText(JSON.stringify({ apiVersion: 'v1', kind: 'List', items }));
    expect(unreadable).toEqual([]);
    expect(pods).toHaveLength(1);
    expect(pods[0]?.events).toEqual([
      {
        type: 'Warning',
        reason: 'BackOff',
        message: 'Back-off',
        container: 'proxy',
        count: 3,
        lastSeen: '2026-11-25T03:09:00Z',
      },
    ]);
  });

  it.each([
    [
      'a Pod without status',
      { kind: 'Pod', apiVersion: 'v1', metadata: { name: 'a' }, spec: {} },
      'has no status.phase',
    ],
    [
      'a workload',
      { kind: 'Deployment', apiVersion: 'apps/v1', metadata: { name: 'a' }, spec: { template: {} } },
      'makes Pods',
    ],
    [
      'an error of kubectl',
      { 'Error from server (NotFound)': 'pods "x" not found' },
      'has no kind, is not a Pod',
    ],
    ['another object', { kind: 'Service', apiVersion: 'v1', metadata: { name: 'a' } }, 'is not a Pod'],
  ])('says what to do with %s', (_, object, words) => {
    const { pods, unreadable } = explainText(JSON.stringify(object));
    expect(pods).toEqual([]);
    expect(unreadable.map(({ message }) => message)).toEqual([expect.stringContaining(words)]);
  });

  it('passes over parts of a wrong type, and says so', () => {
    const found = explain({
      status: { phase: 'Running', containerStatuses: 'none', conditions: [condition('Ready', 'True')] },
    });
    expect(said(found)).toContain('status.containerStatuses is of a wrong type and was passed over');
  });

  it('quotes names for the shell', () => {
    const found = explain({ metadata: { name: "a'; rm -rf ~", namespace: '-x' } });
    for (const { command } of found.lookFurther) expect(command).not.toMatch(/(?<!\\)'; rm/);
    expect(found.lookFurther.map(({ command }) => command).join()).not.toContain('-n -x');
  });
});
