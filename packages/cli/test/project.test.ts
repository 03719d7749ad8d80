import { cpSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fixtures, outrider } from './run-outrider.ts';

function folder(files: Readonly<Record<string, string>>): string {
  const cwd = mkdtempSync(join(tmpdir(), 'outrider-project-'));
  for (const [file, text] of Object.entries(files)) {
    mkdirSync(join(cwd, file, '..'), { recursive: true });
    writeFileSync(join(cwd, file), text);
  }
  return cwd;
}

const POD = readFileSync(`${fixtures}config/old/job.yaml`, 'utf8');

describe('outrider.yaml', () => {
  it('is found above the working directory, and its globs count from where it is', () => {
    const cwd = folder({
      'outrider.yaml':
        'overrides: [{ files: [deploy/old/*], severities: { prestop-exceeds-grace: warning } }]\n',
      'deploy/old/job.yaml': POD,
      'deploy/new/job.yaml': POD,
    });
    const run = (...args: readonly string[]): readonly string[] =>
      outrider(['validate', '--quiet', ...args], { cwd: join(cwd, 'deploy') }).stdout.match(
        /\w+(?=: The preStop)/g,
      ) ?? [];
    expect(run('new', 'old')).toEqual(['error', 'warning']);
    expect(run('--no-config', 'new', 'old')).toEqual(['error', 'error']);
  });

  it('decides the exit code, and the version unless -k does', () => {
    const cwd = folder({ 'outrider.yaml': 'kubernetesVersion: 1.30.2\nfailOn: never\n', 'job.yaml': POD });
    const { stdout, exitCode } = outrider(['validate', '-o', 'json', 'job.yaml'], { cwd });
    expect([JSON.parse(stdout).kubernetesVersion, exitCode]).toEqual(['1.30', 0]);
    expect(outrider(['validate', '--fail-on', 'error', 'job.yaml'], { cwd }).exitCode).toBe(1);
    const resources = JSON.parse(outrider(['resources', '-o', 'json', 'job.yaml'], { cwd }).stdout);
    expect(resources.kubernetesVersion).toBe('1.30');
    const newer = outrider(['validate', '-k', '1.36', '-o', 'json', 'job.yaml'], { cwd });
    expect(JSON.parse(newer.stdout).kubernetesVersion).toBe('1.36');
  });
});

describe('a baseline', () => {
  it('is written once, passes over what it knows, and lets new findings through', () => {
    const cwd = folder({ 'job.yaml': POD });
    const first = outrider(['validate', '--write-baseline', '.'], { cwd });
    expect(first.stderr).toContain('Wrote 1 finding to outrider-baseline.json; name it with --baseline');
    expect([first.exitCode, first.stdout]).toEqual([
      0,
      expect.stringContaining('Not shown: 1 in the baseline.'),
    ]);
    writeFileSync(join(cwd, 'outrider.yaml'), 'baseline: outrider-baseline.json\n');
    expect(outrider(['validate', 'job.yaml'], { cwd }).exitCode).toBe(0);
    writeFileSync(join(cwd, 'more.yaml'), POD.replace('batch-report', 'other'));
    const more = outrider(['validate', '-o', 'json', 'job.yaml', 'more.yaml'], { cwd });
    const { findings, summary } = JSON.parse(more.stdout);
    expect(findings.map(({ source }: { source: { file: string } }) => source.file)).toEqual(['more.yaml']);
    expect(summary.baseline).toEqual({ passed: 1, gone: 0 });
    writeFileSync(join(cwd, 'job.yaml'), POD.replace('"60"', '"1"'));
    expect(outrider(['validate', 'job.yaml'], { cwd }).stdout).toContain('1 finding of the baseline is gone');
  });
});

describe("rules of one's own", () => {
  const PACKAGE = `
const rule = {
  meta: { id: 'acme/no-latest', summary: 'An image has no version', severity: 'warning', source: 'ACME 7' },
  options: { allow: [] },
  findings: ({ containers, settings }) =>
    containers
      .filter(({ container }) => !/:/.test(container.image) && !(settings.options['acme/no-latest']?.allow ?? []).includes(container.image))
      .map(({ container, path }) => ({
        finding: { rule: 'acme/no-latest', origin: 'rule', severity: 'warning', path: path + '.image',
          message: 'Image ' + container.image + ' has no version' },
      })),
  objectFindings: () => [],
};
`;
  const files = {
    'node_modules/@acme/outrider-rules/package.json':
      '{"name":"@acme/outrider-rules","type":"module","exports":"./index.js"}',
    'node_modules/@acme/outrider-rules/index.js': `${PACKAGE}export const rules = [rule];\n`,
    'pod.yaml': 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a}]}\n',
  };

  it('come from a package that the configuration names, with options, levels and a page', () => {
    const cwd = folder({
      ...files,
      'outrider.yaml': 'rules: ["@acme/outrider-rules"]\nseverities: { acme/no-latest: error }\n',
    });
    expect(outrider(['validate', '--quiet', 'pod.yaml'], { cwd })).toMatchObject({
      stdout: 'pod.yaml:4:38: error: Image a has no version [acme/no-latest]\n',
      exitCode: 1,
    });
    expect(outrider(['rules'], { cwd }).stdout).toContain('An image has no version');
    expect(outrider(['rules', 'acme/no-latest'], { cwd }).stdout).toContain('    allow: []');
    writeFileSync(
      join(cwd, 'outrider.yaml'),
      'rules: ["@acme/outrider-rules"]\noptions: { acme/no-latest: { allow: [a] } }\n',
    );
    expect(outrider(['validate', '--quiet', 'pod.yaml'], { cwd }).stdout).toBe('');
  });

  it('may be CommonJS, or a file', () => {
    const cwd = folder({
      ...files,
      'rules/index.cjs': `${PACKAGE}module.exports = { rules: [rule] };\n`,
      'outrider.yaml': 'rules: ["./rules/index.cjs"]\n',
    });
    expect(outrider(['validate', '--quiet', 'pod.yaml'], { cwd }).stdout).toContain('has no version');
  });

  it.each([
    ['rules: ["@acme/none"]', 'outrider.yaml:1:9: rules[0]: Cannot load "@acme/none": Cannot find module'],
    ['rules: ["./empty.mjs"]', 'outrider.yaml:1:9: rules[0]: "./empty.mjs" exports no rules'],
    ['rules: ["./throws.mjs"]', 'outrider.yaml:1:9: rules[0]: Cannot load "./throws.mjs": not today'],
    ['rules: ["@acme/outrider-rules", "@acme/outrider-rules"]', 'Rule "acme/no-latest" is there twice'],
  ])('%s is an error with its place', (config, message) => {
    const cwd = folder({
      ...files,
      'empty.mjs': '',
      'throws.mjs': 'throw new Error("not today");',
      'outrider.yaml': `${config}\n`,
    });
    const { stderr, exitCode } = outrider(['validate', 'pod.yaml'], { cwd });
    expect([exitCode, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  it('never come from beside the manifests', () => {
    const cwd = folder({
      ...files,
      'theirs/outrider.yaml': 'rules: ["./code.mjs"]\n',
      'theirs/code.mjs': 'throw new Error("run");',
    });
    cpSync(join(cwd, 'pod.yaml'), join(cwd, 'theirs/pod.yaml'));
    expect(outrider(['validate', 'theirs'], { cwd }).stderr).toBe('');
  });
});
