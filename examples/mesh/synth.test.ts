import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));
const out = mkdtempSync(join(tmpdir(), 'outrider-example-'));
const env = { ...process.env, OUTRIDER_EXPLAIN: '1' };
const run = (script: string, ...args: string[]) =>
  spawnSync(process.execPath, [join(here, script), ...args], { cwd: here, env, encoding: 'utf8' });

describe('cdk8s synth', { timeout: 60_000 }, () => {
  let log = '';
  beforeAll(() => {
    log = run('node_modules/cdk8s-cli/bin/cdk8s', 'synth', '--check-upgrade=false', '--output', out).stderr;
  }, 60_000);
  afterAll(() => {
    rmSync(out, { recursive: true });
  });

  it('writes the manifest that is shown', async () => {
    const manifest = readFileSync(join(out, 'orders.k8s.yaml'), 'utf8');
    await expect(manifest).toMatchFileSnapshot(join(here, 'expected/orders.k8s.yaml'));
  });

  it('explains it in its log', async () => {
    await expect(log).toMatchFileSnapshot(join(here, 'expected/explain.txt'));
  });

  it('is taken by the API server, and has the advice that is shown', async () => {
    const cli = 'node_modules/@outrider/cli/bin/outrider.js';
    const { stdout, status } = run(cli, 'validate', 'expected/orders.k8s.yaml');
    expect(status).toBe(0);
    await expect(stdout).toMatchFileSnapshot(join(here, 'expected/validate.txt'));
  });
});
