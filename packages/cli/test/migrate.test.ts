import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeText } from '../src/input/decode-text.ts';
import { encodeText } from '../src/input/encode-text.ts';
import { fixtures, outrider } from './run-outrider.ts';

const folder = (): string => mkdtempSync(join(tmpdir(), 'outrider-migrate-'));

const copied = (): string => {
  const cwd = folder();
  cpSync(`${fixtures}migrate`, cwd, { recursive: true });
  return cwd;
};

const read = (...path: readonly string[]): string => readFileSync(join(...path), 'utf8');

const JOB = `apiVersion: batch/v1
kind: Job
metadata: {name: job}
spec:
  template:
    spec:
      restartPolicy: Never
      containers:
      - {name: work, image: "work:1"}
      - name: proxy   # ours
        image: gcr.io/cloud-sql-connectors/cloud-sql-proxy:2.14.1
`;

it.each([
  ['git apply', 'git', ['apply', '-']],
  ['patch -p1', 'patch', ['-s', '-p1']],
])('prints a diff that %s takes, and that is what --write writes', (_, program, args) => {
  const [patched, written] = [copied(), copied()];
  for (const cwd of [patched, written]) {
    mkdirSync(join(cwd, 'a folder'));
    writeFileSync(join(cwd, 'a folder', 'windows.yaml'), `\ufeff${JOB.replaceAll('\n', '\r\n')}`);
    writeFileSync(join(cwd, 'a folder', 'unended.yaml'), JOB.trimEnd());
  }
  execFileSync('git', ['init', '-q'], { cwd: patched });
  const { stdout } = outrider(['migrate', '.'], { cwd: patched });
  execFileSync(program, args, { cwd: patched, input: stdout });
  const { stdout: nothing, stderr } = outrider(['migrate', '--write', '.'], { cwd: written });
  expect(nothing).toBe('');
  expect(stderr).toContain('Migrated 4 containers of 4 workloads in 4 files');
  for (const file of ['report.yaml', 'shop.yaml', 'a folder/windows.yaml', 'a folder/unended.yaml']) {
    expect(read(patched, file)).toBe(read(written, file));
    expect(read(written, file)).not.toBe('');
  }
  expect(read(written, 'a folder/windows.yaml')).toMatch(/^\ufeffapiVersion.*\r\n/);
  expect(read(written, 'a folder/windows.yaml')).not.toMatch(/[^\r]\n/);
});

it('has nothing to do the second time', () => {
  const cwd = copied();
  outrider(['migrate', '--write', '--probable', '.'], { cwd });
  const once = read(cwd, 'shop.yaml');
  const { stderr, exitCode } = outrider(['migrate', '--check', '--probable', '.'], { cwd });
  expect(stderr).toBe('Nothing to migrate: 3 workloads looked at.\n');
  expect(exitCode).toBe(0);
  expect(read(cwd, 'shop.yaml')).toBe(once);
  const named = outrider(['migrate', '--container', 'access-log', 'shop.yaml'], { cwd });
  expect([named.stdout, named.exitCode]).toEqual(['', 0]);
});

it('keeps the mode of a file, writes through a link, and leaves nothing else behind', () => {
  const cwd = folder();
  mkdirSync(join(cwd, 'real'));
  writeFileSync(join(cwd, 'real', 'job.yaml'), JOB);
  chmodSync(join(cwd, 'real', 'job.yaml'), 0o640);
  symlinkSync('real/job.yaml', join(cwd, 'link.yaml'));
  const { stderr } = outrider(['migrate', '--write', '.'], { cwd });
  expect(stderr).toContain('Migrated 1 container of 1 workload in 1 file');
  expect(lstatSync(join(cwd, 'link.yaml')).isSymbolicLink()).toBe(true);
  expect(statSync(join(cwd, 'real', 'job.yaml')).mode & 0o777).toBe(0o640);
  expect(read(cwd, 'real', 'job.yaml')).toContain('restartPolicy: Always');
  expect(readdirSync(join(cwd, 'real'))).toEqual(['job.yaml']);
});

it('leaves alone what is behind a link out of the tree', () => {
  const [inside, outside] = [folder(), folder()];
  writeFileSync(join(outside, 'job.yaml'), JOB);
  writeFileSync(join(inside, 'job.yaml'), JOB);
  symlinkSync(join(outside, 'job.yaml'), join(inside, 'link.yaml'));
  outrider(['migrate', '--write', '.'], { cwd: inside });
  expect(read(outside, 'job.yaml')).toBe(JOB);
  expect(read(inside, 'job.yaml')).not.toBe(JOB);
});

it('writes bytes that are no UTF-8 as they were', () => {
  const cwd = folder();
  const bytes = Buffer.concat([Buffer.from(`${JOB}---\n# caf`), Buffer.from([0xe9, 0x0a])]);
  writeFileSync(join(cwd, 'job.yaml'), bytes);
  outrider(['migrate', '--write', 'job.yaml'], { cwd });
  const after = readFileSync(join(cwd, 'job.yaml'));
  expect(after.includes('restartPolicy: Always')).toBe(true);
  expect(after.subarray(-5)).toEqual(bytes.subarray(-5));
  expect(encodeText(decodeText(bytes))).toEqual(bytes);
});

it('gives the same as JSON, and exits with 2 where a path leads nowhere', () => {
  const cwd = folder();
  writeFileSync(join(cwd, 'job.yaml'), JOB);
  const { stdout } = outrider(['migrate', '-o', 'json', 'job.yaml'], { cwd });
  expect(JSON.parse(stdout)).toMatchObject({
    written: false,
    summary: { workloads: 1, changed: 1, moved: 1, left: 0, files: 1 },
    changes: [{ moved: [{ container: 'proxy', certainty: 'certain', index: 0, startGate: 'none' }] }],
  });
  const { stderr, exitCode } = outrider(['migrate', 'job.yaml', 'missing.yaml'], { cwd });
  expect(stderr).toContain('missing.yaml:1:1: error: cannot read');
  expect(stderr).toContain('Would migrate 1 container');
  expect(exitCode).toBe(2);
});
