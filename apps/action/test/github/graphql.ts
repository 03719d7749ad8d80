import { readFileSync } from 'node:fs';
import { buildSchema, execute, parse, validate } from 'graphql';
import type { Repository } from './state.ts';

const schema = buildSchema(readFileSync(new URL('schema.graphql', import.meta.url), 'utf8'));

export interface GraphqlAnswer {
  readonly data?: unknown;
  readonly errors?: readonly { readonly type?: string; readonly message: string }[];
}

/** Answers by GitHub's own schema; `problems` gets what it has against the query. */
export async function answerGraphql(
  query: string,
  variables: Readonly<Record<string, unknown>>,
  repositories: readonly Repository[],
  viewer: string,
  problems: string[],
): Promise<GraphqlAnswer> {
  const document = parse(query);
  const errors = validate(schema, document);
  if (errors.length > 0) {
    problems.push(...errors.map(({ message }) => message));
    return { errors: errors.map(({ message }) => ({ message })) };
  }
  const missing: string[] = [];
  const rootValue = {
    repository: ({ owner, name }: { owner: string; name: string }) => {
      const found = repositories.find((one) => one.name === `${owner}/${name}`);
      return found === undefined ? null : repositoryValue(found, viewer, missing);
    },
  };
  const { data, errors: failed = [] } = await execute({
    schema,
    document,
    rootValue,
    variableValues: variables,
  });
  problems.push(...failed.map(({ message }) => message));
  const notFound = missing.map((message) => ({ type: 'NOT_FOUND', message }));
  return notFound.length === 0 ? { data } : { data, errors: notFound };
}

const repositoryValue = (repository: Repository, viewer: string, missing: string[]): object => ({
  pullRequest: ({ number }: { number: number }) => {
    const pull = repository.pulls.get(number);
    if (pull === undefined) {
      missing.push(`Could not resolve to a PullRequest with the number of ${number}.`);
      return null;
    }
    return {
      headRefOid: pull.headSha,
      headRepository: pull.headRepository === null ? null : { nameWithOwner: pull.headRepository },
      comments: ({ first, after }: { first?: number; after?: string | null }) => {
        const start = after == null ? 0 : Number(after);
        const shown = pull.comments.slice(start, start + Math.min(first ?? 30, 100));
        const end = start + shown.length;
        return {
          pageInfo: {
            hasNextPage: end < pull.comments.length,
            endCursor: shown.length > 0 ? String(end) : null,
          },
          nodes: shown.map(({ id, body, author, url }) => ({
            databaseId: id,
            url,
            body,
            viewerDidAuthor: author === viewer,
          })),
        };
      },
    };
  },
});
