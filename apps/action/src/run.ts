import { appendFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import * as core from '@actions/core';
import { annotationsOf } from './annotations.ts';
import { defaultId } from './comment/marker.ts';
import { type CommentFrame, commentStep, frameLength } from './comment-step.ts';
import { compare } from './compare.ts';
import { type RunContext, runContext } from './event.ts';
import { isSha } from './git/repository.ts';
import { type Ask, askGitHub } from './github/client.ts';
import { askMergeBase } from './github/merge-base.ts';
import { realClock } from './github/retry.ts';
import { type Inputs, parseInputs } from './inputs/diff-inputs.ts';
import { annotate, eventOf, type Outputs, setOutputs, tellComment } from './output.ts';
import { projectOf } from './project/project.ts';
import { today } from './project/today.ts';
import { pullRequestOf, reportContext } from './report/context.ts';
import { reportsOf, writeReports } from './report/reports.ts';
import { allowedPath } from './sides/folder-side.ts';
import type { Side, Sides } from './sides/side.ts';
import { type Surroundings, sidesOf } from './sides/sides.ts';
import { UserError } from './user-error.ts';
import { failureOf, mayCreate, type Verdict, verdictOf } from './verdict.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The whole Action: read, compare, report, comment, and only then fail. */
export async function run(env: Environment): Promise<void> {
  const inputs = parseInputs((name) => core.getInput(name), env['GITHUB_EVENT_NAME'] ?? '');
  if (inputs.githubToken !== '') core.setSecret(inputs.githubToken);
  const context = runContext(env, eventOf(env), inputs.pullRequest);
  const ask = inputs.githubToken === '' ? null : askGitHub(inputs.githubToken, realClock);
  const around = surroundingsOf(inputs, env, context, ask);

  const sides = await sidesOf(inputs, context, around);
  const project = projectOf(inputs, sides, today(env));
  for (const warning of [...warningsOf(sides), ...project.warnings]) core.warning(warning);
  const comparison = compare(sides, project);
  const verdict = verdictOf(comparison.diff);
  const frame = frameOf(inputs, context, sides, verdict);
  const about = reportContext(sides, project, context, frame.id);
  const reports = reportsOf(comparison, about, inputs, context, frameLength(frame));
  setOutputs({
    ...writeReports(reports, around.temporary),
    ...numbersOf(verdict),
    'base-sha': sides.commits.base,
    'head-sha': sides.commits.head,
  });
  const summary = env['GITHUB_STEP_SUMMARY'];
  if (summary) appendFileSync(summary, reports.markdown);
  if (inputs.annotations) annotationsOf(comparison.diff, sides.head.folder).forEach(annotate);

  tellComment(await commentStep(inputs, context, { ...frame, text: reports.comment }, ask));
  const failure = failureOf(verdict, inputs.failOn ?? project.config.failOn ?? 'error');
  if (failure !== undefined) core.setFailed(failure);
}

interface Around extends Surroundings {
  readonly temporary: string;
}

function surroundingsOf(inputs: Inputs, env: Environment, context: RunContext, ask: Ask | null): Around {
  const workspace = realpathSync(env['GITHUB_WORKSPACE'] || '.');
  const temporary = realpathSync(env['RUNNER_TEMP'] || workspace);
  const workingDirectory = allowedPath(inputs.workingDirectory, {
    workingDirectory: workspace,
    allowed: [workspace],
  });
  return {
    places: { workingDirectory, allowed: [workspace, temporary] },
    temporary,
    env: { ...env, PWD: resolve(workingDirectory) },
    askMergeBase: ask === null ? cannotAsk : askMergeBase(ask, context),
    print: (text) => process.stdout.write(text),
  };
}

function cannotAsk(base: string, head: string): Promise<string> {
  const pair = `${base.slice(0, 12)} and ${head.slice(0, 12)}`;
  throw new UserError(
    `Cannot find the merge base of ${pair}: check out with "fetch-depth: 0", or set base-ref`,
  );
}

function warningsOf({ base, head, warnings }: Sides): readonly string[] {
  const skippedOf = (side: Side | null): readonly string[] => side?.skipped ?? [];
  const skipped = [...new Set([...skippedOf(base), ...skippedOf(head)])];
  const shown = skipped.slice(0, 10).join(', ');
  const more = skipped.length > 10 ? ` and ${skipped.length - 10} more` : '';
  return [...warnings, ...(skipped.length === 0 ? [] : [`Not read: ${shown}${more}`])];
}

function frameOf(inputs: Inputs, context: RunContext, sides: Sides, verdict: Verdict): CommentFrame {
  const pull = pullRequestOf(context);
  const headSha = sides.commits.head;
  return {
    id: inputs.commentId || defaultId(context.workflow, context.job, inputs.matrix),
    run: context.run,
    headSha,
    headIsKnown: pull !== null && isSha(headSha),
    headRepository: pull?.headRepository ?? null,
    mayCreate: mayCreate(verdict, inputs.comment),
  };
}

const numbersOf = (verdict: Verdict): Outputs => ({
  changed: String(verdict.changed),
  'changed-count': String(verdict.changedCount),
  'error-count': String(verdict.errorCount),
  'warning-count': String(verdict.warningCount),
  worst: verdict.worst,
  'cpu-delta': String(verdict.cpuDeltaMillicores),
  'memory-delta': String(verdict.memoryDeltaBytes),
});
