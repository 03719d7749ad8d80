import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const path = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
const readme = readFileSync(path('../README.md'), 'utf8');

/** What the README's first TypeScript really writes, and what it logs if it is asked to explain. */
function synthesized(): { readonly manifest: string; readonly log: string } {
  const code = /```ts\n([\s\S]*?)```/.exec(readme)?.[1] ?? '';
  const out = mkdtempSync(join(tmpdir(), 'outrider-readme-'));
  const env = { ...process.env, CDK8S_OUTDIR: out, OUTRIDER_EXPLAIN: '1' };
  const args = ['--input-type=module-typescript', '-e', code];
  const { stderr } = spawnSync(process.execPath, args, { cwd: path('..'), env, encoding: 'utf8' });
  const manifest = readFileSync(join(out, 'shop.k8s.yaml'), 'utf8');
  rmSync(out, { recursive: true });
  return { manifest, log: stderr };
}

const SHOWN = [
  "container('proxy'",
  "'migrat'",
  "'htpp' }",
  "mount('tls'",
  'readiness',
  'Sleep',
  "'128mb'",
  'deployment(chart, ',
];

/** Some of the compiler's sentences, as messages.test.ts holds them. */
const sentences = (): string =>
  readFileSync(path('messages/messages.txt'), 'utf8')
    .trim()
    .split('\n\n')
    .filter((entry) => SHOWN.some((part) => entry.split('\n')[0]?.includes(part)))
    .join('\n\n');

it('shows what its code really writes and what the compiler really says', async () => {
  const { manifest, log } = synthesized();
  const real = readme
    .replace(/(?<=```yaml\n)[\s\S]*?(?=```)/, () => `${manifest.trimEnd()}\n`)
    .replace(/(?<=```console\n)[\s\S]*?(?=```)/, () => `${log.trimEnd()}\n`)
    .replace(/(?<=```text\n)[\s\S]*?(?=```)/, () => `${sentences()}\n`);
  await expect(real).toMatchFileSnapshot(path('../README.md'));
});
