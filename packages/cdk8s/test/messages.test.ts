import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const here = fileURLToPath(new URL('messages/', import.meta.url));
const source = readFileSync(join(here, 'mistakes.ts'), 'utf8').split('\n');

/** What a compiler says of the built package's types: each mistake with its error. */
function messages(compiler: string): string {
  const tsc = join(dirname(createRequire(import.meta.url).resolve(`${compiler}/package.json`)), 'bin/tsc');
  const { stdout } = spawnSync(process.execPath, [tsc, '-p', here, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  return stdout.replace(
    /^.*mistakes\.ts\((\d+),\d+\): error (TS\d+: .*)$/gm,
    (_, line: string, error: string) => {
      const code = source[Number(line) - 1] ?? '';
      return `\n${code.replace(' // no', '')}\n  ${error}`;
    },
  );
}

describe.each(['typescript', 'typescript-5'])('what the compiler says (%s)', (compiler) => {
  const printed = messages(compiler);

  it('is a sentence', async () => {
    await expect(printed).toMatchFileSnapshot(join(here, 'messages.txt'));
  });

  it('concerns every mistake', () => {
    const mistakes = source
      .filter((line) => line.endsWith('// no'))
      .map((line) => line.replace(' // no', ''));
    expect(printed.split('\n').filter((line) => mistakes.includes(line))).toEqual(mistakes);
  });
});
