import { type Citation, forWhoAsks, pointedOut } from '../citation.ts';

export type StopSituation =
  | 'allDone'
  | 'lastOneMayNotRestart'
  | 'deletion'
  | 'stopBegins'
  | 'eviction'
  | 'nodeShutdown'
  | 'deadline'
  | 'sidecarPreStop'
  | 'regularPreStop'
  | 'ownPreStop'
  | 'preStopEnds'
  | 'preStopFails'
  | 'preStopIsCutOff'
  | 'regularSignal'
  | 'sidecarTurn'
  | 'sidecarOutOfTime'
  | 'sidecarsOutOfTime'
  | 'signalWithoutGrace'
  | 'signalWithoutOrder'
  | 'plainSignal'
  | 'probeSignal'
  | 'kill'
  | 'regularEnds'
  | 'sidecarEnds'
  | 'sidecarEndsEarly'
  | 'initIsStopped'
  | 'slowStop';

/** The stop of one container, or of the whole Pod. */
export const STOPS: Readonly<Record<StopSituation, Citation>> = {
  allDone: pointedOut(
    'L-026',
    'KRM',
    'No regular container runs or is to be started: everything is stopped, and sidecars are not restarted.',
  ),
  lastOneMayNotRestart: pointedOut(
    'L-027',
    'KRM',
    'The only regular container failed a probe and may not be restarted: the whole Pod is stopped.',
  ),
  deletion: forWhoAsks(
    'L-141',
    'PWK',
    'The smallest grace period anybody asked for counts, or that of the spec; it is never below 1 s.',
  ),
  stopBegins: pointedOut(
    'L-140',
    'PWK',
    'A stop begins when the work that the kubelet has in hand for the Pod is done.',
  ),
  eviction: pointedOut('L-151', 'EVM', 'A hard eviction leaves the Pod 1 s of grace.'),
  nodeShutdown: pointedOut(
    'L-154',
    'NSM',
    'A node that shuts down leaves its Pods no more than the time of their group; sidecars stop in order all the same.',
  ),
  deadline: pointedOut(
    'L-153',
    'ADL',
    'A Pod that has passed its activeDeadlineSeconds is Failed, whatever its containers exit with.',
  ),
  sidecarPreStop: pointedOut(
    'L-121',
    'KEP_753',
    'All preStop hooks begin when the Pod begins to stop, those of sidecars too.',
  ),
  regularPreStop: forWhoAsks('L-121', 'KEP_753', 'All preStop hooks begin when the Pod begins to stop.'),
  ownPreStop: forWhoAsks(
    'L-120',
    'KRC',
    'The hook of a container that is killed runs first, within its grace period.',
  ),
  preStopEnds: forWhoAsks('L-120', 'KRC', 'The time that the hook took is gone from the grace period.'),
  preStopFails: pointedOut('L-131', 'KRC', 'A container whose preStop hook fails is stopped all the same.'),
  preStopIsCutOff: pointedOut(
    'L-120',
    'KRC',
    'A preStop hook gets no more than the grace period; the container is signalled now.',
  ),
  regularSignal: forWhoAsks('L-122', 'KTO', 'Regular containers do not wait: they are signalled first.'),
  sidecarTurn: pointedOut(
    'L-122',
    'KTO',
    'A sidecar is signalled when the regular containers are gone, and the next sidecar behind it.',
  ),
  sidecarOutOfTime: pointedOut(
    'L-123',
    'KEP_753',
    'All containers share one grace period; it is over, and this sidecar is left with 2 s.',
  ),
  sidecarsOutOfTime: pointedOut(
    'L-129',
    'KTO',
    'The grace period is over while several sidecars wait: all are signalled at once, without order.',
  ),
  signalWithoutGrace: pointedOut(
    'L-125',
    'KRC',
    'Without a grace period there are no hooks and no order, and 2 s for each.',
  ),
  signalWithoutOrder: pointedOut(
    'L-130',
    'KEP_753',
    'This release stops sidecars and regular containers together.',
  ),
  plainSignal: forWhoAsks(
    'L-120',
    'KRC',
    'What the hook and the waiting left of the grace period, at least 2 s, is between this signal and SIGKILL.',
  ),
  probeSignal: forWhoAsks(
    'L-150',
    'KEP_2238',
    'A kill for a failed probe has the grace period of the probe, or else that of the Pod, and no order.',
  ),
  kill: pointedOut('L-120', 'KRC', 'What was left of the grace period at the signal, at least 2 s, is over.'),
  regularEnds: forWhoAsks(
    'L-143',
    'KPO',
    'The exit codes of regular containers decide the phase of a stopped Pod.',
  ),
  sidecarEnds: forWhoAsks('L-171', 'KPO', 'The exit code of a sidecar counts for nothing in the phase.'),
  sidecarEndsEarly: pointedOut('L-146', 'KLT', 'Nothing is started again in a Pod that is being terminated.'),
  initIsStopped: forWhoAsks(
    'L-145',
    'STM',
    'A Pod that is stopped before its regular containers have run is Failed.',
  ),
  slowStop: pointedOut(
    'L-155',
    'PWK',
    'Whoever asked for the stop has waited for one and a half times the grace period, 10 s at least.',
  ),
};
