import type { ContainerRestartRule } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import type { ContainerView } from './container-view.ts';
import type { ContainerPlan, PodPlan, RestartPolicy } from './pod-plan.ts';

type On = Pick<Release, 'on'>;

/** L-062: the first rule that matches an exit code decides. */
export const matchingRule = ({ rules }: ContainerPlan, exitCode: number): ContainerRestartRule | undefined =>
  rules.find(({ exitCodes }) => {
    const listed = (exitCodes?.values ?? []).includes(exitCode);
    return exitCodes?.operator === 'In' ? listed : exitCodes?.operator === 'NotIn' && !listed;
  });

/** L-061, and L-021 for init containers: whether a container that exited with this code runs again. */
export function restartsAfter(pod: PodPlan, container: ContainerPlan, exitCode: number, { on }: On): boolean {
  if (container.restartPolicy === undefined) return policyRestarts(pod.restartPolicy, exitCode);
  const action = matchingRule(container, exitCode)?.action;
  if (action === 'Restart') return true;
  if (action === 'RestartAllContainers' && on.RestartAllContainersOnContainerExits) return true;
  return policyRestarts(container.restartPolicy, exitCode);
}

function policyRestarts(policy: RestartPolicy, exitCode: number): boolean {
  switch (policy) {
    case 'Always':
      return true;
    case 'OnFailure':
      return exitCode !== 0;
    case 'Never':
      return false;
  }
}

/**
 * L-060: what status and starts of regular containers ask. The pod's own policy alone decides for a sidecar's
 * status until container policies are known (L-187).
 */
export function shouldRestart(pod: PodPlan, { plan, newest }: ContainerView, release: On): boolean {
  if (newest === null || newest.state === 'created' || newest.state === 'unknown') return true;
  if (newest.state === 'running') return false;
  if (plan.role === 'sidecar' && !release.on.ContainerRestartRules) {
    return policyRestarts(pod.restartPolicy, newest.exitCode);
  }
  return restartsAfter(pod, plan, newest.exitCode, release);
}

/** L-066: whether an exit asks for all containers to be started over. */
export const asksForRestartOfAll = ({ plan, newest }: ContainerView, { on }: On): boolean =>
  on.RestartAllContainersOnContainerExits &&
  newest?.state === 'exited' &&
  matchingRule(plan, newest.exitCode)?.action === 'RestartAllContainers';
