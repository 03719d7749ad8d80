import { z } from 'zod';

/** Where and for what this run runs. */
export interface RunContext {
  readonly owner: string;
  readonly repo: string;
  readonly serverUrl: string;
  readonly runId: string;
  /** The version of this Action that the workflow asked for. */
  readonly actionRef: string;
  readonly run: RunNumber;
  readonly workflow: string;
  readonly job: string;
  /** `null`: the event is about no pull request. */
  readonly pullRequest: number | null;
  readonly headSha: string;
  /** Whether `headSha` is certainly the head of the pull request, so that a newer one makes this run stale. */
  readonly headIsKnown: boolean;
  readonly baseSha: string;
}

/** Orders the runs of one workflow. */
export interface RunNumber {
  readonly number: number;
  readonly attempt: number;
}

const Pull = z.object({
  number: z.number().int().positive(),
  head: z.object({ sha: z.string() }),
  base: z.object({ sha: z.string() }),
});

/** The few fields of an event that matter; GitHub sends hundreds. */
const Event = z.object({
  pull_request: Pull.optional().catch(undefined),
  merge_group: z.object({ head_sha: z.string(), base_sha: z.string() }).optional().catch(undefined),
  workflow_run: z.object({ head_sha: z.string() }).optional().catch(undefined),
  before: z.string().optional().catch(undefined),
  after: z.string().optional().catch(undefined),
});

type Environment = Readonly<Record<string, string | undefined>>;

/** The run as GitHub's environment and event file describe it. `asked` is the input `pull-request`. */
export function runContext(env: Environment, event: unknown, asked: number | null): RunContext {
  const parsed = Event.catch({}).parse(event);
  const { pull_request: pull, merge_group: group, workflow_run: run } = parsed;
  const isOwnPull = pull !== undefined && (asked === null || asked === pull.number);
  const [owner = '', repo = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/');
  const known = isOwnPull ? pull.head.sha : run?.head_sha;
  return {
    owner,
    repo,
    serverUrl: env['GITHUB_SERVER_URL'] || 'https://github.com',
    runId: env['GITHUB_RUN_ID'] ?? '',
    actionRef: env['GITHUB_ACTION_REF'] || 'unknown',
    run: { number: Number(env['GITHUB_RUN_NUMBER'] ?? 0), attempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? 1) },
    workflow: env['GITHUB_WORKFLOW'] ?? '',
    job: env['GITHUB_JOB'] ?? '',
    pullRequest: asked ?? pull?.number ?? null,
    headSha: known ?? group?.head_sha ?? parsed.after ?? env['GITHUB_SHA'] ?? '',
    headIsKnown: known !== undefined,
    baseSha: (isOwnPull ? pull.base.sha : undefined) ?? group?.base_sha ?? parsed.before ?? '',
  };
}
