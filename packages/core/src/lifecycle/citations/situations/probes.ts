import { type Citation, forWhoAsks, pointedOut } from '../citation.ts';

export type ProbeSituation =
  | 'startupPasses'
  | 'readinessPasses'
  | 'readinessFails'
  | 'livenessPasses'
  | 'attemptFails'
  | 'sidecarMakesUnready'
  | 'regularMakesUnready'
  | 'unreadyInStop';

/** Results of probes, and what they do to the Pod. */
export const PROBES: Readonly<Record<ProbeSituation, Citation>> = {
  startupPasses: forWhoAsks(
    'L-084',
    'PRW',
    'Until the startup probe has succeeded no other probe of the container runs.',
  ),
  readinessPasses: forWhoAsks(
    'L-094',
    'PRM',
    'The container is ready: it runs, has started, and its readiness probe has succeeded.',
  ),
  readinessFails: pointedOut('L-092', 'PRW', 'A failed readiness probe never restarts anything.'),
  livenessPasses: forWhoAsks(
    'L-085',
    'PRW',
    'A result counts after as many equal outcomes in a row as its threshold says.',
  ),
  attemptFails: forWhoAsks(
    'L-085',
    'PRW',
    'A result counts after as many equal outcomes in a row as its threshold says.',
  ),
  sidecarMakesUnready: pointedOut(
    'L-095',
    'GEN',
    'A sidecar that is down or not ready makes the Pod not Ready, like a regular container.',
  ),
  regularMakesUnready: pointedOut(
    'L-176',
    'GEN',
    'A Pod is Ready while all its regular containers and sidecars are.',
  ),
  unreadyInStop: forWhoAsks(
    'L-177',
    'KLT',
    'Not the deletion makes a Pod not Ready, but the end of its containers.',
  ),
};
