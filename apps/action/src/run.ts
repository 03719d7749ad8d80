import { appendFileSync, readFileSync, realpathSync } from 'node:fs';
import * as core from '@actions/core';
import { type Annotation, annotationsOf } from './annotations.ts';
import { bodyOf, type CommentPlan } from './comment/keep-comment.ts';
import { defaultId } from './comment/marker.ts';
import { type CommentResult, commentStep } from './comment-step.ts';
import { type Comparison, compare } from './compare.ts';
import { type RunContext, runContext } from './event.ts';
import { type Inputs, parseInputs } from './inputs.ts';
import { commitsOf, type Reports, reportsOf, writeReports } from './reports.ts';
import { failureOf, mayCreate, type Verdict, verdictOf } from './verdict.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** The whole Action: read, compare, report, comment, and only then fail. */
export async function run(env: Environment): Promise<void> {
  const inputs = parseInputs((name) => core.getInput(name));
  if (inputs.githubToken !== '') core.setSecret(inputs.githubToken);
  const context = runContext(env, eventOf(env), inputs.pullRequest);
  const workspace = realpathSync(env['GITHUB_WORKSPACE'] || '.');
  const temporary = realpathSync(env['RUNNER_TEMP'] || workspace);

  const comparison = compare(inputs, workspace, [workspace, temporary]);
  for (const warning of comparison.warnings) core.warning(warning);
  const verdict = verdictOf(comparison.diff);
  const plan = planOf(inputs, context, verdict);
  const reports = reportsOf(comparison, inputs, context, bodyOf(plan).length);
  setOutputs({ ...writeReports(reports, temporary), ...numbersOf(verdict), ...shasOf(comparison, context) });
  writeSummary(env, reports);
  if (inputs.annotations) annotationsOf(comparison).forEach(annotate);

  const comment = await commentStep(inputs, context, { ...plan, text: reports.comment });
  tellComment(comment);
  const failure = failureOf(verdict, inputs.failOn);
  if (failure !== undefined) core.setFailed(failure);
}

function eventOf(env: Environment): unknown {
  try {
    return JSON.parse(readFileSync(env['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  } catch {
    return {};
  }
}

/** Without a text yet: its length is what is left beside the marker. */
const planOf = (inputs: Inputs, context: RunContext, verdict: Verdict): CommentPlan => ({
  id: inputs.commentId || defaultId(context.workflow, context.job, inputs.matrix),
  run: context.run,
  headSha: context.headSha,
  headIsKnown: context.headIsKnown,
  text: '',
  mayCreate: mayCreate(verdict, inputs.comment),
});

const numbersOf = (verdict: Verdict): Readonly<Record<string, string>> => ({
  changed: String(verdict.changed),
  'changed-count': String(verdict.changedCount),
  'error-count': String(verdict.errorCount),
  'warning-count': String(verdict.warningCount),
  worst: verdict.worst,
  'cpu-delta': String(verdict.cpuDeltaMillicores),
  'memory-delta': String(verdict.memoryDeltaBytes),
});

function shasOf(comparison: Comparison, context: RunContext): Readonly<Record<string, string>> {
  const { base, head } = commitsOf(comparison, context);
  return { 'base-sha': base, 'head-sha': head };
}

function setOutputs(outputs: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
}

function writeSummary(env: Environment, { markdown }: Reports): void {
  const file = env['GITHUB_STEP_SUMMARY'];
  if (file) appendFileSync(file, markdown);
}

function annotate({ severity, title, message, file, line }: Annotation): void {
  const properties = {
    title,
    ...(file !== undefined && { file }),
    ...(line !== undefined && { startLine: line }),
  };
  const levels = { error: core.error, warning: core.warning, info: core.notice };
  levels[severity](message, properties);
}

function tellComment({ action, id, url, warning }: CommentResult): void {
  setOutputs({
    'comment-action': action,
    'comment-id': id === undefined ? '' : String(id),
    'comment-url': url ?? '',
  });
  if (warning !== undefined) core.warning(warning);
  core.info(`Comment: ${action}${url === undefined ? '' : ` ${url}`}`);
}
