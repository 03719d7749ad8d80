import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/commands/commands.ts';
import { withRealOutput } from './console-blocks.ts';

const path = fileURLToPath(new URL('../README.md', import.meta.url));
const readme = readFileSync(path, 'utf8');

describe('packages/cli/README.md', () => {
  it('shows what the commands really print', async () => {
    await expect(withRealOutput(readme)).toMatchFileSnapshot(path);
  });

  it.each(Object.entries(COMMANDS))('names the formats of %s', (name, { formats }) => {
    const printed = formats.length === 0 ? 'a ResourceList' : formats.join(', ');
    expect(readme).toContain(`| \`${name}\` | ${printed} |`);
  });
});
