import { type Columns, kubectlColumns } from '../lifecycle/kubelet/kubectl-columns.ts';
import { conditionOf, isTrue, type LivePod } from './live-pod.ts';

/** What `kubectl get pod` prints of it (L-190 to L-198). */
export function columnsOf(pod: LivePod): Columns {
  const { status, plan, containers, metadata, release } = pod;
  const named = containers.some(({ api }) => api !== undefined);
  const deleted = metadata.deletionTimestamp !== undefined;
  const columns = kubectlColumns(
    {
      plan,
      phase: pod.phase,
      reason: isGated(pod) ? 'SchedulingGated' : (status.reason ?? ''),
      statuses: named ? containers.map(({ shown }) => shown) : [],
      conditions: {
        initialized: isTrue(pod, 'Initialized'),
        containersReady: isTrue(pod, 'ContainersReady'),
        ready: isTrue(pod, 'Ready'),
      },
      deleted,
    },
    release,
  );
  // L-194
  return deleted && status.reason === 'NodeLost' ? { ...columns, status: 'Unknown' } : columns;
}

/** Source: printPod in pkg/printers/internalversion/printers.go. */
const isGated = (pod: LivePod): boolean => conditionOf(pod, 'PodScheduled')?.reason === 'SchedulingGated';
