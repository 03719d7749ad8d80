import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { outrider } from './run-outrider.ts';

const repository = mkdtempSync(join(tmpdir(), 'outrider-git-'));
const git = (...args: string[]): string =>
  execFileSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@example.org', ...args], {
    cwd: repository,
    encoding: 'utf8',
  });
const pod = (name: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: ${name} }\nspec: { containers: [{ name: c, image: i }] }\n`;

beforeAll(() => {
  mkdirSync(join(repository, 'deploy'));
  git('init', '-q');
  writeFileSync(join(repository, 'deploy/ünï \t.yaml'), pod('stays'));
  writeFileSync(join(repository, 'deploy/broken.yaml'), 'a: [');
  writeFileSync(join(repository, 'other.yaml'), pod('elsewhere'));
  symlinkSync('../other.yaml', join(repository, 'deploy/link.yaml'));
  git('add', '.');
  git('commit', '-qm', 'base');
  writeFileSync(join(repository, 'deploy/new.yaml'), pod('comes'));
  git('add', '.');
  git('commit', '-qm', 'head');
  writeFileSync(join(repository, 'deploy/new.yaml'), 'not: committed');
});
afterAll(() => rmSync(repository, { recursive: true }));

interface Changes {
  readonly unread: object;
  readonly workloads: readonly { readonly change: string; readonly identity: { readonly name: string } }[];
}

describe('outrider diff --git', () => {
  it('compares two commits, not the files on disk, below the given paths', () => {
    const { stdout, exitCode } = outrider(['diff', '--git', 'HEAD~1..HEAD', '-o', 'json', '--', 'deploy'], {
      cwd: repository,
    });
    const { workloads, unread }: Changes = JSON.parse(stdout);
    expect(workloads.map(({ change, identity }) => `${change} ${identity.name}`)).toEqual(['added comes']);
    expect(unread).toEqual({
      equalFiles: 2,
      skipped: [{ path: 'deploy/link.yaml', reason: 'a symbolic link' }],
    });
    expect(exitCode).toBe(0);
  });

  it('does not parse what is the same on both sides, wherever it moved to', () => {
    const { stdout, exitCode } = outrider(['diff', '--git', 'HEAD~1..HEAD', '--', 'deploy'], {
      cwd: repository,
    });
    // deploy/broken.yaml is no YAML at all, and would be said otherwise.
    expect(exitCode).toBe(0);
    expect(stdout).not.toContain('broken');
    expect(stdout).toContain('2 files, the same on both sides');
    git('mv', 'deploy/ünï \t.yaml', 'deploy/moved.yaml');
    git('commit', '-qm', 'move');
    expect(outrider(['diff', '--git', 'HEAD~1..HEAD'], { cwd: repository }).stdout).toBe('No changes.\n');
    git('reset', '-q', '--hard', 'HEAD~1');
  });

  it('reads from equal files what decides over the changed ones, and everything where that changes', () => {
    const autoscaler = (most: number): string =>
      `apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: { name: web }\nspec: { scaleTargetRef: { kind: Deployment, name: web }, maxReplicas: ${most} }\n`;
    const web = (cpu: string): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: c, image: i, resources: { requests: { cpu: ${cpu} } } }] } } }\n`;
    mkdirSync(join(repository, 'scaled'));
    const commit = (cpu: string, most: number, replicas: number): void => {
      writeFileSync(join(repository, 'scaled/web.yaml'), web(cpu));
      writeFileSync(join(repository, 'scaled/hpa.yaml'), `${pod('beside')}---\n${autoscaler(most)}`);
      writeFileSync(join(repository, 'scaled/n.txt'), String(replicas));
      git('add', '.');
      git('commit', '-qm', 'scaled');
    };
    commit('1', 5, 1);
    commit('2', 5, 2);
    commit('2', 7, 3);
    const text = (range: string): string =>
      outrider(['diff', '--git', range, '--', 'scaled'], { cwd: repository }).stdout;
    expect(text('HEAD~2..HEAD~1')).toMatch(/1 workload changes, \+1 to \+5 CPU/);
    expect(text('HEAD~2..HEAD~1')).not.toContain('beside');
    expect(text('HEAD~1..HEAD')).toMatch(/1 of 2 workloads changes, 0 to \+4 CPU/);
  });

  it.each([
    ['--output=x..HEAD', 'Cannot read git revision "--output=x": no such commit here'],
    ['HEAD..HEAD^{tree}', 'Cannot read git revision "HEAD^{tree}"'],
  ])('refuses %s', (range, message) => {
    const { stderr, exitCode } = outrider(['diff', '--git', range], { cwd: repository });
    expect(stderr).toContain(message);
    expect(exitCode).toBe(2);
  });
});
