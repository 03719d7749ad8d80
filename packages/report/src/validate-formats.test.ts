import { type Analysis, type LocatedFinding, releaseOf } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import { validateGithub } from './validate-github.ts';
import { validateGitlab } from './validate-gitlab.ts';
import { validateJunit } from './validate-junit.ts';

const source = {
  file: 'deploy/a,b:c.yaml',
  document: 0,
  line: 1,
  apiVersion: 'v1',
  kind: 'Pod',
  namespace: null,
  name: 'a<b>',
};

const finding = (more: Partial<LocatedFinding>): LocatedFinding => ({
  rule: 'server/restart-policy',
  origin: 'server',
  severity: 'error',
  message: 'spec.restartPolicy: Unsupported value: "x%\n::error::y"',
  path: 'spec.restartPolicy',
  source,
  line: 4,
  column: 18,
  ...more,
});

const analysis = (findings: readonly LocatedFinding[]): Analysis => ({
  release: releaseOf('1.36'),
  files: 1,
  documents: 2,
  objects: 2,
  workloads: [],
  others: [],
  findings,
  unreadable: [{ file: 'b.yaml', document: 1, line: 3, column: 2, message: 'found a tab' }],
});

describe('validateGithub', () => {
  it('prints one command a line, and lets no text of a manifest begin another', () => {
    const lines = validateGithub(analysis([finding({}), finding({ severity: 'info', explanation: 'why' })]));
    expect(lines.trimEnd().split('\n')).toEqual([
      '::error file=b.yaml,line=3,col=2,title=Unreadable::found a tab',
      '::error file=deploy/a%2Cb%3Ac.yaml,line=4,col=18,title=Pod a<b>%3A server/restart-policy::spec.restartPolicy: Unsupported value: "x%25\\n::error::y"',
      '::notice file=deploy/a%2Cb%3Ac.yaml,line=4,col=18,title=Pod a<b>%3A server/restart-policy::spec.restartPolicy: Unsupported value: "x%25\\n::error::y"%0Awhy',
    ]);
  });
});

describe('validateJunit', () => {
  it('fails an object with its errors and only notes the rest', () => {
    const xml = validateJunit(analysis([finding({}), finding({ severity: 'warning', rule: 'r' })]));
    expect(xml).toContain('<testsuite name="deploy/a,b:c.yaml" tests="1" failures="1" errors="0">');
    expect(xml.match(/<failure /g)).toHaveLength(2);
    expect(xml).toContain('name="Pod a&lt;b&gt;"');
    expect(xml).toContain('warning r: spec.restartPolicy');
  });
});

describe('validateGitlab', () => {
  const issuesOf = (findings: readonly LocatedFinding[]) => JSON.parse(validateGitlab(analysis(findings)));

  it('maps severities, and says where without a leading "./"', () => {
    const moved = { ...source, file: './deploy/web.yaml' };
    const [unreadable, ...issues] = issuesOf([
      finding({ source: moved }),
      finding({ rule: 'w', severity: 'warning' }),
      finding({ rule: 'i', severity: 'info' }),
    ]);
    expect(unreadable).toMatchObject({ check_name: 'input/unreadable', severity: 'critical' });
    expect(issues.map(({ severity }: { severity: string }) => severity)).toEqual([
      'critical',
      'major',
      'info',
    ]);
    expect(issues[0].location).toEqual({ path: 'deploy/web.yaml', lines: { begin: 4 } });
  });

  it('keeps a fingerprint when the object moves or is worded anew, and never gives one twice', () => {
    const prints = (findings: readonly LocatedFinding[]): readonly string[] =>
      issuesOf(findings).map(({ fingerprint }: { fingerprint: string }) => fingerprint);
    const moved = finding({
      line: 40,
      message: 'other words',
      source: { ...source, file: 'elsewhere.yaml' },
    });
    expect(prints([moved])).toEqual(prints([finding({})]));
    expect(new Set(prints([finding({}), finding({}), moved])).size).toBe(4);
  });
});
