import { describe, expect, it } from 'vitest';
import type { Analysis } from '../analysis.ts';
import { analyze } from '../analyze.ts';
import { releaseOf } from '../kubernetes/release.ts';
import { RULES } from '../rules/catalogue.ts';
import { defineRule } from '../rules/rule.ts';
import { applyConfig } from './apply-config.ts';
import { baselineOf, baselineText, readBaseline } from './baseline.ts';
import { bindConfig } from './bind-config.ts';
import { type Config, NO_CONFIG } from './config.ts';
import { fitsGlob } from './glob.ts';
import { readConfig } from './read-config.ts';

const tuned = defineRule({
  meta: { id: 'a-tuned-rule', summary: 'x', severity: 'info', source: 'test' },
  options: { atLeastSeconds: 60, names: ['a'] },
  check: () => [],
  advise: () => ({ message: '', explanation: '' }),
});

function faults(source: string): readonly string[] {
  const { text, errors } = readConfig('outrider.yaml', source);
  const bound = text === undefined ? errors : bindConfig(text, BIND).errors;
  return (bound ?? []).map(({ line, column, path, message }) => `${line}:${column} ${path}: ${message}`);
}

const BIND = { rules: [...RULES, tuned], relativePath: (file: string): string => file };

function configOf(source: string): Config {
  const { text } = readConfig('outrider.yaml', source);
  const config = text === undefined ? undefined : bindConfig(text, BIND).config;
  if (config === undefined) throw new Error(faults(source).join('\n'));
  return config;
}

describe('readConfig and bindConfig', () => {
  it.each([
    ['', []],
    ['kubernetesVersion: "1.33"\nmesh: istio\n', []],
    ['kubernetesVersion: 1.33\n', ['1:1 kubernetesVersion: Invalid input: expected string, received number']],
    ['severtes: {}\n', [`1:1 severtes: Unknown field "severtes": did you mean "severities"?`]],
    [
      'severities:\n  prestop-exceeds-grace: of\n',
      [
        '2:3 severities.prestop-exceeds-grace: Invalid option: expected one of "off"|"info"|"warning"|"error"',
      ],
    ],
    [
      'severities:\n  prestop-exceed-grace: off\n  server/required-field: warning\n',
      [
        '2:3 severities.prestop-exceed-grace: Unknown rule "prestop-exceed-grace": did you mean "prestop-exceeds-grace"?',
      ],
    ],
    [
      'overrides:\n- files: [a]\n  severities: {nothing-like-it: off}\n',
      [
        '3:16 overrides[0].severities.nothing-like-it: Unknown rule "nothing-like-it": "outrider rules" lists them all',
      ],
    ],
    [
      'options:\n  a-tuned-rule: {atLeastSeconds: "60", atMost: 1, names: [b]}\n',
      [
        '2:18 options.a-tuned-rule.atLeastSeconds: Expected a number such as 60, found a string',
        '2:40 options.a-tuned-rule.atMost: Unknown option "atMost" of a-tuned-rule: there is atLeastSeconds, names',
      ],
    ],
    [
      'options: {qos-lost-to-sidecar: {a: 1}}\n',
      ['1:33 options.qos-lost-to-sidecar.a: Rule qos-lost-to-sidecar has no options'],
    ],
    [
      'ignore:\n- rule: qos-lost-to-sidecar\n  until: 2027-02-30\n',
      [
        '2:3 ignore[0].reason: Invalid input: expected string, received undefined',
        '3:3 ignore[0].until: Expected a day such as 2027-01-31',
      ],
    ],
    ['mesh: consul\n', ['1:1 mesh: Expected istio, linkerd or kuma, or a mapping with its name']],
    ['a: [\n', ['2:1 : Flow sequence in block collection must be sufficiently indented and end with a ]']],
  ])('%j', (source, expected) => expect(faults(source)).toEqual(expected));

  it('tells rules what they may know of the cluster', () => {
    const source = `kubernetesVersion: 1.33.4
mesh: { name: linkerd, native: false }
products: { vault-k8s: "1.2.0" }
cpuManagerPolicy: static
options: { a-tuned-rule: { atLeastSeconds: 5 } }
`;
    expect(configOf(source).settings).toEqual({
      kubernetesPatch: '1.33.4',
      mesh: { name: 'linkerd', native: false, assumeInjected: true },
      products: { 'vault-k8s': '1.2.0' },
      cpuManagerPolicy: 'static',
      options: { 'a-tuned-rule': { atLeastSeconds: 5 } },
    });
  });
});

describe('fitsGlob', () => {
  it.each([
    ['*.yaml', 'a.yaml', true],
    ['*.yaml', 'a/b.yaml', false],
    ['**/*.yaml', 'a.yaml', true],
    ['**/*.yaml', 'a/b/c.yaml', true],
    ['a/**', 'a/b/c.yaml', true],
    ['a/', 'a/b', true],
    ['./a/*', 'a/b', true],
    ['a?c', 'abc', true],
    ['web-{a,b*}', 'web-b1', true],
    ['web-{a,b}', 'web-c', false],
    ['a,b', 'a,b', true],
    ['a.c', 'abc', false],
    ['(a+)+$', '(a+)+$', true],
    ['[a]', 'a', false],
  ])('%s: %s is %s', (glob, text, expected) => expect(fitsGlob(glob, text)).toBe(expected));
});

