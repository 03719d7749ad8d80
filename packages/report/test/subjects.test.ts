import { fileURLToPath } from 'node:url';
import { releaseOf } from '@outrider/core';
import { XMLValidator } from 'fast-xml-parser';
import { describe, expect, it } from 'vitest';
import type { Simulation } from '../src/simulate.ts';
import { simulateHtml } from '../src/simulate-html.ts';
import { simulateMarkdown } from '../src/simulate-markdown.ts';
import { simulateMermaid } from '../src/simulate-mermaid.ts';
import { simulateSvg } from '../src/simulate-svg.ts';
import { simulateText } from '../src/simulate-text.ts';
import { plain } from '../src/terminal/paint.ts';
import { widthOf } from '../src/terminal/width.ts';
import { whatIfText } from '../src/what-if-text.ts';
import { SUBJECTS, simulationOf, whatIfOf } from './subjects.ts';

const golden = (name: string): string =>
  fileURLToPath(new URL(`./timelines/subjects/${name}`, import.meta.url));

const factHint = (fact: string): string => `outrider validate --explain ${fact}`;
const text = (simulation: Simulation, width: number, ascii: boolean, quiet: boolean): string =>
  simulateText([simulation], { paint: plain, width, ascii, quiet, factHint });

describe.each(SUBJECTS.map((subject) => [subject.name, subject] as const))('%s', (name, subject) => {
  const simulation = simulationOf(subject);

  it('in a terminal of 80 and 160 columns, in ASCII, and what if', async () => {
    const pages = [
      text(simulation, 80, false, false),
      text(simulation, 160, false, true),
      text(simulation, 80, true, true),
      whatIfText([whatIfOf(subject)], { paint: plain, width: 80 }),
    ];
    await expect(pages.join(`${'='.repeat(80)}\n`)).toMatchFileSnapshot(golden(`${name}.txt`));
  });

  it('as Markdown and Mermaid', async () => {
    await expect(simulateMarkdown([simulation])).toMatchFileSnapshot(golden(`${name}.md`));
    await expect(simulateMermaid([simulation])).toMatchFileSnapshot(golden(`${name}.mmd`));
  });
});

/** With the gate, where the release has it off. */
const RELEASES = [
  releaseOf('1.28', { SidecarContainers: true }),
  ...(['1.28', '1.29', '1.33', '1.36'] as const).map((version) => releaseOf(version)),
];

describe.each(SUBJECTS.map((subject) => [subject.name, subject] as const))(
  '%s in every release',
  (_, subject) => {
    const simulations = RELEASES.map((release) => simulationOf(subject, release));

    it.each([40, 80, 160])('no line is wider than %i', (width) => {
      const pages = [
        ...simulations.map((one) => text(one, width, false, false)),
        ...RELEASES.map((release) => whatIfText([whatIfOf(subject, release)], { paint: plain, width })),
      ];
      for (const line of pages.join('\n').split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
    });

    it('SVG is XML, the page holds it, and neither asks anybody for anything', () => {
      for (const one of simulations) {
        const svg = simulateSvg(one);
        expect(XMLValidator.validate(svg)).toBe(true);
        for (const page of [svg, simulateHtml([one])]) {
          expect(page).not.toMatch(/<script|<link|<image|<iframe|@import|url\((?!#)|(?:src|href)="(?!#)/);
          expect(page.match(/https?:[^"\s]*/g) ?? []).toEqual(
            page.match(/http:\/\/www\.w3\.org\/2000\/svg/g) ?? [],
          );
        }
      }
    });

    it('Markdown and Mermaid keep within what GitHub takes', () => {
      for (const one of simulations) expect(simulateMermaid([one]).length).toBeLessThan(50_000);
      expect(simulateMarkdown(simulations).length).toBeLessThanOrEqual(65_536);
    });
  },
);

it('keeps a comment about all of them, many times over, within the limit', () => {
  const all = SUBJECTS.map((subject) => simulationOf(subject));
  expect(simulateMarkdown(all)).toContain('| at | READY |');
  for (const times of [1, 5, 60]) {
    const page = simulateMarkdown(Array.from({ length: times }, () => all).flat());
    expect(page.length).toBeLessThanOrEqual(65_536);
    expect(page.split('<details>').length).toBe(page.split('</details>').length);
  }
});
