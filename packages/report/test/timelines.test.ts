import { fileURLToPath } from 'node:url';
import { releaseOf } from '@outrider/core';
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../src/simulate.ts';
import { simulateHtml } from '../src/simulate-html.ts';
import { simulateMarkdown } from '../src/simulate-markdown.ts';
import { simulateMermaid } from '../src/simulate-mermaid.ts';
import { simulateSvg } from '../src/simulate-svg.ts';
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
  kubelet: releaseOf('1.36'),
  unmet: [],
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

describe('timelines as Markdown and Mermaid', () => {
  for (const drawn of CASES) {
    it(`${drawn.name}`, async () => {
      const simulations = [simulationOf(drawn)];
      await expect(simulateMarkdown(simulations)).toMatchFileSnapshot(golden(`${drawn.name}.md`));
      await expect(simulateMermaid(simulations)).toMatchFileSnapshot(golden(`${drawn.name}.mmd`));
    });
  }

  it('lets no text of a manifest become syntax', () => {
    const [first] = CASES;
    if (first === undefined) throw new Error('There are no cases');
    const name = 'a:b;c#d,e\n  section x <b>%%{init}%% @me |';
    const { source, ...rest } = simulationOf(first);
    const simulations = [{ ...rest, source: { ...source, name } }];
    expect(simulateMermaid(simulations)).toMatch(/^ {2}title Pod [\p{L}\p{N} ._/()-]+, Kubernetes 1\.36$/mu);
    expect(simulateMarkdown(simulations).split('\n')[0]).toBe(
      String.raw`### Pod a:b;c\#d,e\\n  section x &lt;b&gt;%%\{init\}%% @&#8203;me \|`,
    );
  });
});

describe('timelines as SVG and HTML', () => {
  for (const drawn of CASES) {
    it(`${drawn.name}`, async () => {
      await expect(simulateSvg(simulationOf(drawn))).toMatchFileSnapshot(golden(`${drawn.name}.svg`));
    });
  }

  const hostile = '</text><script>alert(1)</script>"\'&';
  const simulation = (): Simulation => {
    const [first] = CASES;
    if (first === undefined) throw new Error('There are no cases');
    const { source, ...rest } = simulationOf(first);
    return { ...rest, source: { ...source, name: hostile }, assumed: [hostile] };
  };

  it('lets no text of a manifest out of its place', () => {
    for (const page of [simulateSvg(simulation()), simulateHtml([simulation()])]) {
      expect(page).not.toContain('<script');
      expect(page).not.toContain('alert(1)</');
    }
  });

  it('loads nothing from anywhere, every mark leads to its line of the list, and every fact to its text', () => {
    const page = simulateHtml([simulation()]);
    expect(page).not.toMatch(/(src|href)="(?!#)/);
    const ids = new Set([...page.matchAll(/<(?:tr|div) id="([^"]*)"/g)].map(([, id]) => id));
    const links = [...page.matchAll(/<a [^>]*?href="#([^"]*)"/g)].map(([, id]) => id);
    expect(links.length).toBeGreaterThan(5);
    expect(links.filter((id) => !ids.has(id))).toEqual([]);
  });
});
