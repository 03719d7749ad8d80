import { type Citation, forWhoAsks, pointedOut } from '../citation.ts';

export type StartSituation =
  | 'initStarts'
  | 'sidecarIsUp'
  | 'sidecarPassesStartup'
  | 'sidecarPostStartEnds'
  | 'initIsDone'
  | 'regularStarts'
  | 'regularStartsFirst'
  | 'ephemeralStarts'
  | 'postStartBegins'
  | 'postStartEnds'
  | 'regularPostStartEnds'
  | 'postStartFails';

/** Starts, and what lets the next container start. */
export const STARTS: Readonly<Record<StartSituation, Citation>> = {
  initStarts: forWhoAsks(
    'L-001',
    'KEP_753',
    'Init containers and sidecars start in the order of the spec, one at a time.',
  ),
  sidecarIsUp: pointedOut(
    'L-003',
    'KEP_753',
    'A sidecar without a startupProbe is initialized as soon as it runs: the next container may start.',
  ),
  sidecarPassesStartup: pointedOut(
    'L-003',
    'KEP_753',
    'A running sidecar whose startupProbe has succeeded is initialized: the next container may start.',
  ),
  sidecarPostStartEnds: pointedOut(
    'L-004',
    'KRC',
    'The next container did not start before the postStart hook of this one had ended.',
  ),
  initIsDone: pointedOut(
    'L-002',
    'KRC',
    'An init container that exits with 0 is initialized: the next container may start.',
  ),
  regularStarts: forWhoAsks(
    'L-001',
    'KEP_753',
    'Regular containers start after all init containers and sidecars are initialized.',
  ),
  regularStartsFirst: forWhoAsks(
    'L-016',
    'KRM',
    'Regular containers start one after the other in the order of the spec; the image pull and the postStart hook of one delay the next.',
  ),
  ephemeralStarts: forWhoAsks(
    'L-017',
    'KRM',
    'Ephemeral containers take no part in any order and are never restarted.',
  ),
  postStartBegins: forWhoAsks(
    'L-008',
    'KRC',
    'The hook runs right after the start; what comes next waits for its end.',
  ),
  postStartEnds: forWhoAsks('L-008', 'KRC', 'The start of the container is complete.'),
  regularPostStartEnds: forWhoAsks(
    'L-016',
    'KRM',
    'The hook of one regular container delays the start of the next.',
  ),
  postStartFails: pointedOut(
    'L-009',
    'KRC',
    'A container whose postStart hook fails is killed; a sidecar is started again, at once the first time, then with back-off.',
  ),
};
