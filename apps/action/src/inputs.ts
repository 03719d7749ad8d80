import { KUBERNETES_VERSIONS, type KubernetesVersion, NEWEST_KUBERNETES } from '@outrider/core';
import { z } from 'zod';

export interface Inputs {
  readonly basePath: string;
  readonly headPath: string;
  readonly kubernetesVersion: KubernetesVersion;
  readonly failOn: 'error' | 'warning' | 'never';
  readonly comment: 'changes' | 'findings' | 'always' | 'off';
  /** Empty: made of workflow, job and matrix. */
  readonly commentId: string;
  readonly title: string;
  readonly maxCommentLength: number;
  readonly annotations: boolean;
  /** `null`: the event's own. */
  readonly pullRequest: number | null;
  readonly matrix: string;
  readonly githubToken: string;
}

/** All that is wrong with the inputs, told at once. */
export class InputsError extends TypeError {
  override readonly name = 'InputsError';
}

/** An absent input and an empty one are the same: `with: { title: "" }` means the default. */
const word = (fallback: string) => z.string().transform((text) => text.trim() || fallback);

const integer = (fallback: string, least: number, most: number) =>
  word(fallback)
    .pipe(z.string().regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`))
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

const oneOf = <const Words extends readonly [string, ...string[]]>(fallback: Words[number], words: Words) =>
  word(fallback).pipe(z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`));

const required = z.string().trim().min(1, 'is required');

const SCHEMA = z.object({
  'base-path': required,
  'head-path': required,
  'kubernetes-version': word(NEWEST_KUBERNETES).pipe(
    z.enum(KUBERNETES_VERSIONS, `must be a version from ${KUBERNETES_VERSIONS[0]} to ${NEWEST_KUBERNETES}`),
  ),
  'fail-on': oneOf('error', ['error', 'warning', 'never']),
  comment: oneOf('changes', ['changes', 'findings', 'always', 'off']),
  'comment-id': word('').pipe(
    z
      .string()
      .regex(/^[A-Za-z0-9._/-]{0,100}$/, 'must be at most 100 letters, digits, dots, slashes and dashes'),
  ),
  title: word('Outrider').pipe(z.string().max(80, 'must be at most 80 characters')),
  'max-comment-length': integer('60000', 1000, 65_000),
  annotations: oneOf('true', ['true', 'false']),
  'pull-request': word('').pipe(
    z.string().regex(/^([1-9]\d{0,9})?$/, 'must be the number of a pull request'),
  ),
  matrix: word('null'),
  'github-token': word(''),
});

/** Every name is one of action.yml. */
export const INPUT_NAMES: readonly string[] = Object.keys(SCHEMA.shape);

/**
 * Checks all inputs together.
 *
 * @throws InputsError that names every input that is wrong
 */
export function parseInputs(getInput: (name: string) => string): Inputs {
  const parsed = SCHEMA.safeParse(Object.fromEntries(INPUT_NAMES.map((name) => [name, getInput(name)])));
  if (!parsed.success) {
    const problems = parsed.error.issues.map(({ path, message }) => `${path.join('.')} ${message}`);
    throw new InputsError(`Cannot run with these inputs: ${[...new Set(problems)].join('; ')}`);
  }
  const { data } = parsed;
  return {
    basePath: data['base-path'],
    headPath: data['head-path'],
    kubernetesVersion: data['kubernetes-version'],
    failOn: data['fail-on'],
    comment: data.comment,
    commentId: data['comment-id'],
    title: data.title,
    maxCommentLength: data['max-comment-length'],
    annotations: data.annotations === 'true',
    pullRequest: data['pull-request'] === '' ? null : Number(data['pull-request']),
    matrix: data.matrix,
    githubToken: data['github-token'],
  };
}
