import { readdirSync, readFileSync } from 'node:fs';
import { type AnalysisDiff, analyze, diffAnalyses, type InputFile, releaseOf } from '@outrider/core';
import { diffJson, diffMarkdown } from '@outrider/report';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { largeChange } from '../../../packages/report/test/large-change.ts';
import { parseReport } from '../src/report/read-report.ts';
import { UserError } from '../src/user-error.ts';
import { expectWellFormed } from './well-formed.ts';

const fixtures = new URL('../../../packages/report/test/fixtures/diff/', import.meta.url);

const diffOf = (base: readonly InputFile[], head: readonly InputFile[]): AnalysisDiff =>
  diffAnalyses(analyze(base, releaseOf('1.36')), analyze(head, releaseOf('1.36')));

const filesOf = (folder: URL): readonly InputFile[] =>
  readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

const CONTEXT = {
  commentId: 'Outrider/diff',
  pullRequest: 7,
  commits: { base: '', head: 'a'.repeat(40), isMerge: true },
  runId: '1',
  folder: '',
  paths: ['deploy'],
  notes: ['package-lock.json differs'],
};

const reportOf = (diff: AnalysisDiff): string =>
  JSON.stringify({ ...JSON.parse(diffJson(diff)), action: CONTEXT });

const CASES = readdirSync(fixtures).filter((name) =>
  readdirSync(new URL(`${name}/`, fixtures)).includes('base'),
);

const diffOfCase = (name: string): AnalysisDiff =>
  diffOf(filesOf(new URL(`${name}/base/`, fixtures)), filesOf(new URL(`${name}/head/`, fixtures)));

describe('a report that is read back', () => {
  it.each(CASES)('of %s makes the same comment', (name) => {
    const diff = diffOfCase(name);
    const report = parseReport(reportOf(diff), 'report.json');
    expect(diffMarkdown(report.diff)).toBe(diffMarkdown(diff));
    expect(report.context).toEqual(CONTEXT);
  });

  it('of a large change, of broken text and of odd kinds makes the same comment', () => {
    const { base, head } = largeChange();
    const odd = [
      { file: 'broken.yaml', text: 'a: [' },
      { file: 'crd.yaml', text: 'apiVersion: x/v1\nkind: Odd | `kind`\nmetadata: {name: "a|b"}\n' },
    ];
    const diff = diffOf(base, [...head, ...odd]);
    expect(diffMarkdown(parseReport(reportOf(diff), 'report.json').diff)).toBe(diffMarkdown(diff));
  });
});

type Path = readonly (string | number)[];

function leaves(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value !== 'object' || value === null) return [path];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

function withLeaf(report: string, path: Path, leaf: unknown): string {
  const copy = JSON.parse(report) as Record<string, unknown>;
  let at: Record<string, unknown> = copy;
  for (const step of path.slice(0, -1)) at = at[String(step)] as Record<string, unknown>;
  at[String(path.at(-1))] = leaf;
  return JSON.stringify(copy);
}

const HOSTILE = [
  '](https://evil.example) ![x](https://evil.example/x.png)',
  '</code></summary></details><img src=x onerror=alert(1)>',
  '| cell |\n\n# heading\n\n@octocat',
  '\\| `` ``` ~~~',
  '<!-- -->',
  '$&',
  1e300,
  -1,
  null,
  true,
  [],
  ['[x](https://evil.example)'],
  { toString: '[x](https://evil.example)' },
];

describe('a report that lies', () => {
  const reports = ['conversion', 'new-error', 'order-swap'].map((name) => reportOf(diffOfCase(name)));
  const places = reports.map((report) => leaves(JSON.parse(report)));

  it('is refused, or its comment has no markup but ours', () => {
    let taken = 0;
    fc.assert(
      fc.property(
        fc.nat(reports.length - 1),
        fc.nat(1_000_000),
        fc.constantFrom<unknown>(...HOSTILE),
        (which, seed, leaf) => {
          const paths = places[which] ?? [];
          const path = paths[seed % paths.length] ?? [];
          const json = withLeaf(reports[which] ?? '', path, leaf);
          try {
            const { diff } = parseReport(json, 'report.json');
            taken += 1;
            expectWellFormed(diffMarkdown(diff));
          } catch (error) {
            if (!(error instanceof UserError)) throw error;
            expect(error.message).not.toMatch(/evil|<img/);
          }
        },
      ),
      { numRuns: 2000 },
    );
    expect(taken).toBeGreaterThan(100);
  });

  it('may leave out nothing that a comment needs', () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (seed) => {
        const paths = places[0] ?? [];
        const json = withLeaf(reports[0] ?? '', paths[seed % paths.length] ?? [], undefined);
        try {
          diffMarkdown(parseReport(json, 'report.json').diff);
        } catch (error) {
          expect(error).toBeInstanceOf(UserError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
