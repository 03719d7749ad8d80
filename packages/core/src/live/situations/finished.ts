import type { InstanceView } from '../../lifecycle/kubelet/container-view.ts';
import { disruption } from '../disruption.ts';
import { exitWords } from '../exit-words.ts';
import type { Outcome, Statement } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { describeNode, lastLogs, podEvents } from '../look-further.ts';
import { ownerOf } from '../owner.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { capital, label } from '../words.ts';

/** A terminal phase: nothing of this Pod runs again. */
export function finished(pod: LivePod): Situation | null {
  if (pod.phase === 'Succeeded') return succeeded(pod);
  return pod.phase === 'Failed' ? failed(pod) : null;
}

function succeeded(pod: LivePod): Situation {
  const codes = sidecarCodes(pod);
  return {
    ...NOTHING_LEFT,
    outlook: 'settled',
    headline: say(
      'Is finished and Succeeded: every regular container exited with 0; the last of all containers ended',
      'L-143',
      lastEnd(pod),
      'at',
    ),
    because:
      codes.length > 0
        ? [say(`${capital(codes.join('; '))}: exit codes of sidecars do not count`, 'L-143 L-171')]
        : [],
    next: [afterEnd(pod)],
  };
}

const NOTHING_LEFT = { waitsFor: 'nothing', about: [], unknown: [], look: [] } as const;

/** The kubelet would not have it at all, or it failed once it had begun. */
function failed(pod: LivePod): Situation {
  const { status } = pod;
  const refused = status.reason !== undefined && pod.containers.every(({ api }) => api === undefined);
  if (refused) return refusedByKubelet(pod, status.reason);
  const causes = causesOf(pod);
  const blamed = blamedContainers(pod);
  return {
    ...NOTHING_LEFT,
    outlook: 'failed',
    about: blamed,
    headline: causes.headline,
    because: [
      ...(status.message ? [say(`The status says: ${status.message}`, '')] : []),
      ...causes.because,
      ...disruption(pod),
      ...innocentSidecars(pod),
    ],
    next: [afterEnd(pod)],
    look: [
      ...blamed.slice(0, 2).map((container) => lastLogs(pod, container)),
      podEvents(pod, 'its last hour, as far as Events are kept'),
    ],
  };
}

interface Causes {
  readonly headline: Statement;
  readonly because: readonly Statement[];
}

function causesOf(pod: LivePod): Causes {
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
function blamedContainers({ containers, plan }: LivePod): readonly LiveContainer[] {
  const ended = containers.filter(({ newest }) => newest?.state === 'exited' && !isFine(newest));
  const regular = ended.filter((one) => one.plan.role === 'regular');
  const regularRan = containers.some((one) => one.plan.index >= plan.initCount && one.newest !== null);
  return regularRan ? regular : ended.filter((one) => one.plan.role === 'init');
}

const isFine = ({ exitCode, reason }: InstanceView): boolean => exitCode === 0 && reason !== 'OOMKilled';

function endWords({ newest }: LiveContainer): string {
  return newest === null ? 'never ran' : exitWords(newest.exitCode, newest.reason);
}

const sidecarCodes = ({ containers }: LivePod): readonly string[] =>
  containers.flatMap((container) => {
    const { newest, plan } = container;
    const counts = plan.role === 'sidecar' && newest?.state === 'exited' && newest.exitCode !== 0;
    return counts ? [`${label(container)} ${endWords(container)}`] : [];
  });

function innocentSidecars(pod: LivePod): readonly Statement[] {
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

function refusedByKubelet(pod: LivePod, reason: string): Situation {
  const { message } = pod.status;
  return {
    ...NOTHING_LEFT,
    outlook: 'failed',
    headline: say(`Failed: the kubelet of node "${pod.spec.nodeName ?? ''}" refused it (${reason})`, 'L-234'),
    because: [
      ...(message ? [say(`The kubelet says: ${message}`, '')] : []),
      ...(reason === 'InitContainerRestartPolicyForbidden'
        ? [
            say(
              'That kubelet is one of 1.28 to 1.32 with SidecarContainers off: it takes no Pod with sidecars',
              'L-234',
            ),
          ]
        : []),
      say(
        'Its status names no container: none was started, or the kubelet was restarted and refused what it had run',
        '',
      ),
    ],
    next: [afterEnd(pod)],
    look: describeNode(pod, "the node's conditions, and what is left of it"),
  };
}

/** What becomes of it depends on who made it. */
function afterEnd(pod: LivePod): Outcome {
  const owner = ownerOf(pod.metadata);
  if (owner === null)
    return outcome('', say('nobody starts it again: the Pod stays as it is until it is deleted', ''));
  if (owner.kind === 'Job') {
    return outcome(
      '',
      say(
        `${owner.text} counts it now, as ${pod.phase}; whether another Pod follows is for the Job to decide`,
        'L-210',
      ),
    );
  }
  return outcome(
    '',
    say(`this Pod is not started again; ${owner.text} makes another where it wants one`, ''),
  );
}

function lastEnd({ containers }: LivePod): number | null {
  const ends = containers.map(({ newest }) => newest?.finishedAt ?? 0).filter((end) => end > 0);
  return ends.length === 0 ? null : Math.max(...ends);
}
