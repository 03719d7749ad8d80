import { type Citation, forWhoAsks, pointedOut } from '../citation.ts';

export type RestartSituation =
  | 'initFails'
  | 'initFailsByOwnRules'
  | 'sidecarCrashes'
  | 'sidecarExitsWithZero'
  | 'sidecarRestarts'
  | 'sidecarFailsStartup'
  | 'sidecarFailsLiveness'
  | 'sidecarIsChanged'
  | 'regularExits'
  | 'regularRestarts'
  | 'regularFailsProbe'
  | 'regularIsReplaced'
  | 'crashBackOff'
  | 'pullFails'
  | 'startFails'
  | 'sandboxIsLost'
  | 'allRestart';

/** Failures, and starts after the first. */
export const RESTARTS: Readonly<Record<RestartSituation, Citation>> = {
  initFails: pointedOut(
    'L-013',
    'KRC',
    'An init container that fails is restarted, or with restartPolicy Never the Pod fails.',
  ),
  initFailsByOwnRules: pointedOut(
    'L-021',
    'KRC',
    'The restart rules of this init container decide by its exit code, then its restartPolicy, then that of the Pod.',
  ),
  sidecarCrashes: forWhoAsks(
    'L-032',
    'KRC',
    'When a sidecar crashes it alone is restarted; no other container is touched.',
  ),
  sidecarExitsWithZero: pointedOut(
    'L-052',
    'KRM',
    'A sidecar that exits with 0 is restarted and backs off like one that fails.',
  ),
  sidecarRestarts: pointedOut(
    'L-011',
    'KRC',
    'A sidecar is restarted after any exit code, whatever the restartPolicy of the Pod.',
  ),
  sidecarFailsStartup: pointedOut(
    'L-012',
    'KRC',
    'The sidecar is killed and started again, unless the back-off forbids it; the next init container waits.',
  ),
  sidecarFailsLiveness: pointedOut(
    'L-090',
    'KRC',
    'The sidecar is killed and started again, whatever the restartPolicy of the Pod.',
  ),
  sidecarIsChanged: pointedOut(
    'L-020',
    'KRC',
    'A new image, or a resize that asks for it, restarts a running sidecar.',
  ),
  regularExits: forWhoAsks(
    'L-061',
    'KEP_5307',
    'Whether it is restarted after this exit code its own restart rules say, or the restartPolicy of the Pod.',
  ),
  regularRestarts: pointedOut(
    'L-061',
    'KEP_5307',
    'Its own restart rules, or the restartPolicy of the Pod, ask for it after this exit code.',
  ),
  regularFailsProbe: pointedOut(
    'L-025',
    'KRM',
    'A failed startup or liveness probe kills the container; it is started again unless its restartPolicy is Never.',
  ),
  regularIsReplaced: pointedOut(
    'L-025',
    'KRM',
    'A new image, a failed probe, or a resize that asks for it, restarts a running regular container.',
  ),
  crashBackOff: pointedOut(
    'L-050',
    'KRM',
    'The kubelet refuses to start a container again until its back-off, counted from its last exit, is over.',
  ),
  pullFails: pointedOut(
    'L-014',
    'IMG',
    'A pull that fails is tried again for ever, with a back-off of its own.',
  ),
  startFails: pointedOut(
    'L-015',
    'KRC',
    'The status of a container that cannot be created or started says why it waits.',
  ),
  sandboxIsLost: pointedOut(
    'L-023',
    'KRM',
    'Without its sandbox the Pod is stopped, and begins again with the first init container where its restartPolicy allows.',
  ),
  allRestart: pointedOut(
    'L-066',
    'KEP_5532',
    'An exit code that asks for RestartAllContainers removes all containers; the Pod begins again with the first init container.',
  ),
};
