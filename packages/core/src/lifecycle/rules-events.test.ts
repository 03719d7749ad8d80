import { describe, expect, it } from 'vitest';
import { type Asked, eventTexts, play } from '../../test/lifecycle-play.ts';
import { kubeletReleaseOf } from '../kubernetes/kubelet-release.ts';
import { releaseOf } from '../kubernetes/release.ts';

type Case = readonly [rule: string, pod: string, asked: Asked, pattern: RegExp, texts: readonly string[]];

const TABLE: readonly Case[] = [
  [
    'L-250, L-251, L-252, L-270: a start with a pull says Pulling, Pulled, Created, Started',
    'main: [main]',
    { at: '1.34', untilSeconds: 9, runs: { main: { pull: 2500 } } },
    /./,
    [
      '0 Normal Pulling main: Pulling image "main:v1"',
      '2.5 Normal Pulled main: Successfully pulled image "main:v1" in 2.5s (2.5s including waiting)',
      '2.5 Normal Created main: Created container: main',
      '2.5 Normal Started main: Started container main',
    ],
  ],
  [
    'L-270: a start with the image present says Pulled, Created, Started, and nothing of hooks and exits that went well',
    'main: [main(postStart 1 s: ok; readiness: period 2; run 5 -> 0)]',
    { at: '1.28', untilSeconds: 9, spec: { restartPolicy: 'Never' } },
    /./,
    [
      '0 Normal Pulled main: Container image "main:v1" already present on machine',
      '0 Normal Created main: Created container main',
      '0 Normal Started main: Started container main',
    ],
  ],
  [
    'L-253: a failed pull says why, and what the container waits with',
    'main: [main(image missing)]',
    { untilSeconds: 0 },
    /Failed/,
    [
      '0 Warning Failed main: Failed to pull image "main:v1": image not found',
      '0 Warning Failed main: Error: ErrImagePull',
      '0 Warning Failed main: Error: ImagePullBackOff',
    ],
  ],
  [
    'L-254: a pull that is refused backs off',
    'main: [main(image missing)]',
    { untilSeconds: 0 },
    /BackOff main/,
    ['0 Normal BackOff main: Back-off pulling image "main:v1"'],
  ],
  [
    'L-258, L-260: a failed postStart is said, and is the message of the kill',
    'init: [sc*(postStart 2 s: fail, then ok)], main: [main]',
    { untilSeconds: 2 },
    /Hook/,
    ['2 Warning FailedPostStartHook sc: PostStartHook failed', '2 Normal Killing sc: FailedPostStartHook'],
  ],
  [
    'L-259: a failed preStop is said, and the kill goes on',
    'main: [main(preStop exec 3)]',
    { pod: { deleteAt: 5000 }, runs: { main: { preStop: { takes: 3000, exitCode: 1 } } } },
    /Hook/,
    ['8 Warning FailedPreStopHook main: PreStopHook failed'],
  ],
  [
    'L-260: a whole Pod that stops says so of each container',
    'init: [sc*], main: [main]',
    { pod: { deleteAt: 5000 } },
    /Killing/,
    ['5 Normal Killing sc: Stopping container sc', '5 Normal Killing main: Stopping container main'],
  ],
  [
    'L-260: a kill for a startup probe names the probe and the kind of container',
    'init: [sc*(startup: period 2, failureThreshold 1, never passes)], main: [main]',
    { untilSeconds: 3 },
    /Killing/,
    ['2 Normal Killing sc: Init container sc failed startup probe'],
  ],
  [
    'L-260: a kill for a liveness probe names the probe',
    'main: [main(liveness: period 2, failureThreshold 1, fails from 1)]',
    { untilSeconds: 3 },
    /Killing/,
    ['2 Normal Killing main: Container main failed liveness probe, will be restarted'],
  ],
  [
    'L-262: each failed attempt is said, also below the threshold',
    'main: [main(readiness: period 2, failureThreshold 3, fails from 3)]',
    { untilSeconds: 7 },
    /Unhealthy/,
    [
      '4 Warning Unhealthy main: Readiness probe failed: ',
      '6 Warning Unhealthy main: Readiness probe failed: ',
    ],
  ],
  [
    'L-264: a lost sandbox is said of the Pod',
    'main: [main]',
    { pod: { sandboxLostAt: 5000 }, untilSeconds: 6 },
    /Sandbox/,
    ['5 Normal SandboxChanged Pod: Pod sandbox changed, it will be killed and re-created.'],
  ],
  [
    'L-265: an eviction is said of the Pod',
    'main: [main]',
    { pod: { evictAt: 5000 } },
    /Evicted/,
    ['5 Warning Evicted Pod: The node was low on resource: memory. '],
  ],
  [
    'L-266: the end of activeDeadlineSeconds is said of the Pod, once',
    'activeDeadlineSeconds: 7, main: [main(stops in 3 s -> 0)]',
    {},
    /Deadline/,
    ['7 Normal DeadlineExceeded Pod: Pod was active on the node longer than the specified deadline'],
  ],
  [
    'L-269: a kubelet with the gate off says why it refuses the Pod',
    'init: [sc*], main: [main]',
    { at: '1.32', kubelet: releaseOf('1.30', { SidecarContainers: false }) },
    /./,
    [
      '0 Warning InitContainerRestartPolicyForbidden Pod: Init container "sc" may not have a non-default restartPolicy',
    ],
  ],
  [
    'L-269: a kubelet that does not know the field says nothing',
    'init: [sc*], main: [main]',
    { at: '1.32', kubelet: kubeletReleaseOf('1.27') },
    /Forbidden/,
    [],
  ],
];

describe('events', () => {
  it.each(TABLE)('%s', (_rule, pod, asked, pattern, texts) => {
    expect(eventTexts(play(pod, asked), pattern)).toEqual(texts);
  });

  it.each([
    ['1.28', 'Created container main', 'Started container main', ''],
    ['1.29', 'Created container: main', 'Started container main', ''],
    ['1.34', 'Created container: main', 'Started container main', ''],
    ['1.35', 'Container created', 'Container started', ' and can be accessed by the pod'],
  ] as const)('L-250, L-255, L-256: a start in the words of %s', (at, created, started, access) => {
    expect(eventTexts(play('main: [main]', { at, untilSeconds: 1 }))).toEqual([
      `0 Normal Pulled main: Container image "main:v1" already present on machine${access}`,
      `0 Normal Created main: ${created}`,
      `0 Normal Started main: ${started}`,
    ]);
  });

  it('L-261: a refused restart names the container and its Pod', () => {
    expect(eventTexts(play('main: [main(run 2 -> 1)]', { untilSeconds: 4 }), /BackOff/)).toEqual([
      '4 Warning BackOff main: Back-off restarting failed container main in pod p_default(u)',
    ]);
  });
});
