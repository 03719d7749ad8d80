import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

/** The numbered facts about a Pod's life, by their ranges. */
const RULES: readonly (readonly [from: number, to: number])[] = [
  [1, 32],
  [50, 69],
  [80, 98],
  [120, 133],
  [139, 148],
  [150, 155],
  [170, 181],
  [186, 188],
  [190, 198],
  [210, 217],
  [230, 238],
  [250, 271],
  [290, 294],
];

const ids = RULES.flatMap(([from, to]) =>
  Array.from({ length: to - from + 1 }, (_, index) => `L-${String(from + index).padStart(3, '0')}`),
);

const root = fileURLToPath(new URL('../../../', import.meta.url));

const textOf = (pattern: string, isWanted: (file: string) => boolean): string =>
  globSync(pattern, { cwd: root })
    .filter((file) => isWanted(file) && !file.includes('node_modules'))
    .map((file) => readFileSync(`${root}${file}`, 'utf8'))
    .join('\n');

const isTest = (file: string): boolean => file.endsWith('.test.ts') || file.includes('/testdata/');
const here = 'packages/core/test/lifecycle-rules.test.ts';

/** What is said of live Pods may rest on facts that the simulator leaves out. */
const isSimulated = (file: string): boolean => !isTest(file) && !file.includes('/live/');

const sources = textOf('packages/core/src/**/*.ts', isSimulated);
const tests = textOf('packages/core/{src,test}/**/*.{test.ts,yaml}', (file) => isTest(file) && file !== here);
/** What the simulator leaves out, with the reason: the table of the last section. */
const leftOut = readFileSync(`${root}docs/kubernetes-behaviour.md`, 'utf8').split(
  '### What the simulator leaves out',
)[1];

describe('each numbered fact', () => {
  it('is one of 169', () => {
    expect(ids).toHaveLength(169);
  });

  it.each(ids)('%s is cited where it is implemented and named by a test, or left out with a reason', (id) => {
    const isCited = sources.includes(id) && tests.includes(id);
    const isLeftOut = leftOut?.includes(`| ${id} |`) ?? false;
    expect({ isCited, isLeftOut }).toEqual({ isCited: !isLeftOut, isLeftOut: !isCited });
  });
});
