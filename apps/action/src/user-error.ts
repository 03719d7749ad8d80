/** What the workflow's author can mend: told in a sentence, without a stack. */
export class UserError extends Error {
  override readonly name: string = 'UserError';
}
