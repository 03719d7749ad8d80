import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';

export interface StoredComment {
  readonly id: number;
  readonly author: string;
  body: string;
}

/** A GitHub that keeps state: one repository, one pull request. Fields may be changed between runs. */
export interface FakeGitHub {
  readonly url: string;
  headSha: string;
  comments: StoredComment[];
  /** Whose token the Action has. */
  viewer: string;
  /** Called before each request is answered; `true` means that it was answered or cut already. */
  intercept: (request: Asked, response: ServerResponse) => boolean;
  /** `METHOD path` of every request, in order. */
  readonly log: string[];
  readonly close: () => Promise<void>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

const PER_PAGE = 100;
const PULL = 7;
export const TOKEN = 'ghs_secret';

export async function startGitHub(): Promise<FakeGitHub> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  let nextId = 1000;
  const github: FakeGitHub = {
    url: `http://127.0.0.1:${portOf(server)}`,
    headSha: '',
    comments: [],
    viewer: 'github-actions',
    intercept: () => false,
    log: [],
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<true> {
    const asked = await readAsked(request);
    github.log.push(`${asked.method} ${asked.path}`);
    if (github.intercept(asked, response)) return true;
    if (request.headers.authorization !== `token ${TOKEN}`)
      return send(response, 401, { message: 'Bad credentials' });
    if (asked.path === '/graphql') return send(response, 200, graphql(asked.body));
    return rest(asked, response);
  }

  function graphql({ query, variables }: Asked['body']): object {
    const { owner, repo, pr, after } = variables as Readonly<Record<string, string | number | null>>;
    if (!String(query).includes('viewerDidAuthor') || `${owner}/${repo}#${pr}` !== `acme/shop#${PULL}`) {
      return {
        data: { repository: null },
        errors: [{ type: 'NOT_FOUND', message: 'Could not resolve to a PullRequest' }],
      };
    }
    const start = after === null ? 0 : Number(after);
    const shown = github.comments.slice(start, start + PER_PAGE);
    const end = start + shown.length;
    const nodes = shown.map(({ id, body, author }) => ({
      databaseId: id,
      url: urlOf(id),
      body,
      viewerDidAuthor: author === github.viewer,
    }));
    const pageInfo = {
      hasNextPage: end < github.comments.length,
      endCursor: nodes.length > 0 ? String(end) : null,
    };
    return {
      data: { repository: { pullRequest: { headRefOid: github.headSha, comments: { pageInfo, nodes } } } },
    };
  }

  function rest({ method, path, body }: Asked, response: ServerResponse): true {
    if (method === 'POST' && path === `/repos/acme/shop/issues/${PULL}/comments`) {
      const comment = { id: nextId++, author: github.viewer, body: String(body['body']) };
      github.comments.push(comment);
      return send(response, 201, { id: comment.id, html_url: urlOf(comment.id), body: comment.body });
    }
    const id = Number(/^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(path)?.[1]);
    const comment = github.comments.find((one) => one.id === id);
    if (comment === undefined) return send(response, 404, { message: 'Not Found' });
    if (method === 'DELETE') {
      github.comments = github.comments.filter((one) => one !== comment);
      return send(response, 204);
    }
    if (method !== 'PATCH') return send(response, 405, { message: 'Method Not Allowed' });
    comment.body = String(body['body']);
    return send(response, 200, { id, html_url: urlOf(id), body: comment.body });
  }

  return github;
}

const urlOf = (id: number): string => `https://github.example.test/acme/shop/pull/${PULL}#issuecomment-${id}`;

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

async function readAsked(request: IncomingMessage): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return { method: request.method ?? '', path: request.url ?? '', body: text === '' ? {} : JSON.parse(text) };
}

export function send(
  response: ServerResponse,
  status: number,
  body?: object,
  headers: Readonly<Record<string, string>> = {},
): true {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(body === undefined ? undefined : JSON.stringify(body));
  return true;
}
