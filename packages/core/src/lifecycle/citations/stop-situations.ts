import type { PodPhase, TerminationCause, TimelineEvent } from '../timeline.ts';
import type { Situation } from './situations.ts';
import { initFailure } from './start-situations.ts';
import type { Life, Stop, Story } from './story.ts';

type Of<Name extends TimelineEvent['event']> = Extract<TimelineEvent, { event: Name }>;

export function whyItStops(cause: TerminationCause, { on }: Story): Situation {
  switch (cause) {
    case 'deletion':
    case 'finished':
      return 'stopBegins';
    case 'eviction':
      return on.evictionUsesSpecGrace ? 'deletion' : 'eviction';
    case 'nodeShutdown':
      return 'nodeShutdown';
    case 'deadline':
      return 'deadline';
  }
}

export function preStopSituation(
  event: Of<'PreStopStarted'> | Of<'PreStopFinished'>,
  { role }: Life,
  { stop }: Story,
): Situation {
  if (event.event === 'PreStopStarted') {
    if (stop === undefined) return 'ownPreStop';
    return role === 'sidecar' ? 'sidecarPreStop' : 'regularPreStop';
  }
  switch (event.outcome) {
    case 'ok':
      return 'preStopEnds';
    case 'failed':
      return 'preStopFails';
    case 'cutOff':
      return 'preStopIsCutOff';
  }
}

/** SIGTERM: of one container, or of all in the order of L-122 as long as the grace period lasts. */
export function signalSituation({ atSeconds }: Of<'SignalSent'>, life: Life, story: Story): Situation {
  const { stop, on, hasSidecar } = story;
  if (stop === undefined) return ownSignal(life);
  if (stop.graceSeconds === 0) return 'signalWithoutGrace';
  if (!hasSidecar) return 'plainSignal';
  if (!on.orderedSidecarTermination) return 'signalWithoutOrder';
  if (life.role !== 'sidecar') return 'regularSignal';
  return isOver(stop, atSeconds) ? 'sidecarOutOfTime' : 'sidecarTurn';
}

const isOver = ({ atSeconds, graceSeconds }: Stop, now: number): boolean => now - atSeconds >= graceSeconds;

function ownSignal({ trouble }: Life): Situation {
  switch (trouble) {
    case 'startupProbe':
    case 'livenessProbe':
      return 'probeSignal';
    case 'postStart':
      return 'postStartFails';
    case 'allRestart':
      return 'allRestart';
    case 'change':
    case 'sandbox':
    case 'exit':
    case undefined:
      return 'plainSignal';
  }
}

export function exitSituation(exitCode: number, life: Life, story: Story): Situation | undefined {
  const { role } = life;
  switch (role) {
    case 'ephemeral':
      return 'ephemeralStarts';
    case 'init':
      if (story.stop !== undefined) return 'initIsStopped';
      return exitCode === 0 ? 'initIsDone' : initFailure(life, story);
    case 'sidecar':
      return sidecarExit(exitCode, life, story);
    case 'regular':
      return story.stop === undefined ? 'regularExits' : 'regularEnds';
  }
}

/** Where it was signalled, the signal says why. */
function sidecarExit(exitCode: number, { wasSignalled }: Life, { stop }: Story): Situation | undefined {
  if (stop !== undefined)
    return wasSignalled || stop.cause === 'completion' ? 'sidecarEnds' : 'sidecarEndsEarly';
  if (wasSignalled) return undefined;
  return exitCode === 0 ? 'sidecarExitsWithZero' : 'sidecarCrashes';
}

export function howItEnds(phase: PodPhase, { stop, hasInitFailed, isInitialized }: Story): Situation {
  if (hasInitFailed && !isInitialized) return 'initFailed';
  switch (stop?.cause) {
    case 'deadline':
      return 'deadline';
    case 'eviction':
    case 'nodeShutdown':
      return phase === 'Succeeded' ? 'disruptedYetDone' : 'byExitCodes';
    case 'deletion':
    case 'finished':
    case 'completion':
    case undefined:
      return isInitialized ? 'byExitCodes' : 'initIsStopped';
  }
}
