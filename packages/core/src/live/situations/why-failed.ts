import type { InstanceView } from '../../lifecycle/kubelet/container-view.ts';
import { exitWords } from '../exit-words.ts';
import type { Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { say } from '../situation.ts';
import { capital, label } from '../words.ts';

interface Causes {
  readonly headline: Statement;
  readonly because: readonly Statement[];
}

/** Why its phase is Failed, as far as the status tells. */
export function causesOf(pod: LivePod): Causes {
  const { reason = '' } = pod.status;
  const blamed = blamedContainers(pod);
  const ends = blamed.map((container) => `${label(container)} ${endWords(container)}`);
  const allFine = blamed.length === 0;
  if (reason === 'DeadlineExceeded') {
    return {
      headline: say(
        'Failed: it ran longer than its activeDeadlineSeconds; its last container ended',
        'L-153',
        lastEnd(pod),
        'at',
      ),
      because: [
        say('A Pod over its deadline is always Failed, whatever its containers exited with', 'L-153'),
      ],
    };
  }
  if (reason === 'Evicted') {
    return {
      headline: say(
        'Failed: the kubelet evicted it from its node; its last container ended',
        'L-151',
        lastEnd(pod),
        'at',
      ),
      because: allFine ? [] : [say(capital(ends.join('; ')), 'L-152')],
    };
  }
  if (reason !== '') {
    return {
      headline: say(
        `Failed: ${reason}; its last container ended`,
        reason === 'Terminated' ? 'L-154' : '',
        lastEnd(pod),
        'at',
      ),
      because: allFine ? [] : [say(capital(ends.join('; ')), 'L-143')],
    };
  }
  return withoutReason(pod, blamed, ends);
}

function withoutReason(pod: LivePod, blamed: readonly LiveContainer[], ends: readonly string[]): Causes {
  const [first] = blamed;
  if (first === undefined) return neverRan(pod);
  const init = first.plan.role === 'init';
  return {
    headline: say(`Failed: ${ends.join('; ')}`, init ? 'L-013' : 'L-143', first.newest?.finishedAt, 'at'),
    because: init
      ? [
          say(
            'An init container that may not be started again fails the Pod; what was behind it never started',
            'L-013 L-064',
          ),
        ]
      : [],
  };
}

/** L-145: stopped before its regular containers ever ran. */
const neverRan = (pod: LivePod): Causes => ({
  headline: say(
    'Failed: it was stopped before its regular containers had run; its last container ended',
    'L-145',
    lastEnd(pod),
    'at',
  ),
  because: [],
});

/** Those that made it fail: an init container, else the regular ones that did not exit with 0. */
export function blamedContainers({ containers, plan }: LivePod): readonly LiveContainer[] {
  const ended = containers.filter(({ newest }) => newest?.state === 'exited' && !isFine(newest));
  const regular = ended.filter((one) => one.plan.role === 'regular');
  const regularRan = containers.some((one) => one.plan.index >= plan.initCount && one.newest !== null);
  return regularRan ? regular : ended.filter((one) => one.plan.role === 'init');
}

const isFine = ({ exitCode, reason }: InstanceView): boolean => exitCode === 0 && reason !== 'OOMKilled';

function endWords({ newest }: LiveContainer): string {
  return newest === null ? 'never ran' : exitWords(newest.exitCode, newest.reason);
}

/** How sidecars ended, where not with 0. */
export const sidecarCodes = ({ containers }: LivePod): readonly string[] =>
  containers.flatMap((container) => {
    const { newest, plan } = container;
    const counts = plan.role === 'sidecar' && newest?.state === 'exited' && newest.exitCode !== 0;
    return counts ? [`${label(container)} ${endWords(container)}`] : [];
  });

/** They never decide (L-143, L-171), but a Job's policy may look at them. */
export function innocentSidecars(pod: LivePod): readonly Statement[] {
  const codes = sidecarCodes(pod);
  if (codes.length === 0) return [];
  const job = pod.metadata.ownerReferences?.some(({ kind }) => kind === 'Job') ?? false;
  return [
    say(
      `${capital(codes.join('; '))}: not why the Pod failed, exit codes of sidecars do not count`,
      'L-143 L-171',
    ),
    ...(job
      ? [
          say(
            "A podFailurePolicy of the Job without containerName does look at them: it can match a sidecar's code.",
            'L-212',
          ),
        ]
      : []),
  ];
}

/** When the last of its containers ended; `null` where the status does not say. */
export function lastEnd({ containers }: LivePod): number | null {
  const ends = containers.map(({ newest }) => newest?.finishedAt ?? 0).filter((end) => end > 0);
  return ends.length === 0 ? null : Math.max(...ends);
}
