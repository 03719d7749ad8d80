import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { PICTURES } from '../../../scripts/pictures.ts';
import { outrider } from './run-outrider.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));

it.each(Object.entries(PICTURES))('docs/pictures/%s is what the CLI draws', (name, args) => {
  const { stdout } = outrider([...args, '-o', 'svg'], { cwd: root });
  expect(readFileSync(`${root}docs/pictures/${name}`, 'utf8')).toBe(stdout);
});
