import { bodyOf, type CommentPlan, type KeptComment, keepComment } from './comment/keep-comment.ts';
import type { PullRequestSubject, RunContext } from './event.ts';
import { type Ask, isDenied } from './github/client.ts';
import { githubComments } from './github/comments.ts';
import type { CommentInputs } from './inputs/fields.ts';
import { pullRequestOf } from './report/context.ts';

export interface CommentResult extends Omit<KeptComment, 'action'> {
  readonly action: KeptComment['action'] | 'denied';
  readonly warning?: string;
}

/** A comment that only lacks its text. */
export type CommentFrame = Omit<CommentPlan, 'text'>;

/** What the comment's first line needs of its length. */
export const frameLength = (frame: CommentFrame): number => bodyOf({ ...frame, text: '' }).length;

/** Writes the comment if it may. Whatever GitHub answers, the step goes on: summary and exit code tell the rest. */
export async function commentStep(
  inputs: CommentInputs,
  run: RunContext,
  plan: CommentPlan,
  ask: Ask | null,
): Promise<CommentResult> {
  const pull = pullRequestOf(run);
  if (inputs.comment === 'off' || pull === null) return { action: 'skipped' };
  if (ask === null) return { action: 'denied', warning: 'Cannot comment: the input github-token is empty' };
  return await keep(ask, run, pull, plan);
}

async function keep(
  ask: Ask,
  { owner, repo }: RunContext,
  { number }: PullRequestSubject,
  plan: CommentPlan,
): Promise<CommentResult> {
  try {
    return await keepComment(githubComments(ask, { owner, repo, pullRequest: number }), plan);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!isDenied(error)) {
      return { action: 'skipped', warning: `Cannot reach GitHub, so no comment: ${reason}` };
    }
    return {
      action: 'denied',
      warning: `Cannot comment on #${number}: ${reason}. The job needs "permissions: pull-requests: write"; runs for forks and for Dependabot have a read-only token, and nobody can comment on a locked pull request. The job summary has the whole report.`,
    };
  }
}
