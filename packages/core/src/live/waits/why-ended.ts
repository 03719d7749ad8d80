import type { InstanceView } from '../../lifecycle/kubelet/container-view.ts';
import { exitCaution } from '../exit-words.ts';
import type { Statement } from '../explanation.ts';
import { possibleDefects } from '../known-defects.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { say } from '../situation.ts';
import { capital } from '../words.ts';
import { decidingRule } from './own-rules.ts';

/** Why a container has ended, as far as anything tells, and why it comes back. */
export const whyEnded = (
  pod: LivePod,
  container: LiveContainer,
  ended: InstanceView,
): readonly Statement[] => [
  ...causes(container, ended),
  ...memoryWords(pod, container, ended),
  ...policyWords(pod, container, ended),
  ...possibleDefects(pod, container),
];

/** What the container itself left behind, and what its code does not say. */
function causes(
  { api, failedStart }: LiveContainer,
  { exitCode, reason }: InstanceView,
): readonly Statement[] {
  const ended = api?.state?.terminated ?? api?.lastState?.terminated;
  const message = ended?.message ?? '';
  const caution = exitCaution(exitCode, reason);
  return [
    ...(failedStart === 'PostStartHookError'
      ? [say('Its postStart hook failed, and the kubelet killed it for that', 'L-009')]
      : []),
    ...(message === '' ? [] : [say(`It left the message: ${lastLines(message)}`, '')]),
    ...(caution === '' ? [] : [say(capital(caution), 'L-120')]),
  ];
}

/** The end of what it left, which may be the tail of its log. */
function lastLines(message: string): string {
  const lines = message.split('\n').filter((line) => line.trim() !== '');
  return `${lines.length > 3 ? '… / ' : ''}${lines.slice(-3).join(' / ')}`;
}

/** What it could use, where it was killed for memory. */
function memoryWords(
  { spec }: LivePod,
  { plan }: LiveContainer,
  { reason }: InstanceView,
): readonly Statement[] {
  if (reason !== 'OOMKilled') return [];
  const all = [...(spec.initContainers ?? []), ...(spec.containers ?? [])];
  const limit = all[plan.index]?.resources?.limits?.['memory'];
  return [
    say(
      limit === undefined
        ? 'It has no memory limit of its own: the memory of the Pod or of the node ran out'
        : `Its memory limit is ${limit}`,
      '',
    ),
  ];
}

function policyWords(
  { plan: pod }: LivePod,
  container: LiveContainer,
  { exitCode }: InstanceView,
): readonly Statement[] {
  const { plan } = container;
  if (plan.role === 'sidecar') {
    const zero = exitCode === 0 ? ' An exit with 0 counts like a crash.' : '';
    return [
      say(
        `A sidecar is started again whatever its exit code and the Pod's restartPolicy.${zero}`,
        'L-011 L-052',
      ),
    ];
  }
  const rule = decidingRule(container, exitCode);
  if (rule !== null) return [say(`It comes back because ${rule}`, 'L-061 L-062')];
  const whose = plan.restartPolicy === undefined ? "the Pod's" : 'its own';
  const policy = plan.restartPolicy ?? pod.restartPolicy;
  const zero = exitCode === 0 ? '; an exit with 0 backs off like a crash' : '';
  return [say(`It comes back because ${whose} restartPolicy is ${policy}${zero}`, 'L-061')];
}
