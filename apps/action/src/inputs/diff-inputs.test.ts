import { describe, expect, it } from 'vitest';
import { type Inputs, parseInputs } from './diff-inputs.ts';
import { InputsError } from './fields.ts';

const parse = (inputs: Readonly<Record<string, string>>, event = 'pull_request'): Inputs =>
  parseInputs((name) => ({ manifests: 'deploy', ...inputs })[name] ?? '', event);

describe('parseInputs', () => {
  it('fills in defaults for absent and for empty inputs', () => {
    expect(parse({ title: ' ', comment: '', 'working-directory': '', 'kubernetes-version': ' ' })).toEqual({
      source: { kind: 'manifests', globs: ['deploy'] },
      baseRef: '',
      workingDirectory: '.',
      kubernetesVersion: null,
      config: '',
      failOn: null,
      comment: 'changes',
      commentId: '',
      title: 'Outrider',
      maxCommentLength: 60_000,
      diagrams: 'text',
      annotations: true,
      pullRequest: null,
      matrix: 'null',
      githubToken: '',
    });
  });

  it.each([
    ['fail-on', 'fatal'],
    ['config', '../outrider.yaml'],
    ['comment', 'sometimes'],
    ['comment-id', 'a b'],
    ['comment-id', '-->'],
    ['max-comment-length', '65001'],
    ['max-comment-length', '1e4'],
    ['diagrams', 'svg'],
    ['annotations', 'yes'],
    ['pull-request', '0'],
    ['pull-request', '7; rm'],
    ['kubernetes-version', '1.99'],
    ['title', 'x'.repeat(81)],
    ['base-ref', '--upload-pack=evil'],
    ['base-ref', 'main:refs/heads/main'],
    ['base-ref', 'a..b'],
    ['base-ref', 'a b'],
    ['manifests', '../elsewhere/*.yaml'],
    ['manifests', '/etc/*.yaml'],
    ['manifests', '!deploy/a.yaml'],
  ])('refuses %s: %s', (name, value) => {
    expect(() => parse({ [name]: value })).toThrow(InputsError);
    expect(() => parse({ [name]: value })).toThrow(name);
  });

  it.each([
    ['1.33', '1.33'],
    ['v1.30', '1.30'],
    ['1.31.4', '1.31'],
  ])('reads kubernetes-version %s as %s', (text, version) =>
    expect(parse({ 'kubernetes-version': text }).kubernetesVersion).toBe(version),
  );

  it('reads one glob a line, without blank lines and comments', () => {
    const { source } = parse({ manifests: '\n  deploy/**/*.yaml\r\n\n# not these\n!deploy/crds/**\n' });
    expect(source).toEqual({ kind: 'manifests', globs: ['deploy/**/*.yaml', '!deploy/crds/**'] });
  });
});

describe('where the manifests come from', () => {
  it.each([
    [{ manifests: '' }, 'give manifests, or base-path with head-path, or render'],
    [{ 'base-path': 'a', 'head-path': 'b' }, 'give only one of manifests and base-path with head-path'],
    [{ render: 'make' }, 'give only one of manifests and render'],
    [{ manifests: '', 'base-path': 'a' }, 'head-path is required beside its twin'],
    [{ manifests: '', 'head-path': 'a' }, 'base-path is required beside its twin'],
  ])('%o: %s', (inputs, problem) => expect(() => parse(inputs)).toThrow(problem));

  it.each(['pull_request_target', 'workflow_run', 'issue_comment'])('refuses to render on %s', (event) => {
    expect(() => parse({ manifests: '', render: 'make' }, event)).toThrow(`render is refused on ${event}`);
    expect(parse({}, event).source.kind).toBe('manifests');
  });

  it('tells that with everything else that is wrong', () => {
    expect(() => parse({ render: 'make', title: 'x'.repeat(81), 'fail-on': 'x' })).toThrow(
      /give only one of .*; .*title must be .*|fail-on must be .*title/,
    );
  });
});
