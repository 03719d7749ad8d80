import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { fixtures, outrider } from './run-outrider.ts';

const copied = (): string => {
  const cwd = mkdtempSync(join(tmpdir(), 'outrider-fix-'));
  cpSync(`${fixtures}fix`, cwd, { recursive: true });
  return cwd;
};

it('writes what is safe, says what it did and what is left, and has nothing to do the second time', () => {
  const cwd = copied();
  const before = readFileSync(join(cwd, 'web.yaml'), 'utf8');
  const first = outrider(['validate', '-k', '1.30', '--fix', 'web.yaml'], { cwd });
  expect(first.stdout).toContain('Fixed 1 finding in 1 file:\n  web.yaml:27:17: Write targetPort: 8080');
  expect(first.stdout).toContain('Left 1 fix to you:');
  expect(first.stdout).toContain('not made: the anchor &port stands on it');
  const after = readFileSync(join(cwd, 'web.yaml'), 'utf8');
  expect(after).toBe(before.replace('targetPort: http-in\n', 'targetPort: 8080\n'));
  const second = outrider(['validate', '-k', '1.30', '--fix', 'web.yaml'], { cwd });
  expect(second.stdout).toContain('Nothing to fix.');
  expect(readFileSync(join(cwd, 'web.yaml'), 'utf8')).toBe(after);
});

it('gives edits, patches and what became of each fix as JSON', () => {
  const cwd = copied();
  const { stdout } = outrider(['validate', '-k', '1.30', '--fix', '--dry-run', '-o', 'json', '.'], { cwd });
  const { findings, fixes } = JSON.parse(stdout);
  const named = findings.find(({ rule }: { rule: string }) => rule === 'service-named-port-on-sidecar');
  expect(named.fix).toMatchObject({
    edits: [{ op: 'set', path: 'spec.ports[0].targetPort', value: 8080 }],
    mechanical: true,
  });
  expect(fixes).toMatchObject({
    dryRun: true,
    made: [{ rule: 'service-named-port-on-sidecar', line: 27, description: 'Write targetPort: 8080' }],
    left: [{ line: 35, reason: 'the anchor &port stands on it' }],
    patches: [{ file: 'web.yaml' }],
  });
  expect(fixes.patches[0].patch).toMatch(/^--- a\/web\.yaml\n\+\+\+ b\/web\.yaml\n@@ /);
});
