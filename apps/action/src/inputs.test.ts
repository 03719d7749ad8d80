import { describe, expect, it } from 'vitest';
import { InputsError, parseInputs } from './inputs.ts';

const parse = (inputs: Readonly<Record<string, string>>) =>
  parseInputs((name) => ({ 'base-path': 'a', 'head-path': 'b', ...inputs })[name] ?? '');

describe('parseInputs', () => {
  it('fills in defaults for absent and for empty inputs', () => {
    expect(parse({ title: ' ', comment: '' })).toMatchObject({
      failOn: 'error',
      comment: 'changes',
      title: 'Outrider',
      maxCommentLength: 60_000,
      annotations: true,
      pullRequest: null,
    });
  });

  it.each([
    ['fail-on', 'info'],
    ['comment', 'sometimes'],
    ['comment-id', 'a b'],
    ['comment-id', '-->'],
    ['max-comment-length', '65001'],
    ['max-comment-length', '1e4'],
    ['annotations', 'yes'],
    ['pull-request', '0'],
    ['pull-request', '7; rm'],
    ['kubernetes-version', '1.99'],
    ['title', 'x'.repeat(81)],
  ])('refuses %s: %s', (name, value) => {
    expect(() => parse({ [name]: value })).toThrow(InputsError);
    expect(() => parse({ [name]: value })).toThrow(name);
  });
});
