import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { contractProblems } from './contract.ts';
import { answerGraphql } from './graphql.ts';
import { commentObject, comparisonObject, refusal } from './objects.ts';
import { commentUrl, type Pull, type Repository } from './state.ts';

/** A GitHub that keeps state: one repository, one pull request. What is not readonly may be changed between runs. */
export interface FakeGitHub {
  readonly url: string;
  readonly repository: Repository;
  readonly pull: Pull;
  /** Who the token of a request is; a token that is not here is refused. */
  readonly viewers: Map<string, string>;
  /** False: the token may read but not write, as in runs for forks. */
  mayWrite: boolean;
  /** Waits before each answer, to let requests of several runs cross. */
  pause: () => Promise<void>;
  /** Called before each request is answered; `true` means that it was answered or cut already. */
  intercept: (request: Asked, response: ServerResponse) => boolean;
  /** `METHOD path` of every request, in order. */
  readonly log: string[];
  /** What GitHub's descriptions have against any exchange so far. */
  readonly problems: string[];
  readonly close: () => Promise<void>;
}

export interface Asked {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly viewer: string | undefined;
}

export const TOKEN = 'ghs_secret';
export const REPOSITORY = 'acme/shop';
export const PULL = 7;

/** `restPath` and `graphqlPath` as on github.com; GitHub Enterprise Server has `/api/v3` and `/api/graphql`. */
export async function startGitHub(restPath = '', graphqlPath = '/graphql'): Promise<FakeGitHub> {
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const pull: Pull = { headSha: '', headRepository: REPOSITORY, comments: [] };
  const repository: Repository = {
    name: REPOSITORY,
    pulls: new Map([[PULL, pull]]),
    mergeBases: new Map(),
  };
  let nextId = 1000;
  const github: FakeGitHub = {
    url: `http://127.0.0.1:${portOf(server)}${restPath}`,
    repository,
    pull,
    viewers: new Map([[TOKEN, 'github-actions']]),
    mayWrite: true,
    pause: () => Promise.resolve(),
    intercept: () => false,
    log: [],
    problems: [],
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const asked = await readAsked(request, github.viewers);
    github.log.push(`${asked.method} ${asked.path}`);
    if (github.intercept(asked, response)) return;
    await github.pause();
    if (asked.path === graphqlPath) {
      await answerQuery(asked, response);
      return;
    }
    const path = asked.path.slice(restPath.length);
    if (!asked.path.startsWith(restPath)) github.problems.push(`${asked.path} is not below ${restPath}`);
    const [status, body] = asked.viewer === undefined ? [401, refusal('Bad credentials')] : rest(asked, path);
    github.problems.push(
      ...contractProblems({ method: asked.method, path, body: asked.body, status, answer: body }),
    );
    send(response, status, body);
  }

  async function answerQuery({ body, viewer }: Asked, response: ServerResponse): Promise<void> {
    if (viewer === undefined) {
      send(response, 401, refusal('Bad credentials'));
      return;
    }
    const { query = '', variables = {} } = body as { query?: string; variables?: Record<string, unknown> };
    send(response, 200, await answerGraphql(query, variables, [repository], viewer, github.problems));
  }

  type Reply = readonly [status: number, body?: object];

  function rest({ method, body, viewer = '' }: Asked, path: string): Reply {
    const [route = ''] = path.split('?');
    const [, basehead] = /^\/repos\/acme\/shop\/compare\/(.+)$/.exec(route) ?? [];
    if (basehead !== undefined) return compare(decodeURIComponent(basehead));
    if (!github.mayWrite) return [403, refusal('Resource not accessible by integration')];
    if (method === 'POST') return create(route, textOf(body), viewer);
    const id = Number(/^\/repos\/acme\/shop\/issues\/comments\/(\d+)$/.exec(route)?.[1]);
    return method === 'DELETE' ? remove(id) : update(id, textOf(body));
  }

  function compare(basehead: string): Reply {
    const [base = '', head = ''] = basehead.split('...');
    const mergeBase = repository.mergeBases.get(basehead);
    if (mergeBase === undefined) return [404, refusal('Not Found')];
    return [200, comparisonObject(base, head, mergeBase)];
  }

  function create(route: string, body: string, author: string): Reply {
    const number = Number(/^\/repos\/acme\/shop\/issues\/(\d+)\/comments$/.exec(route)?.[1]);
    const target = repository.pulls.get(number);
    if (target === undefined) return [404, refusal('Not Found')];
    if (body.length > 65_536) {
      return [422, { message: 'Validation Failed', documentation_url: '', errors: [{ code: 'too_long' }] }];
    }
    const id = nextId++;
    const comment = { id, author, body, url: commentUrl(REPOSITORY, number, id) };
    target.comments.push(comment);
    return [201, commentObject(comment, REPOSITORY)];
  }

  function update(id: number, body: string): Reply {
    const comment = pull.comments.find((one) => one.id === id);
    if (comment === undefined) return [404, refusal('Not Found')];
    comment.body = body;
    return [200, commentObject(comment, REPOSITORY)];
  }

  function remove(id: number): Reply {
    if (!pull.comments.some((one) => one.id === id)) return [404, refusal('Not Found')];
    pull.comments = pull.comments.filter((one) => one.id !== id);
    return [204];
  }

  return github;
}

const textOf = (body: unknown): string => (body as { readonly body: string } | undefined)?.body ?? '';

const portOf = (server: Server): number => {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

async function readAsked(request: IncomingMessage, viewers: ReadonlyMap<string, string>): Promise<Asked> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  const [, token = ''] = /^(?:token|bearer) (.+)$/i.exec(request.headers.authorization ?? '') ?? [];
  return {
    method: request.method ?? '',
    path: request.url ?? '',
    body: text === '' ? undefined : JSON.parse(text),
    viewer: viewers.get(token),
  };
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
