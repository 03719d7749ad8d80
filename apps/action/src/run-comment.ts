import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@actions/core';
import { type CommentFrame, commentStep, frameLength } from './comment-step.ts';
import { type RunContext, runContext } from './event.ts';
import { isSha } from './git/repository.ts';
import { askGitHub } from './github/client.ts';
import { realClock } from './github/retry.ts';
import { type CommentActionInputs, parseCommentInputs } from './inputs/comment-inputs.ts';
import { eventOf, setOutputs, tellComment } from './output.ts';
import { pullRequestOf } from './report/context.ts';
import { reportMarkdown } from './report/markdown.ts';
import { type Report, readReport } from './report/read-report.ts';
import { UserError } from './user-error.ts';
import { mayCreate, verdictOf } from './verdict.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The Action `comment`: writes the comment of a report that another run made, perhaps one of a stranger's. The text
 * is rendered here, from data that was checked; the pull request must have the head that the event is about.
 */
export async function runComment(env: Environment): Promise<void> {
  const inputs = parseCommentInputs((name) => core.getInput(name));
  if (inputs.githubToken !== '') core.setSecret(inputs.githubToken);
  const workspace = realpathSync(env['GITHUB_WORKSPACE'] || '.');
  const temporary = realpathSync(env['RUNNER_TEMP'] || workspace);
  const report = readReport(inputs.report, { workingDirectory: workspace, allowed: [workspace, temporary] });
  const run = runContext(env, eventOf(env), inputs.pullRequest ?? report.context.pullRequest);
  const headSha = headOf(inputs, run);

  if (report.context.commits.head !== headSha) {
    tellComment({ action: 'stale', warning: 'The report is of another commit than this run: no comment' });
    return;
  }
  const frame = frameOf(inputs, run, report, headSha);
  const length = inputs.maxCommentLength - frameLength(frame);
  const about = { ...report.context, runId: run.runId };
  const text = reportMarkdown(report.diff, about, run, inputs, length);
  const file = join(temporary, 'outrider-comment.md');
  writeFileSync(file, text);
  setOutputs({ 'comment-markdown': file });
  const ask = inputs.githubToken === '' ? null : askGitHub(inputs.githubToken, realClock);
  tellComment(await commentStep(inputs, run, { ...frame, text }, ask));
}

/** The head that the event is about, never what the report says. */
function headOf({ expectedHeadSha }: CommentActionInputs, run: RunContext): string {
  const known = expectedHeadSha || run.subject.headSha || '';
  if (isSha(known)) return known;
  throw new UserError(
    'Cannot tell which commit to comment on: set expected-head-sha, or run on workflow_run or pull_request',
  );
}

function frameOf(
  inputs: CommentActionInputs,
  run: RunContext,
  { diff, context }: Report,
  headSha: string,
): CommentFrame {
  return {
    id: inputs.commentId || context.commentId,
    run: run.run,
    headSha,
    headIsKnown: true,
    headRepository: pullRequestOf(run)?.headRepository ?? null,
    mayCreate: mayCreate(verdictOf(diff), inputs.comment),
  };
}
