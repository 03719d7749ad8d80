import type { TimelineEvent } from '../timeline.ts';
import type { Situation } from './situations.ts';
import { postStartSituation, startSituation } from './start-situations.ts';
import {
  exitSituation,
  howItEnds,
  preStopSituation,
  signalSituation,
  whyItStops,
} from './stop-situations.ts';
import type { Life, Story } from './story.ts';

type Of<Name extends TimelineEvent['event']> = Extract<TimelineEvent, { event: Name }>;

/** Which situation an event is in, by what happened before it; `undefined` where there is nothing to say. */
export function situationOf(event: TimelineEvent, story: Story): Situation | undefined {
  switch (event.event) {
    case 'PodStatus':
      return story.isReady && event.conditions['Ready'] !== true ? unready(story) : undefined;
    case 'DeleteRequested':
      return 'deletion';
    case 'TerminationStarted':
      return whyItStops(event.cause, story);
    case 'CompletionKill':
      return [...story.lives.values()].some((life) => life.role === 'regular' && life.isRunning)
        ? 'lastOneMayNotRestart'
        : 'allDone';
    case 'SandboxLost':
    case 'SandboxCreated':
      return 'sandboxIsLost';
    case 'Rejected':
      return 'rejected';
    case 'JobStatus':
      return jobSituation(event);
    case 'PodFinished':
      return howItEnds(event.phase, story);
    default: {
      const life = story.lives.get(event.container ?? '');
      return life === undefined ? warningSituation(event, life, story) : ofContainer(event, life, story);
    }
  }
}

type OfContainer = Extract<TimelineEvent, { container?: string }>;

function ofContainer(event: OfContainer, life: Life, story: Story): Situation | undefined {
  switch (event.event) {
    case 'Started':
      return startSituation(event.instance, life, story);
    case 'Exited':
      return exitSituation(event.exitCode, life, story);
    case 'PostStartStarted':
      return 'postStartBegins';
    case 'PostStartFinished':
      return event.outcome === 'failed' ? 'postStartFails' : postStartSituation(life, story);
    case 'PreStopStarted':
    case 'PreStopFinished':
      return preStopSituation(event, life, story);
    case 'SignalSent':
      return signalSituation(event, life, story);
    case 'Killed':
      return 'kill';
    case 'ProbeResult':
      return probeSituation(event, life, story);
    case 'Removed':
      return 'allRestart';
    case 'KubernetesEvent':
      return warningSituation(event, life, story);
  }
}

function probeSituation({ probe, result }: Of<'ProbeResult'>, life: Life, story: Story): Situation {
  const isSidecar = life.role === 'sidecar';
  switch (probe) {
    case 'startup':
      if (result === 'Failure') return isSidecar ? 'sidecarFailsStartup' : 'regularFailsProbe';
      return isSidecar && !story.isInitialized ? 'sidecarPassesStartup' : 'startupPasses';
    case 'readiness':
      return result === 'Success' ? 'readinessPasses' : 'readinessFails';
    case 'liveness':
      if (result === 'Success') return 'livenessPasses';
      return isSidecar ? 'sidecarFailsLiveness' : 'regularFailsProbe';
  }
}

/** Events of Kubernetes' own that warn. */
function warningSituation(event: TimelineEvent, life: Life | undefined, story: Story): Situation | undefined {
  if (event.event !== 'KubernetesEvent') return undefined;
  switch (event.reason) {
    case 'BackOff':
      return event.message.startsWith('Back-off pulling') ? 'pullFails' : 'crashBackOff';
    case 'Failed':
      return /^(Failed to pull|Error: (ErrImagePull|ImagePullBackOff))/.test(event.message)
        ? 'pullFails'
        : 'startFails';
    case 'Unhealthy':
      return 'attemptFails';
    case 'FailedPostStartHook':
      return 'postStartFails';
    case 'FailedPreStopHook':
      return life?.isHookLeft ? undefined : 'preStopFails';
    case 'ExceededGracePeriod':
      return 'slowStop';
    case 'Evicted':
      return whyItStops('eviction', story);
    case 'InitContainerRestartPolicyForbidden':
      return 'rejected';
    default:
      return undefined;
  }
}

function unready({ stop, lastDown }: Story): Situation {
  if (stop !== undefined) return 'unreadyInStop';
  return lastDown?.role === 'sidecar' ? 'sidecarMakesUnready' : 'regularMakesUnready';
}

function jobSituation({ status, reason }: Of<'JobStatus'>): Situation {
  if (status === 'Complete') return 'jobComplete';
  switch (reason) {
    case 'BackoffLimitExceeded':
      return 'jobBackoffLimit';
    case 'PodFailurePolicy':
      return 'jobFailurePolicy';
    default:
      return 'jobDeadline';
  }
}
