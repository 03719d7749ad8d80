import {
  type Container,
  defaultScenario,
  type PodSpec,
  releaseOf,
  shutdownBudget,
  simulate,
  startupBudget,
  whatIf,
} from '@outrider/core';
import fc from 'fast-check';
import { XMLValidator } from 'fast-xml-parser';
import { expect, it } from 'vitest';
import { scenarioWords } from '../src/scenario-words.ts';
import type { Simulation } from '../src/simulate.ts';
import { simulateHtml } from '../src/simulate-html.ts';
import { simulateMarkdown } from '../src/simulate-markdown.ts';
import { simulateMermaid } from '../src/simulate-mermaid.ts';
import { simulateSvg } from '../src/simulate-svg.ts';
import { simulateText } from '../src/simulate-text.ts';
import { plain } from '../src/terminal/paint.ts';
import { widthOf } from '../src/terminal/width.ts';
import { whatIfText } from '../src/what-if-text.ts';
import { parseGfm, valuesOf } from './gfm.ts';

/** What a name may hold to break a line, a table, a chart or a page; a manifest that is never applied may hold it. */
const PIECES = [
  'app',
  '名前',
  '🚀',
  'e\u0301',
  'שלום',
  '\u202e',
  '\u200b',
  '\u0000',
  '\u001b[31m',
  '\n',
  '\t',
  ' ',
  '`',
  '```',
  '|',
  '\\',
  '@octocat',
  '#12',
  '<b>',
  '</text>',
  '</summary>',
  '<script>alert(1)</script>',
  ']]>',
  '"',
  "'",
  '&amp;',
  '![a](https://evil.example)',
  ':',
  ';',
  ',',
  '%%{init: {}}%%',
  '---',
  'section x',
  'a-name-that-is-longer-than-any-column-would-like-it-to-be',
];

const RELEASE = releaseOf('1.36');

const names = fc
  .array(fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }), { minLength: 4, maxLength: 4 })
  .map((all) => all.map((pieces, index) => pieces.join('') + index));

const hook = { preStop: { sleep: { seconds: 3 } } };
const seconds = fc.constantFrom(0.001, 1, 59.5, 600, 90_000);

const specs: fc.Arbitrary<PodSpec> = fc.tuple(names, fc.boolean(), seconds).map(([[a, b, c, d], isJob]) => {
  const sidecar = (name: string | undefined, more: Container): Container => ({
    name: name ?? '',
    restartPolicy: 'Always',
    ...more,
  });
  return {
    restartPolicy: isJob ? 'Never' : 'Always',
    initContainers: [
      sidecar(a, { startupProbe: { periodSeconds: 1 } }),
      { name: b ?? '' },
      sidecar(c, { lifecycle: hook }),
    ],
    containers: [{ name: d ?? '', readinessProbe: { periodSeconds: 2 } }],
  };
});

const runs = fc
  .tuple(specs, seconds, names)
  .map(([spec, deleteAt, [name = '', namespace = '', file = '']]): Simulation => {
    const base = defaultScenario({ spec });
    const scenario = { ...base, pod: { ...base.pod, deleteAt: deleteAt * 1000 } };
    return {
      source: { file, document: 0, line: 1, apiVersion: 'v1', kind: 'Pod', namespace, name },
      release: RELEASE,
      kubelet: RELEASE,
      pod: { metadata: { name }, spec },
      scenario: {},
      assumed: scenarioWords(scenario, spec),
      unmet: [],
      run: simulate({ pod: { metadata: { name }, spec }, scenario, release: RELEASE }),
    };
  });

const held = (check: (simulation: Simulation) => void): void =>
  fc.assert(fc.property(runs, check), { numRuns: 60 });

it('no line of a timeline is wider than the screen, whatever the names', () => {
  held((simulation) => {
    for (const width of [40, 80, 160]) {
      const page = simulateText([simulation], { paint: plain, width, ascii: width === 40 });
      for (const line of page.split('\n')) expect(widthOf(line), line).toBeLessThanOrEqual(width);
    }
  });
});

it('nor is one of what-if', () => {
  held(({ source, pod }) => {
    const report = {
      source,
      release: RELEASE,
      startup: startupBudget(pod.spec),
      shutdown: shutdownBudget(pod.spec, RELEASE),
      answers: whatIf({ pod, release: RELEASE }),
    };
    for (const width of [40, 80, 160]) {
      for (const line of whatIfText([report], { paint: plain, width }).split('\n'))
        expect(widthOf(line), line).toBeLessThanOrEqual(width);
    }
  });
});

it('a terminal is told nothing but lines', () => {
  held((simulation) => {
    const page = simulateText([simulation], { paint: plain, width: 80 });
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there
    expect(page).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200b-\u200f\u202a-\u202e]/);
  });
});

it('SVG stays XML, and no name becomes an element of it or of the page', () => {
  held((simulation) => {
    const svg = simulateSvg(simulation);
    expect(XMLValidator.validate(svg)).toBe(true);
    for (const page of [svg, simulateHtml([simulation])]) expect(page).not.toMatch(/<script|<b>|<\/text>\d/);
  });
});

it('Markdown holds no HTML but its own folds, no link and no image', () => {
  held((simulation) => {
    for (const page of [simulateMarkdown([simulation]), simulateMarkdown([simulation, simulation])]) {
      const tree = parseGfm(page);
      const foreign = valuesOf(tree, 'html')
        .flatMap((value) => value.split('\n'))
        .filter(
          (value) =>
            !/^(<details><summary>(Events|<code>[^<]*<\/code>: [^<]*)<\/summary>|<\/details>|<\/?sub>)$/.test(
              value,
            ),
        );
      expect(foreign).toEqual([]);
      expect(JSON.stringify(tree)).not.toMatch(/"type":"(link|image)(Reference)?"/);
    }
  });
});

it('a Mermaid chart has only lines of its grammar', () => {
  const words = String.raw`[\p{L}\p{N}\u2800 ,._/()-]+`;
  const line = new RegExp(
    String.raw`^(---|displayMode: compact|config: \{ gantt: \{ leftPadding: \d+ \} \}|gantt|  dateFormat [YMDHmsS:. -]+|  axisFormat [%HMS:]+|  title ${words}|  section ${words}|  ${words} :([a-z]+, ){0,2}[\d: .-]+, [\d: .-]+)$`,
    'u',
  );
  held((simulation) => {
    for (const one of simulateMermaid([simulation]).trimEnd().split('\n')) expect(one).toMatch(line);
  });
});
