import { describe, expect, it } from 'vitest';
import { outrider } from './run-outrider.ts';

describe('an input without objects is an error, as kubectl has it (P-001)', () => {
  const texts = ['', '# only a comment\n', '---\n---\n', 'apiVersion: v1\nkind: List\nitems: []\n'];
  const runs = ['validate', 'resources', 'simulate'].flatMap((command) =>
    texts.map((text) => [command, text] as const),
  );

  it.each(runs)('%s of %j', (command, input) => {
    const { stdout, exitCode } = outrider([command, '-o', 'json', '-'], { input });
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout).unreadable).toEqual([
      { file: '-', document: 0, line: 1, column: 1, message: expect.stringContaining('No objects') },
    ]);
  });
});
