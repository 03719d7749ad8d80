import { type Citation, pointedOut } from '../citation.ts';

export type EndSituation =
  | 'rejected'
  | 'initFailed'
  | 'byExitCodes'
  | 'disruptedYetDone'
  | 'jobComplete'
  | 'jobBackoffLimit'
  | 'jobFailurePolicy'
  | 'jobDeadline';

/** What becomes of the Pod, and of its Job. */
export const ENDS: Readonly<Record<EndSituation, Citation>> = {
  rejected: pointedOut(
    'L-234',
    'PRD',
    'A kubelet whose SidecarContainers gate is off refuses Pods with sidecars.',
  ),
  initFailed: pointedOut('L-170', 'KPO', 'A Pod is Failed when an init container has failed for good.'),
  byExitCodes: pointedOut(
    'L-143',
    'KPO',
    'All regular containers exited with 0: Succeeded; else Failed. Those of sidecars do not count.',
  ),
  disruptedYetDone: pointedOut(
    'L-152',
    'KPO',
    'After an eviction or a node shutdown a Pod whose regular containers all exit with 0 is Succeeded.',
  ),
  jobComplete: pointedOut(
    'L-210',
    'JOB',
    'A Job counts a Pod when its phase is terminal: after its sidecars have stopped.',
  ),
  jobBackoffLimit: pointedOut(
    'L-213',
    'JOB',
    'With restartPolicy OnFailure the restarts of all containers count, sidecars too; with Never failed Pods do.',
  ),
  jobFailurePolicy: pointedOut(
    'L-212',
    'JOB',
    'The exit codes of regular containers are held against podFailurePolicy first, then those of init containers and sidecars.',
  ),
  jobDeadline: pointedOut('L-214', 'JOB', 'A Job that fails has its running Pods deleted.'),
};
