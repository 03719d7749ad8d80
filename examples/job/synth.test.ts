import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const here = fileURLToPath(new URL('.', import.meta.url));

it('cdk8s synth writes the manifest that is shown', async () => {
  const out = mkdtempSync(join(tmpdir(), 'outrider-example-'));
  const cdk8s = join(here, 'node_modules/cdk8s-cli/bin/cdk8s');
  execFileSync(process.execPath, [cdk8s, 'synth', '--check-upgrade=false', '--output', out], { cwd: here });
  const manifest = readFileSync(join(out, 'report.k8s.yaml'), 'utf8');
  rmSync(out, { recursive: true });
  await expect(manifest).toMatchFileSnapshot(join(here, 'expected/report.k8s.yaml'));
}, 60_000);
