import { z } from 'zod';
import type { Comment, CommentApi, PullRequestState } from '../comment/keep-comment.ts';
import { type Ask, isStatus, type RepositoryRef } from './client.ts';

/** Author, head and comments in one question; `viewerDidAuthor` is right for every kind of token. */
const QUERY = `query($owner:String!,$repo:String!,$pr:Int!,$after:String){
  repository(owner:$owner,name:$repo){ pullRequest(number:$pr){ headRefOid headRepository{ nameWithOwner }
    comments(first:100,after:$after){ pageInfo{ hasNextPage endCursor }
      nodes{ databaseId url body viewerDidAuthor } } } } }`;

const CommentNode = z.object({
  databaseId: z.number().nullable(),
  url: z.string(),
  body: z.string(),
  viewerDidAuthor: z.boolean(),
});

const Page = z.object({
  repository: z.object({
    pullRequest: z.object({
      headRefOid: z.string(),
      headRepository: z.object({ nameWithOwner: z.string() }).nullable(),
      comments: z.object({
        pageInfo: z.object({ hasNextPage: z.boolean(), endCursor: z.string().nullable() }),
        nodes: z.array(CommentNode.nullable()).nullable(),
      }),
    }),
  }),
});
type Page = z.infer<typeof Page>;

/** More pages than any pull request has; stops a server that never ends. */
const MOST_PAGES = 100;

export interface PullRequestRef extends RepositoryRef {
  readonly pullRequest: number;
}

/** The comments of a pull request. */
export function githubComments(ask: Ask, { owner, repo, pullRequest }: PullRequestRef): CommentApi {
  const page = async (after: string | null): Promise<Page> =>
    Page.parse(
      await ask((octokit, options) =>
        octokit.graphql(QUERY, { owner, repo, pr: pullRequest, after, ...options }),
      ),
    );
  return {
    read: () => readAll(page),
    create: async (body) => {
      const { data } = await ask((octokit, options) =>
        octokit.rest.issues.createComment({ owner, repo, issue_number: pullRequest, body, ...options }),
      );
      return { id: data.id, url: data.html_url };
    },
    update: async (id, body) => {
      const { data } = await ask((octokit, options) =>
        octokit.rest.issues.updateComment({ owner, repo, comment_id: id, body, ...options }),
      );
      return { id: data.id, url: data.html_url };
    },
    remove: async (id) => {
      try {
        await ask((octokit, options) =>
          octokit.rest.issues.deleteComment({ owner, repo, comment_id: id, ...options }),
        );
      } catch (error) {
        if (!isStatus(error, [404])) throw error;
      }
    },
  };
}

async function readAll(page: (after: string | null) => Promise<Page>): Promise<PullRequestState> {
  const comments: Comment[] = [];
  let after: string | null = null;
  for (let count = 0; count < MOST_PAGES; count++) {
    const answer: Page = await page(after);
    const { headRefOid, headRepository, comments: found } = answer.repository.pullRequest;
    comments.push(...(found.nodes ?? []).flatMap(commentOf));
    after = found.pageInfo.endCursor;
    if (!found.pageInfo.hasNextPage || after === null) {
      return { headSha: headRefOid, headRepository: headRepository?.nameWithOwner ?? null, comments };
    }
  }
  throw new RangeError(`Cannot read the comments: more than ${MOST_PAGES} pages`);
}

function commentOf(node: z.infer<typeof CommentNode> | null): readonly Comment[] {
  if (node === null || node.databaseId === null) return [];
  return [{ id: node.databaseId, url: node.url, body: node.body, isMine: node.viewerDidAuthor }];
}