const pod = (name: string, container = 'app', more = ''): string => `apiVersion: v1
kind: Pod
metadata: {name: ${name}, namespace: shop}
spec:
  ${more}
  containers:
  - {name: ${container}, image: "app:1", lifecycle: {preStop: {exec: {command: [sleep, "60"]}}}}
`;

const analysisOf = (...files: readonly (readonly [file: string, text: string])[]): Analysis =>
  analyze(
    files.map(([file, text]) => ({ file, text })),
    releaseOf('1.36'),
    { rules: RULES.filter(({ meta }) => meta.id === 'prestop-exceeds-grace') },
  );

const said = ({ findings, ignored, inBaseline }: Analysis): readonly unknown[] => [
  ...findings.map(({ source, rule, severity }) => `${source.file} ${rule} ${severity}`),
  ignored,
  inBaseline,
];

const NONE = { passed: 0, gone: 0 };

describe('applyConfig', () => {
  const analysis = analysisOf(['a.yaml', pod('a')], ['old/b.yaml', pod('b')]);

  it.each<[string, string, readonly unknown[]]>([
    [
      '',
      '2026-12-01',
      ['a.yaml prestop-exceeds-grace error', 'old/b.yaml prestop-exceeds-grace error', 0, NONE],
    ],
    ['severities: {prestop-exceeds-grace: off}', '2026-12-01', [0, NONE]],
    [
      'severities: {prestop-exceeds-grace: off}\noverrides: [{files: [old/], severities: {prestop-exceeds-grace: info}}]',
      '2026-12-01',
      ['old/b.yaml prestop-exceeds-grace info', 0, NONE],
    ],
    [
      'overrides: [{kinds: [Pod], names: [a], namespaces: ["sh*"], severities: {prestop-exceeds-grace: warning}}, {kinds: [Job], severities: {prestop-exceeds-grace: info}}]',
      '2026-12-01',
      ['a.yaml prestop-exceeds-grace warning', 'old/b.yaml prestop-exceeds-grace error', 0, NONE],
    ],
    [
      'ignore: [{rule: prestop-exceeds-grace, files: ["old/**"], containers: [app], reason: legacy, until: 2026-12-01}]',
      '2026-12-01',
      ['a.yaml prestop-exceeds-grace error', 1, NONE],
    ],
    [
      'ignore: [{rule: prestop-exceeds-grace, containers: [other], reason: legacy}]',
      '2026-12-01',
      ['a.yaml prestop-exceeds-grace error', 'old/b.yaml prestop-exceeds-grace error', 0, NONE],
    ],
    [
      'ignore: [{rule: prestop-exceeds-grace, reason: legacy, until: 2026-11-30}]',
      '2026-12-01',
      [
        'outrider.yaml input/expired-ignore warning',
        'a.yaml prestop-exceeds-grace error',
        'old/b.yaml prestop-exceeds-grace error',
        0,
        NONE,
      ],
    ],
  ])('%j', (source, today, expected) => {
    expect(said(applyConfig(analysis, configOf(source), { today }))).toEqual(expected);
  });

  it('lets a command line win', () => {
    const levels = new Map([['prestop-exceeds-grace', 'info'] as const]);
    expect(
      said(applyConfig(analysis, configOf('severities: {prestop-exceeds-grace: off}'), { levels }))[0],
    ).toBe('a.yaml prestop-exceeds-grace info');
  });
});

describe('a baseline', () => {
  const before = analysisOf(['a.yaml', pod('a')], ['b.yaml', pod('b')]);
  const read = readBaseline(baselineText(baselineOf(before)));

  it('knows findings by object, rule and container, wherever they are', () => {
    const moved = analysisOf(['moved/a.yaml', pod('a', 'app', 'initContainers: [{name: x, image: "x:1"}]')]);
    expect(said(applyConfig(moved, NO_CONFIG, { baseline: read.entries ?? [] }))).toEqual([
      0,
      { passed: 1, gone: 1 },
    ]);
  });

  it('lets new ones through: another container, another object, one more of a sort', () => {
    const after = analysisOf(
      ['a.yaml', pod('a', 'other')],
      ['c.yaml', pod('c')],
      ['b.yaml', pod('b')],
      ['d.yaml', pod('b')],
    );
    expect(said(applyConfig(after, NO_CONFIG, { baseline: read.entries ?? [] }))).toEqual([
      'a.yaml prestop-exceeds-grace error',
      'c.yaml prestop-exceeds-grace error',
      'd.yaml prestop-exceeds-grace error',
      0,
      { passed: 1, gone: 1 },
    ]);
  });

  it.each([
    ['[]', 'it is no JSON object'],
    ['{', 'it is no JSON object'],
    ['{"schemaVersion":2}', 'its schemaVersion is not 1'],
    ['{"schemaVersion":1,"findings":[{"rule":"a"}]}', 'a finding in it lacks its rule or object'],
  ])('refuses %s', (text, error) => expect(readBaseline(text)).toEqual({ error }));
});
