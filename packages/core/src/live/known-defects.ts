import type { Statement } from './explanation.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';
import { say } from './situation.ts';

/** Defects of early patch releases that look like a stuck Pod; a version names no patch, so they are only possible. */
export function possibleDefects(pod: LivePod, { plan, api, newest }: LiveContainer): readonly Statement[] {
  if (plan.role !== 'sidecar') return [];
  const { kubelet, release } = pod;
  const restarted = (api?.restartCount ?? 0) > 0;
  const lost =
    kubelet.on.hasLostProbeWorkers &&
    pod.plan.restartPolicy === 'Never' &&
    restarted &&
    newest?.state === 'running' &&
    plan.probes.length > 0;
  const refused =
    release.on.hasRefusedSidecarStatus && pod.plan.restartPolicy !== 'Always' && newest?.state === 'exited';
  return [
    ...(lost
      ? [
          say(
            'A known defect may be at work: in a Pod with restartPolicy Never, kubelets up to 1.32 (and early patches of 1.33 and 1.34) can lose the probes of a sidecar that was restarted, for good',
            'L-292',
          ),
        ]
      : []),
    ...(refused
      ? [
          say(
            'A known defect may be at work: API servers of early 1.28 and 1.29 patches refuse the status of a sidecar that runs again, so this status may be old',
            'L-290',
          ),
        ]
      : []),
  ];
}
