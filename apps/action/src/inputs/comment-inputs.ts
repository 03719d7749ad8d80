import { z } from 'zod';
import { isSha } from '../git/repository.ts';
import { COMMENT_FIELDS, type CommentInputs, checked, commentInputs, type GetInput, word } from './fields.ts';

export interface CommentActionInputs extends CommentInputs {
  /** Path of `report.json`. */
  readonly report: string;
  /** Empty: the event's own. */
  readonly expectedHeadSha: string;
}

const SCHEMA = z.object({
  report: word('').pipe(z.string().min(1, 'is required')),
  'expected-head-sha': word('').pipe(
    z.string().refine((text) => text === '' || isSha(text), 'must be a whole commit id'),
  ),
  ...COMMENT_FIELDS,
});

/** Every name is one of comment/action.yml. */
export const COMMENT_INPUT_NAMES: readonly string[] = Object.keys(SCHEMA.shape);

/** @throws InputsError that names every input that is wrong */
export function parseCommentInputs(getInput: GetInput): CommentActionInputs {
  const data = checked(SCHEMA, getInput, []);
  return {
    ...commentInputs(data),
    report: data.report,
    expectedHeadSha: data['expected-head-sha'],
  };
}
