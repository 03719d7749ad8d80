import { getOctokit } from '@actions/github';
import { z } from 'zod';
import type { Comment, CommentApi, PullRequestState } from './keep-comment.ts';
import { type Clock, withRetry } from './retry.ts';

/** Author, head and comments in one question; `viewerDidAuthor` is right for every kind of token. */
const QUERY = `query($owner:String!,$repo:String!,$pr:Int!,$after:String){
  repository(owner:$owner,name:$repo){ pullRequest(number:$pr){ headRefOid
    comments(first:100,after:$after){ pageInfo{ hasNextPage endCursor }
      nodes{ databaseId url body viewerDidAuthor } } } } }`;

const Page = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      comments: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(
          z.object({
            databaseId: z.number(),
            url: z.string(),
            body: z.string(),
            viewerDidAuthor: z.boolean(),
          }),
        ),
      }),
    }),
  }),
});

/** More pages than any pull request has; stops a server that never ends. */
const MOST_PAGES = 100;

export interface PullRequestRef {
  readonly owner: string;
  readonly repo: string;
  readonly pullRequest: number;
}

/** The comments of a pull request on GitHub, or on the server that `GITHUB_API_URL` names. */
export function githubComments(token: string, pull: PullRequestRef, clock: Clock): CommentApi {
  const octokit = getOctokit(token);
  const { owner, repo, pullRequest } = pull;
  const page = async (after: string | null): Promise<z.infer<typeof Page>> =>
    Page.parse(await withRetry(clock, () => octokit.graphql(QUERY, { owner, repo, pr: pullRequest, after })));
  return {
    read: () => readAll(page),
    create: async (body) => {
      const { data } = await withRetry(clock, () =>
        octokit.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body }),
      );
      return { id: data.id, url: data.html_url };
    },
    update: async (id, body) => {
      const { data } = await withRetry(clock, () =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body }),
      );
      return { id: data.id, url: data.html_url };
    },
    remove: async (id) => {
      try {
        await withRetry(clock, () => octokit.rest.issues.deleteComment({ owner, repo, comment_id: id }));
      } catch (error) {
        if (!isStatus(error, [404])) throw error;
      }
    },
  };
}

async function readAll(
  page: (after: string | null) => Promise<z.infer<typeof Page>>,
): Promise<PullRequestState> {
  const comments: Comment[] = [];
  let after: string | null = null;
  for (let count = 0; count < MOST_PAGES; count++) {
    const answer: z.infer<typeof Page> = await page(after);
    const { headRefOid, comments: found } = answer.repository.pullRequest;
    for (const { databaseId, url, body, viewerDidAuthor } of found.nodes) {
      comments.push({ id: databaseId, url, body, isMine: viewerDidAuthor });
    }
    after = found.pageInfo.endCursor;
    if (!found.pageInfo.hasNextPage || after === null) return { headSha: headRefOid, comments };
  }
  throw new RangeError(`Cannot read the comments: more than ${MOST_PAGES} pages`);
}

const DENYING_TYPES: readonly unknown[] = ['FORBIDDEN', 'NOT_FOUND', 'INSUFFICIENT_SCOPES'];

/** Whether GitHub says that this token may not, or that there is nothing it may see. */
export function isDenied(error: unknown): boolean {
  if (isStatus(error, [401, 403, 404])) return true;
  if (typeof error !== 'object' || error === null) return false;
  const { errors } = error as { readonly errors?: unknown };
  return (
    Array.isArray(errors) &&
    errors.some((one: { readonly type?: unknown } | null) => DENYING_TYPES.includes(one?.type))
  );
}

const isStatus = (error: unknown, statuses: readonly number[]): boolean =>
  typeof error === 'object' &&
  error !== null &&
  statuses.includes((error as { readonly status?: number }).status ?? 0);
