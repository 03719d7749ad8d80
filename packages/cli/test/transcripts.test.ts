import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { transcriptOf } from './run-outrider.ts';

const folder = fileURLToPath(new URL('./transcripts/', import.meta.url));
const transcripts = globSync('*.md', { cwd: folder }).sort();

const BLOCK = /````console\n([\s\S]*?)````/g;
const commandsOf = (text: string): readonly string[] =>
  [...text.matchAll(BLOCK)].flatMap(([, body = '']) => /^\$ (.*)$/m.exec(body)?.slice(1) ?? []);

/**
 * A transcript is a Markdown page: prose, and blocks that each begin with a command (run in test/fixtures). The
 * page with every block's real output must be the page itself; `vitest run -u` rewrites it.
 */
describe('transcripts', () => {
  it.each(transcripts)('%s', async (name) => {
    const page = readFileSync(`${folder}${name}`, 'utf8');
    expect(commandsOf(page).length, 'a transcript without commands proves nothing').toBeGreaterThan(0);
    const real = page.replace(BLOCK, (block, body: string) => {
      const command = /^\$ (.*)$/m.exec(body)?.[1];
      return command === undefined ? block : `\`\`\`\`console\n${transcriptOf(command)}\n\`\`\`\``;
    });
    await expect(real).toMatchFileSnapshot(`${folder}${name}`);
  });
});
