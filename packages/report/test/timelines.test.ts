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
import { TIMELINE_STYLE } from '../src/timeline/svg/style.ts';
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

  it('is there for those who do not see it: a name, a description, and marks that take the focus and speak', () => {
    for (const drawn of CASES) {
      const svg = simulateSvg(simulationOf(drawn));
      expect(svg).toMatch(/^<svg [^>]*role="group" aria-label="Timeline of [^"]+"/);
      expect(svg).toMatch(/<title>Timeline of [^<]+<\/title>/);
      expect(svg).toMatch(/<desc>[^<]+\.<\/desc>/);
      const marks = svg.match(/<g class="mark[^>]*tabindex="0"[^>]*>/g) ?? [];
      expect(marks.length).toBe((svg.match(/class="tip"/g) ?? []).length);
      for (const mark of marks) expect(mark).toMatch(/role="img" tabindex="0" aria-label="\d[^"]{9,}"/);
      const page = simulateHtml([simulationOf(drawn)]);
      expect(page).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(page).toMatch(/<div class="picture" tabindex="0" role="region" aria-label="[^"]+">/);
      expect(page.match(/<th scope="col">/g)).toHaveLength(4);
      expect((page.match(/<a class="mark[^>]*aria-label="[^"]+"/g) ?? []).length).toBe(marks.length);
    }
  });

  it('tells the source of a fact where a mark has one', () => {
    const [drawn] = CASES;
    const svg = drawn === undefined ? '' : simulateSvg(simulationOf(drawn));
    expect(svg).toContain(
      'aria-label="1m6s proxy: SIGTERM. A sidecar is signalled when the regular containers are gone, and the next sidecar behind it. L-122, kubernetes/kubernetes pkg/kubelet/kuberuntime/kuberuntime_termination_order.go"',
    );
  });

  it('has enough contrast in light and in dark, as WCAG 2.2 asks of text and of shapes', () => {
    const [light = '', dark = ''] = TIMELINE_STYLE.split('@media (prefers-color-scheme: dark)');
    for (const scheme of [light, dark]) {
      const colours = new Map(
        [...scheme.matchAll(/--(\w+): (#[0-9a-f]{6})/g)].map(([, name = '', value = '']) => [name, value]),
      );
      const against = (name: string): number => contrast(colours.get(name) ?? '', colours.get('paper') ?? '');
      for (const name of ['text', 'dim', 'bad']) expect(against(name), name).toBeGreaterThanOrEqual(4.5);
      for (const name of ['waiting', 'starting', 'started', 'ready', 'stopping', 'backOff'])
        expect(against(name), name).toBeGreaterThanOrEqual(3);
    }
  });
});

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5]
    .map((at) => Number.parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
