import { fileURLToPath } from 'node:url';
import { releaseOf } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../src/simulate.ts';
import { simulateText } from '../src/simulate-text.ts';
import { plain } from '../src/terminal/paint.ts';
import { widthOf } from '../src/terminal/width.ts';
import { runOf } from './notation.ts';
import { CASES, type DrawnCase } from './scenarios.ts';

const golden = (name: string): string => fileURLToPath(new URL(`./timelines/${name}`, import.meta.url));

const simulationOf = ({ name, spec, timeline }: DrawnCase): Simulation => ({
  source: {
    file: `${name}.yaml`,
    document: 0,
    line: 1,
    apiVersion: 'v1',
    kind: 'Pod',
    namespace: null,
    name,
  },
  release: releaseOf('1.36'),
  pod: { metadata: { name }, spec },
  scenario: {},
  assumed: ['the containers behave as written here'],
  run: runOf(spec, timeline),
});

describe('timelines in text', () => {
  for (const drawn of CASES) {
    it(`${drawn.name} at 80, 120 and in ASCII`, async () => {
      const draw = (width: number, ascii: boolean): string =>
        simulateText([simulationOf(drawn)], { paint: plain, width, ascii });
      const pages = [draw(80, false), draw(120, false), draw(80, true)];
      await expect(pages.join(`${'='.repeat(120)}\n`)).toMatchFileSnapshot(golden(`${drawn.name}.txt`));
      for (const line of pages[0]?.split('\n') ?? []) expect(widthOf(line), line).toBeLessThanOrEqual(80);
      // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII is what is asked for
      expect(pages[2]).toMatch(/^[\u0000-\u007f]*$/);
    });
  }
});
