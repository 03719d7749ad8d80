import type { ContainerStatus as ApiStatus } from '../kubernetes/api-types.gen.ts';
import { readMoment } from './moments.ts';

const REASON = 'RestartingAllContainers';

/**
 * Whether the instance that a waiting container's status still speaks of was removed by RestartAllContainers (L-068).
 * Why its last start had failed stays in the status until a start succeeds, and means nothing any more
 * (docs/kubernetes-behaviour.md). `all` are the Pod's statuses, init containers first.
 */
export function wasRemoved(api: ApiStatus | undefined, all: readonly ApiStatus[]): boolean {
  if (api?.state?.waiting === undefined) return false;
  const index = all.indexOf(api);
  const ended = readMoment(api.lastState?.terminated?.finishedAt) ?? 0;
  return all.some((other, at) => {
    if (other.state?.waiting?.reason === REASON) return true;
    if (other.lastState?.terminated?.reason !== REASON) return false;
    // What stands before it has not run since, so neither has it; or it has, and that was later.
    if (other.state?.waiting !== undefined) return at < index;
    return (readMoment(other.state?.running?.startedAt) ?? 0) > ended;
  });
}
