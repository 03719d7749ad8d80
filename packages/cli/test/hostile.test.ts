import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { outrider } from './run-outrider.ts';

const folder = mkdtempSync(join(tmpdir(), 'outrider-hostile-'));
afterAll(() => rmSync(folder, { recursive: true }));

const ESCAPE = '\\u001b]0;owned\\u0007\\u009b2J\\u202e';

/** A Pod whose every free text tries to steer the terminal. */
const POD = `apiVersion: v1
kind: Pod
metadata: { name: "n${ESCAPE}", namespace: "s${ESCAPE}" }
spec:
  initContainers:
    - { name: "i${ESCAPE}", image: "${ESCAPE}", restartPolicy: "${ESCAPE}", "${ESCAPE}": 1 }
  containers:
    - name: "c${ESCAPE}"
      image: i
      resources: { requests: { cpu: 1, "example.com/${ESCAPE}": 2, __proto__: 1, constructor: 3 } }
status:
  phase: Failed
  reason: "${ESCAPE}"
  message: "${ESCAPE}"
  conditions: [{ type: PodScheduled, status: "False", reason: "${ESCAPE}", message: "${ESCAPE}" }]
  initContainerStatuses:
    - { name: "i${ESCAPE}", state: { waiting: { reason: "${ESCAPE}", message: "${ESCAPE}" } } }
  containerStatuses:
    - { name: "c${ESCAPE}", state: { terminated: { exitCode: 1, reason: "${ESCAPE}", message: "${ESCAPE}", finishedAt: "${ESCAPE}" } } }
---
kind: "K${ESCAPE}"
`;

const COMMANDS = [
  'validate -o text',
  'validate -o github',
  'validate -o gitlab',
  'validate -o markdown',
  'validate -o junit',
  'resources -o text',
  'resources -o markdown',
  'explain -o text',
  'explain -o markdown',
];

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
const STEERS = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/;

describe('hostile input', () => {
  it.each(COMMANDS)('%s lets nothing of a manifest steer the terminal', (command) => {
    const { stdout, stderr } = outrider([...command.split(' '), '-'], { input: POD });
    expect(stdout.length).toBeGreaterThan(20);
    expect(stdout + stderr).not.toMatch(STEERS);
    expect(stderr).not.toContain('defect');
  });

  it.each([
    ['a document of 40 MB', `a: "${'x'.repeat(40e6)}"`, 'more than 33554432 characters'],
    ['a million open brackets', '['.repeat(1e6), 'levels of nesting'],
    ['bytes that are no text', 'a: \u0001\ufffd', 'ontrol character'],
  ])('says that it cannot read %s, and reads the rest', (name, text, message) => {
    const file = join(folder, `${name.replaceAll(' ', '-')}.yaml`);
    writeFileSync(file, text);
    const { stdout, exitCode } = outrider(['validate', '-o', 'json', file, 'web.yaml']);
    const report = JSON.parse(stdout);
    expect(report.unreadable[0].message).toContain(message);
    expect(report.summary.workloads).toBe(1);
    expect(exitCode).toBe(2);
  });
});
