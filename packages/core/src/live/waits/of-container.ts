import type { LiveContainer, LivePod } from '../live-pod.ts';
import type { Situation } from '../situation.ts';
import { waitForCompletion } from './completion.ts';
import { waitForConfiguration } from './configuration.ts';
import { IMAGE_REASONS, waitForImage } from './image.ts';
import { waitForRestart } from './restart.ts';
import { waitForStart } from './start.ts';
import { waitForStartupProbe } from './startup-probe.ts';

/** Failed starts after which an instance is there that has ended: they are restarts. */
const RESTART_REASONS: readonly string[] = ['CrashLoopBackOff', 'PostStartHookError'];

/** Why one container is not up, or not done, or has not started yet. */
export function waitFor(pod: LivePod, container: LiveContainer): Situation {
  const { newest, plan, failedStart } = container;
  if (failedStart !== null && !(RESTART_REASONS.includes(failedStart) && newest !== null)) {
    return IMAGE_REASONS.includes(failedStart)
      ? waitForImage(pod, container, failedStart)
      : waitForConfiguration(pod, container, failedStart);
  }
  if (newest === null) return waitForStart(pod, container);
  if (newest.state !== 'running') return waitForRestart(pod, container, newest);
  if (plan.role === 'init') return waitForCompletion(pod, container);
  const probe = plan.probes.find(({ type }) => type === 'startup');
  return probe === undefined ? waitForStart(pod, container) : waitForStartupProbe(pod, container, probe);
}
