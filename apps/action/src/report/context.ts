import type { PullRequestSubject, RunContext } from '../event.ts';
import type { Project } from '../project/project.ts';
import type { ComparedCommits, Sides } from '../sides/side.ts';

/**
 * What a report says about its own making. It travels inside `report.json`, so that a later run with other rights
 * can write the same comment.
 */
export interface ReportContext {
  readonly commentId: string;
  /** `null`: about no pull request. */
  readonly pullRequest: number | null;
  readonly commits: ComparedCommits;
  readonly runId: string;
  /** Folder of the repository that file names are relative to; `null`: they have no address there. */
  readonly folder: string | null;
  /** For `outrider diff --git`; empty where git has no manifests. */
  readonly paths: readonly string[];
  readonly notes: readonly string[];
}

export const reportContext = (
  sides: Sides,
  project: Project,
  run: RunContext,
  commentId: string,
): ReportContext => ({
  commentId,
  pullRequest: pullRequestOf(run)?.number ?? null,
  commits: sides.commits,
  runId: run.runId,
  folder: sides.head.folder,
  paths: sides.paths,
  notes: [...sides.notes, ...project.notes],
});

export const pullRequestOf = ({ subject }: Pick<RunContext, 'subject'>): PullRequestSubject | null =>
  subject.kind === 'pull-request' ? subject : null;
