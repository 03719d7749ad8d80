import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, it } from 'vitest';

const bin = fileURLToPath(new URL('../bin/', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'outrider-shell-'));
symlinkSync(join(bin, 'outrider.js'), join(folder, 'outrider'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasBash = spawnSync('bash', ['--version']).status === 0;

/** Words as bash breaks them: `=` is one of its own. */
const ASK = `
source <(outrider completion bash)
compopt() { :; }
COMP_LINE="$1"; COMP_POINT=\${#COMP_LINE}; shift
COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1))
_outrider && printf '%s\\n' "\${COMPREPLY[@]}"
`;

it.runIf(hasBash).each([
  [['outrider', 'val'], 'validate'],
  [['outrider', 'validate', '--output', '=', 'js'], 'json'],
  [['outrider', 'validate', '-o', 'gitl'], 'gitlab'],
  [['outrider', 'validate', '--rule', 'prestop-exceeds-grace', '=', 'inf'], 'info'],
])('bash completes %j', (words, expected) => {
  const line = words.join(' ').replace(/ ?= ?/g, '=');
  const env = {
    ...process.env,
    PATH: [folder, dirname(process.execPath), process.env['PATH']].join(delimiter),
  };
  const { stdout } = spawnSync('bash', ['-c', ASK, 'bash', line, ...words], { encoding: 'utf8', env });
  expect(stdout.trim()).toBe(expected);
});
