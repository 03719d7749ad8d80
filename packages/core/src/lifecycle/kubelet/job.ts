import type { JobSpec, PodFailurePolicyRule } from '../../kubernetes/api-types.gen.ts';
import type { PodPhase } from '../timeline.ts';
import type { ContainerStatus } from './container-status.ts';
import type { PodPlan } from './pod-plan.ts';

/** What of a Job decides about its Pod. */
export type JobParts = Pick<
  JobSpec,
  'activeDeadlineSeconds' | 'backoffLimit' | 'completions' | 'podFailurePolicy' | 'podReplacementPolicy'
>;

export interface JobVerdict {
  readonly status: 'Complete' | 'Failed';
  readonly reason: string;
}

export interface JobView {
  readonly plan: PodPlan;
  readonly phase: PodPhase;
  readonly statuses: readonly ContainerStatus[];
  /** Types of conditions that are True. */
  readonly trueConditions: readonly string[];
  readonly terminating: boolean;
}

const DEFAULT_BACKOFF_LIMIT = 6;

/** What the Job controller makes of a published status of its first Pod; `null`: nothing yet (L-210 to L-217). */
export function jobVerdict(job: JobParts, pod: JobView, completeReason: string): JobVerdict | null {
  const limit = job.backoffLimit ?? DEFAULT_BACKOFF_LIMIT;
  switch (pod.phase) {
    case 'Succeeded':
      return (job.completions ?? 1) <= 1 ? { status: 'Complete', reason: completeReason } : null;
    case 'Failed':
      return failedPod(job, pod, limit);
    case 'Pending':
    case 'Running':
    case 'Unknown':
      if (pod.terminating && countsWhenTerminating(job)) return overLimit(limit);
      return restartsExceed(pod, limit) ? { status: 'Failed', reason: 'BackoffLimitExceeded' } : null;
  }
}

function failedPod(job: JobParts, pod: JobView, limit: number): JobVerdict | null {
  const rule = (job.podFailurePolicy?.rules ?? []).find((candidate) => matches(candidate, pod));
  if (rule?.action === 'FailJob') return { status: 'Failed', reason: 'PodFailurePolicy' };
  return rule?.action === 'Ignore' ? null : overLimit(limit);
}

const overLimit = (limit: number): JobVerdict | null =>
  limit < 1 ? { status: 'Failed', reason: 'BackoffLimitExceeded' } : null;

/** L-215 */
const countsWhenTerminating = ({ podReplacementPolicy, podFailurePolicy }: JobParts): boolean =>
  podReplacementPolicy !== 'Failed' && podFailurePolicy === undefined;

/** L-213: with OnFailure the restarts of all containers of the running Pod count, sidecars included. */
function restartsExceed({ plan, statuses }: JobView, limit: number): boolean {
  if (plan.restartPolicy !== 'OnFailure') return false;
  const restarts = statuses.reduce((sum, { restartCount }) => sum + restartCount, 0);
  return limit === 0 ? restarts > 0 : restarts >= limit;
}

function matches({ onExitCodes, onPodConditions }: PodFailurePolicyRule, pod: JobView): boolean {
  if (onExitCodes !== undefined) {
    const { operator, values = [], containerName } = onExitCodes;
    return inPolicyOrder(pod).some(([name, exitCode]) => {
      if (containerName !== undefined && containerName !== name) return false;
      return operator === 'In'
        ? values.includes(exitCode)
        : operator === 'NotIn' && !values.includes(exitCode);
    });
  }
  return (onPodConditions ?? []).some(
    ({ type, status }) => (status ?? 'True') === 'True' && pod.trueConditions.includes(type ?? ''),
  );
}

/** L-212: regular containers first, then all init containers; only those that ended with another code than 0. */
function inPolicyOrder({ plan, statuses }: JobView): readonly (readonly [string, number])[] {
  const failed = plan.containers.flatMap(({ name, index }) => {
    const status = statuses[index];
    const ended = status?.state === 'terminated' && status.exitCode !== 0;
    return ended ? [[name, status.exitCode, index] as const] : [];
  });
  const regular = failed.filter(([, , index]) => index >= plan.initCount);
  const init = failed.filter(([, , index]) => index < plan.initCount);
  return [...regular, ...init].map(([name, exitCode]) => [name, exitCode]);
}
