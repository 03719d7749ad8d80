import type { MarkKind } from './lanes.ts';

/** Why the kubelet does it, and who says so. */
export interface Explanation {
  readonly why: string;
  readonly source: string;
}

const KEP_753 = 'KEP-753';
const kubelet = (file: string): string => `kubernetes/kubernetes pkg/kubelet/${file}`;

/** What a reader may ask of each mark on a lane. */
export const EXPLANATIONS: Readonly<Record<MarkKind, Explanation>> = {
  restart: {
    why: 'A sidecar restarts after any exit code, whatever the restartPolicy of the Pod; other containers follow it.',
    source: KEP_753,
  },
  startupSuccess: { why: 'A started sidecar lets the next container start.', source: KEP_753 },
  startupFailure: {
    why: 'The container is killed and started again, with back-off; the next one keeps waiting.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  readinessSuccess: {
    why: 'Counts for the readiness of the Pod, a sidecar like a regular container; starts nothing.',
    source: KEP_753,
  },
  readinessFailure: { why: 'The Pod is not Ready; nothing restarts.', source: kubelet('prober/worker.go') },
  livenessSuccess: { why: 'Nothing happens.', source: kubelet('prober/worker.go') },
  livenessFailure: {
    why: 'The container is killed and started again; no other container is touched.',
    source: kubelet('kuberuntime/kuberuntime_manager.go'),
  },
  postStartBegin: {
    why: 'The next container does not start before the hook has ended.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  postStartEnd: {
    why: 'The start of the container is complete.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  preStopBegin: {
    why: 'All preStop hooks begin when the Pod begins to stop, those of sidecars too.',
    source: KEP_753,
  },
  preStopEnd: {
    why: 'What is left of the grace period is for SIGTERM.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  hookFailed: {
    why: 'The container is stopped all the same.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  signal: {
    why: 'Regular containers are signalled first, then the sidecars, the last one first; all share one grace period.',
    source: KEP_753,
  },
  kill: {
    why: 'Its share of the grace period is over; the least it gets is 2 s.',
    source: kubelet('kuberuntime/kuberuntime_container.go'),
  },
  exitZero: { why: 'Ended by itself or after SIGTERM.', source: kubelet('status/generate.go') },
  exitNonZero: {
    why: 'Exit codes of regular containers decide the phase; those of sidecars never do.',
    source: kubelet('kubelet_pods.go'),
  },
};
