import { z } from 'zod';

/** Where and for what this run runs. */
export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  readonly runId: string;
  /** The version of this Action that the workflow asked for. */
  readonly actionRef: string;
  /** Of the run that compared: with `workflow_run` the one that the event is about. */
  readonly run: RunNumber;
  readonly workflow: string;
  readonly job: string;
  readonly event: string;
  readonly subject: Subject;
  /** Of the repository; empty where the event does not say. */
  readonly defaultBranch: string;
}

/** Orders the runs of one workflow. */
export interface RunNumber {
  readonly number: number;
  readonly attempt: number;
}

export interface PullRequestSubject {
  readonly kind: 'pull-request';
  readonly number: number;
  /** The head that this run is about; `null` where only git can tell. */
  readonly headSha: string | null;
  /** The tip of the base branch when the event happened; `null` where the event does not say. */
  readonly baseSha: string | null;
  /** Whether the workspace holds the pull request. Events with a write token check the base branch out. */
  readonly isCheckedOut: boolean;
  /** `owner/repo` that the head is in, where the event says. */
  readonly headRepository: string | null;
}

/** What the event is about. */
export type Subject =
  | PullRequestSubject
  | { readonly kind: 'merge-group' | 'push'; readonly baseSha: string; readonly headSha: string }
  | { readonly kind: 'other'; readonly headSha: string };

/** Events whose token may write although a stranger caused them: nothing of a pull request may run under them. */
export const PRIVILEGED_EVENTS: readonly string[] = ['pull_request_target', 'workflow_run', 'issue_comment'];

const number = z.number().int().positive();

/** The few fields of an event that matter; GitHub sends hundreds. */
const Event = z.object({
  pull_request: z
    .object({
      number,
      head: z.object({
        sha: z.string(),
        repo: z.object({ full_name: z.string() }).nullish().catch(null),
      }),
      base: z.object({ sha: z.string() }),
    })
    .optional()
    .catch(undefined),
  issue: z
    .object({ number, pull_request: z.object({}) })
    .optional()
    .catch(undefined),
  merge_group: z.object({ head_sha: z.string(), base_sha: z.string() }).optional().catch(undefined),
  workflow_run: z
    .object({
      head_sha: z.string(),
      run_number: number.optional().catch(undefined),
      run_attempt: number.optional().catch(undefined),
      id: number.optional().catch(undefined),
      head_repository: z.object({ full_name: z.string() }).nullish().catch(null),
    })
    .optional()
    .catch(undefined),
  repository: z.object({ default_branch: z.string() }).optional().catch(undefined),
  before: z.string().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
});

type ParsedEvent = z.infer<typeof Event>;
type Environment = Readonly<Record<string, string | undefined>>;

/** The run as GitHub's environment and event file describe it. `asked` is the input `pull-request`. */
export function runContext(env: Environment, event: unknown, asked: number | null): RunContext {
  const parsed = Event.catch({}).parse(event);
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  return {
    owner,
    repo,
    serverUrl: env['GITHUB_SERVER_URL'] || 'https://github.com',
    runId: String(parsed.workflow_run?.id ?? env['GITHUB_RUN_ID'] ?? ''),
    actionRef: env['GITHUB_ACTION_REF'] || 'unknown',
    run: runNumberOf(env, parsed),
    workflow: env['GITHUB_WORKFLOW'] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    event: env['GITHUB_EVENT_NAME'] ?? '',
    subject: subjectOf(env, parsed, asked),
    defaultBranch: parsed.repository?.default_branch ?? '',
  };
}

/** Runs of the workflow that comments start in the order in which the others end, so theirs says nothing. */
const runNumberOf = (env: Environment, { workflow_run: compared }: ParsedEvent): RunNumber => ({
  number: compared?.run_number ?? Number(env['GITHUB_RUN_NUMBER'] ?? 0),
  attempt: (compared?.run_number && compared.run_attempt) || Number(env['GITHUB_RUN_ATTEMPT'] ?? 1),
});

function subjectOf(env: Environment, event: ParsedEvent, asked: number | null): Subject {
  const { pull_request: pull, issue, merge_group: group, workflow_run: compared } = event;
  if (pull !== undefined && (asked === null || asked === pull.number)) {
    return {
      kind: 'pull-request',
      number: pull.number,
      headSha: pull.head.sha,
      baseSha: pull.base.sha,
      isCheckedOut: env['GITHUB_EVENT_NAME'] !== 'pull_request_target',
      headRepository: pull.head.repo?.full_name ?? null,
    };
  }
  const number = asked ?? issue?.number;
  if (number !== undefined) {
    return {
      kind: 'pull-request',
      number,
      headSha: compared?.head_sha ?? null,
      baseSha: null,
      isCheckedOut: false,
      headRepository: compared?.head_repository?.full_name ?? null,
    };
  }
  if (group !== undefined) {
    return { kind: 'merge-group', baseSha: group.base_sha, headSha: group.head_sha };
  }
  if (event.before !== undefined && event.after !== undefined) {
    return { kind: 'push', baseSha: event.before, headSha: event.after };
  }
  return { kind: 'other', headSha: compared?.head_sha ?? env['GITHUB_SHA'] ?? '' };
}
