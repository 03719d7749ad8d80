import { z } from 'zod';
import { UserError } from '../user-error.ts';

/** All that is wrong with the inputs, told at once. */
export class InputsError extends UserError {
  override readonly name = 'InputsError';

  constructor(problems: readonly string[]) {
    super(`Cannot run with these inputs: ${[...new Set(problems)].join('; ')}`);
  }
}

export type GetInput = (name: string) => string;

/** An absent input and an empty one are the same: `with: { title: "" }` means the default. */
export const word = (fallback: string): z.ZodType<string> =>
  z.string().transform((text) => text.trim() || fallback);

const integer = (fallback: string, least: number, most: number): z.ZodType<number> =>
  word(fallback)
    .pipe(z.string().regex(/^\d{1,9}$/, `must be a whole number from ${least} to ${most}`))
    .transform(Number)
    .pipe(z.number().min(least, `must be at least ${least}`).max(most, `must be at most ${most}`));

export const oneOf = <const Words extends readonly [string, ...string[]]>(
  fallback: Words[number],
  words: Words,
): z.ZodType<Words[number]> =>
  word(fallback).pipe(z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`));

export interface CommentInputs {
  readonly comment: 'changes' | 'findings' | 'always' | 'off';
  /** Empty: made of workflow, job and matrix. */
  readonly commentId: string;
  readonly title: string;
  readonly maxCommentLength: number;
  readonly diagrams: 'text' | 'mermaid' | 'off';
  /** `null`: the event's own. */
  readonly pullRequest: number | null;
  readonly githubToken: string;
}

interface CommentFields {
  readonly comment: z.ZodType<CommentInputs['comment']>;
  readonly 'comment-id': z.ZodType<string>;
  readonly title: z.ZodType<string>;
  readonly 'max-comment-length': z.ZodType<number>;
  readonly diagrams: z.ZodType<CommentInputs['diagrams']>;
  readonly 'pull-request': z.ZodType<number | null>;
  readonly 'github-token': z.ZodType<string>;
}

/** The same without a default of its own. */
export const optionalOneOf = <const Words extends readonly [string, ...string[]]>(
  words: Words,
): z.ZodType<Words[number] | null> =>
  word('')
    .transform((text) => (text === '' ? null : text))
    .pipe(z.enum(words, `must be ${words.slice(0, -1).join(', ')} or ${words.at(-1)}`).nullable());

/** What both actions ask about their comment. */
export const COMMENT_FIELDS: CommentFields = {
  comment: oneOf('changes', ['changes', 'findings', 'always', 'off']),
  'comment-id': word('').pipe(
    z
      .string()
      .regex(/^[A-Za-z0-9._/-]{0,100}$/, 'must be at most 100 letters, digits, dots, slashes and dashes'),
  ),
  title: word('Outrider').pipe(z.string().max(80, 'must be at most 80 characters')),
  'max-comment-length': integer('60000', 1000, 65_000),
  diagrams: oneOf('text', ['text', 'mermaid', 'off']),
  'pull-request': word('')
    .pipe(z.string().regex(/^([1-9]\d{0,9})?$/, 'must be the number of a pull request'))
    .transform((text) => (text === '' ? null : Number(text))),
  'github-token': word(''),
};

export const commentInputs = (
  data: {
    readonly [Name in keyof CommentFields]: z.output<CommentFields[Name]>;
  },
): CommentInputs => ({
  comment: data.comment,
  commentId: data['comment-id'],
  title: data.title,
  maxCommentLength: data['max-comment-length'],
  diagrams: data.diagrams,
  pullRequest: data['pull-request'],
  githubToken: data['github-token'],
});

/** Every problem of every field, and the fields that have none. */
export function checked<Shape extends z.ZodRawShape>(
  schema: z.ZodObject<Shape>,
  getInput: GetInput,
  more: readonly string[],
): z.output<z.ZodObject<Shape>> {
  const names = Object.keys(schema.shape);
  const parsed = schema.safeParse(Object.fromEntries(names.map((name) => [name, getInput(name)])));
  const problems = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')} ${message}`);
  if (!parsed.success || more.length > 0) throw new InputsError([...more, ...problems]);
  return parsed.data;
}
