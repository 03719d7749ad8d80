import { getOctokit } from '@actions/github';
import { type Clock, withRetry } from './retry.ts';

export interface RepositoryRef {
  readonly owner: string;
  readonly repo: string;
}

type Octokit = ReturnType<typeof getOctokit>;

/** Asks GitHub, or the server that `GITHUB_API_URL` names: with patience, but not for ever. */
export type Ask = <T>(request: (octokit: Octokit, options: RequestOptions) => Promise<T>) => Promise<T>;

export interface RequestOptions {
  readonly request: { readonly signal: AbortSignal };
}

export function askGitHub(token: string, clock: Clock): Ask {
  const octokit = getOctokit(token);
  return (request) => withRetry(clock, (signal) => request(octokit, { request: { signal } }));
}

/** Where GitHub says that this token may not, or that there is nothing it may see. */
export function isDenied(error: unknown): boolean {
  if (isStatus(error, [401, 403, 404])) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { errors } = error as { readonly errors?: unknown };
  return (
    Array.isArray(errors) &&
    errors.some((one: { readonly type?: unknown } | null) => DENYING_TYPES.includes(one?.type))
  );
}

const DENYING_TYPES: readonly unknown[] = ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES'];

export const isStatus = (error: unknown, statuses: readonly number[]): boolean =>
  typeof error === 'object' &&
  error !== null &&
  statuses.includes((error as { readonly status?: number }).status ?? 0);
