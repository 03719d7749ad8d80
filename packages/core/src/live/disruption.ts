import type { Statement } from './explanation.ts';
import { conditionOf, type LivePod } from './live-pod.ts';
import { say } from './situation.ts';

/** Who made it go, where the Pod says so (L-179). */
export function disruption(pod: LivePod): readonly Statement[] {
  const condition = conditionOf(pod, 'DisruptionTarget');
  if (condition?.status !== 'True') return [];
  const { reason = '', message = '' } = condition;
  return [say(`It was made to go: ${reason}${message === '' ? '' : `, ${message}`}`, 'L-179')];
}
