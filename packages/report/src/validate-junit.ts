import type { Analysis, LocatedFinding, Source, Unreadable, Workload } from '@outrider/core';
import { html as xml } from './escape/html.ts';

interface TestCase {
  readonly file: string;
  readonly name: string;
  readonly failures: readonly string[];
  readonly notes: readonly string[];
}

const keyOf = ({ file, document, item }: Source): string => JSON.stringify([file, document, item ?? null]);

const nameOf = ({ kind, namespace, name }: Source): string =>
  `${kind} ${namespace === null ? '' : `${namespace}/`}${name}`;

const lineOf = (finding: LocatedFinding): string =>
  `${finding.source.file}:${finding.line}:${finding.column} ${finding.severity} ${finding.rule}: ${finding.message}`;

/** One test case an object: it fails with its errors, warnings and notes are its output. */
function casesOf(analysis: Analysis): readonly TestCase[] {
  const mentions = [...analysis.workloads.map(({ workload }) => workload), ...analysis.findings];
  const objects = groupBy(mentions, ({ source }) => keyOf(source));
  return [...objects.map(objectCase), ...analysis.unreadable.map(unreadableCase)];
}

function objectCase(mentions: readonly (Workload | LocatedFinding)[]): TestCase {
  const findings = mentions.filter((mention) => 'severity' in mention);
  const [{ source }] = mentions as readonly [Workload | LocatedFinding];
  return {
    file: source.file,
    name: nameOf(source),
    failures: findings.filter(({ severity }) => severity === 'error').map(lineOf),
    notes: findings.filter(({ severity }) => severity !== 'error').map(lineOf),
  };
}

const unreadableCase = ({ file, document, line, column, message }: Unreadable): TestCase => ({
  file,
  name: `document ${document}`,
  failures: [`${file}:${line}:${column} unreadable: ${message}`],
  notes: [],
});

function groupBy<T>(values: readonly T[], keyOfValue: (value: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const key = keyOfValue(value);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [value]);
    else group.push(value);
  }
  return [...groups.values()];
}

const printCase = ({ file, name, failures, notes }: TestCase): string =>
  [
    `    <testcase classname="${xml(file)}" name="${xml(name)}">`,
    ...failures.map((text) => `      <failure message="${xml(text)}"/>`),
    ...(notes.length > 0 ? [`      <system-out>${notes.map(xml).join('\n')}</system-out>`] : []),
    '    </testcase>',
  ].join('\n');

function printSuite(cases: readonly TestCase[]): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  return [
    `  <testsuite name="${xml(cases[0]?.file ?? '')}" tests="${cases.length}" failures="${failed}" errors="0">`,
    ...cases.map(printCase),
    '  </testsuite>',
  ].join('\n');
}

/** `outrider validate -o junit`: one test suite a file, one test case an object. */
export function validateJunit(analysis: Analysis): string {
  const suites = groupBy(casesOf(analysis), ({ file }) => file).map(printSuite);
  const document = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="outrider">',
    ...suites,
    '</testsuites>',
  ];
  return `${document.join('\n')}\n`;
}
