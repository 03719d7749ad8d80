import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const bin = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** Runs `outrider …` as built, from the repository's root, and gives what a reader would see. */
function run(command: string): string {
  const [name, ...args] = command.split(/\s+/);
  if (name !== 'outrider')
    throw new Error(`Only "outrider" commands can stand in a console block: ${command}`);
  const result = spawnSync(process.execPath, [bin, ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, NO_COLOR: '1', COLUMNS: '100' },
  });
  return (result.stdout + result.stderr).trimEnd();
}

/**
 * The Markdown with every ```console block replaced by its commands (`$ outrider …`) and their real output, so
 * that a test can compare a document with itself.
 */
export function withRealOutput(markdown: string): string {
  return markdown.replace(/```console\n([\s\S]*?)```/g, (_, body: string) => {
    const commands = body.split('\n').filter((line) => line.startsWith('$ '));
    const parts = commands.map((line) => `${line}\n${run(line.slice(2))}\n`);
    return `\`\`\`console\n${parts.join('\n')}\`\`\``;
  });
}
