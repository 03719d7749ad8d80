import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withRealOutput } from './console-blocks.ts';

const path = (name: string): string => fileURLToPath(new URL(`../../../${name}`, import.meta.url));
const readme = readFileSync(path('README.md'), 'utf8');

describe('README.md', () => {
  it('shows what the commands really print', async () => {
    await expect(withRealOutput(readme)).toMatchFileSnapshot(path('README.md'));
  });

  it('opens with two commands, one line each; CI runs the second', () => {
    const blocks = [...readme.matchAll(/```sh\n([\s\S]*?)```/g)].map((match) => (match[1] ?? '').trim());
    expect(blocks.slice(0, 2)).toEqual(['npx -y pnpm@12.21.0 demo', 'npx -y pnpm@12.21.0 test']);
    expect(readFileSync(path('.ci/run'), 'utf8')).toContain(`\n${blocks[1]}\n`);
  });
});
