import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { Analysis } from './analysis.ts';
import { analyze } from './analyze.ts';
import type { InputFile } from './inventory.ts';
import { releaseOf } from './kubernetes/release.ts';
import { readManifests } from './manifest/read-manifests.ts';
import { RULES } from './rules/catalogue.ts';
import { decides, mayDecide } from './rules/input/deciding.ts';
import { defineRule } from './rules/rule.ts';
import type { MeshSettings } from './rules/settings.ts';

const src = fileURLToPath(new URL('.', import.meta.url));
const filesIn = (pattern: string): readonly InputFile[] =>
  globSync(pattern, { cwd: src })
    .toSorted()
    .map((file) => ({ file, text: readFileSync(`${src}${file}`, 'utf8') }));

const CASES: readonly (readonly [string, readonly InputFile[]])[] = [
  ['the cases of rules', filesIn('rules/*/cases/*.yaml')],
  ['the cases of server rules', filesIn('../test/cases/*.yaml')],
  ['the cases of the reader', filesIn('manifest/testdata/**/*.{yaml,json}')],
];

const MESH: MeshSettings = { name: 'istio', native: true, assumeInjected: true };

/** All that can be asked of an analysis, values that are read again among it. */
const told = ({ workloads, others, findings, isIgnored, unreadable, ...counts }: Analysis): unknown => ({
  counts: [counts.files, counts.documents, counts.objects, counts.ignored],
  unreadable,
  findings,
  isIgnored: findings.map((finding) => isIgnored?.(finding)),
  others: others.map(({ source, value, locate }) => [source, value, locate('metadata.name')]),
  workloads: workloads.map(({ workload, resources }) => {
    const { pod, manifest, injected, ...plain } = workload;
    const written = injected && [injected.because, injected.asWritten.pod, injected.asWritten.source];
    return [plain, pod, manifest.value, written, resources, manifest.locate('spec')];
  }),
});

describe.each(CASES)('a light analysis says what a whole one says: %s', (_, files) => {
  it('file by file', () => {
    const release = releaseOf('1.31');
    for (const file of files) {
      const whole = told(analyze([file], release));
      expect(told(analyze([file], release, { isLight: true })), file.file).toEqual(whole);
    }
  });

  it('all of them as one input, injected by a mesh', () => {
    const release = releaseOf('1.31');
    const settings = { mesh: MESH };
    const whole = told(analyze(files, release, { settings }));
    expect(told(analyze(files, release, { settings, isLight: true }))).toEqual(whole);
  });

  it('all of them in one text', () => {
    const release = releaseOf('1.36');
    const text = files
      .filter(({ file, text }) => file.endsWith('.yaml') && !text.includes('outrider-ignore'))
      .map((file) => file.text)
      .join('\n---\n');
    const whole = told(analyze([{ file: 'all.yaml', text }], release));
    expect(told(analyze([{ file: 'all.yaml', text }], release, { isLight: true }))).toEqual(whole);
  });
});

it.each([
  'kind: Service',
  'kind: "Serv\\u0069ce"',
  'kind: "Serv\\\n  ice"',
  'kind: !!binary U2VydmljZQ==',
  'kind: !<tag:yaml.org,2002:binary> U2VydmljZQ==',
  '? kind\n: Service',
  'metadata: {name: &k Service}\nkind: *k',
  '<<: {kind: Service}',
  '{"kind": "Serv\\u0069ce"}',
])('what decides over others is found however it is written: %j', (text) => {
  const [object] = readManifests('a.yaml', text).objects;
  expect(object && decides(object)).toBe(true);
  expect(mayDecide(text)).toBe(true);
});

it('reads a text again for the rules of others, which may ask for all of the input', () => {
  const text = 'kind: Pod\n---\nkind: Secret\n';
  const seen: number[] = [];
  const rule = defineRule({
    meta: { id: 'own', summary: '', severity: 'info', source: '' },
    check: ({ input }) => {
      seen.push(input.objects.length, input.ofKind('Secret').length);
      return [];
    },
    advise: () => ({ message: '', explanation: '' }),
  });
  analyze([{ file: 'a.yaml', text }], releaseOf('1.36'), { rules: [...RULES, rule], isLight: true });
  expect(seen).toEqual([2, 1]);
});
