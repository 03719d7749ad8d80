import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { factsIn } from '../src/facts/find-fact.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');
const known = new Set(
  globSync('docs/facts/*.md', { cwd: root }).flatMap((file) => factsIn(read(file)).map(({ id }) => id)),
);

describe('every fact that is cited is in docs/facts', () => {
  it.each([
    ['the code', '{packages,apps}/*/src/**/*.ts'],
    ['the rules', 'packages/core/src/rules/**/*.md'],
    ['the docs', 'docs/*.md'],
  ])('by %s', (_, pattern) => {
    const files = globSync(pattern, { cwd: root });
    expect(files.length).toBeGreaterThan(2);
    const unknown = files.flatMap((file) =>
      Array.from(
        read(file).matchAll(/(?<![\w-])[LRVPSWGDA]-\d{3}(?![\w-])/g),
        ([id]) => `${id} in ${file}`,
      ).filter((citation) => !known.has(citation.slice(0, 5))),
    );
    expect(unknown).toEqual([]);
  });
});
