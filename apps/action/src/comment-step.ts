import { githubComments, isDenied } from './comment/github-comments.ts';
import { type CommentPlan, type KeptComment, keepComment } from './comment/keep-comment.ts';
import { type Clock, realClock } from './comment/retry.ts';
import type { RunContext } from './event.ts';
import type { Inputs } from './inputs.ts';

export interface CommentResult extends Omit<KeptComment, 'action'> {
  readonly action: KeptComment['action'] | 'denied';
  readonly warning?: string;
}

/** Writes the comment if it may. Whatever GitHub answers, the step goes on: summary and exit code tell the rest. */
export async function commentStep(
  inputs: Inputs,
  run: RunContext,
  plan: CommentPlan,
  clock: Clock = realClock,
): Promise<CommentResult> {
  if (inputs.comment === 'off' || run.pullRequest === null) return { action: 'skipped' };
  if (inputs.githubToken === '') {
    return { action: 'denied', warning: 'Cannot comment: the input github-token is empty' };
  }
  const pull = { owner: run.owner, repo: run.repo, pullRequest: run.pullRequest };
  try {
    return await keepComment(githubComments(inputs.githubToken, pull, clock), plan);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    if (!isDenied(error))
      return { action: 'skipped', warning: `Cannot reach GitHub, so no comment: ${reason}` };
    return {
      action: 'denied',
      warning: `Cannot comment on #${run.pullRequest}: ${reason}. The job needs "permissions: pull-requests: write"; runs for forks and for Dependabot have a read-only token. The job summary has the whole report.`,
    };
  }
}
