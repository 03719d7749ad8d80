import type { Analysis, LocatedFinding, Source, Unreadable, WorkloadAnalysis } from '@outrider/core';
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
  const sources = new Map<string, Source>();
  const add = ({ source }: { readonly source: Source }): unknown => sources.set(keyOf(source), source);
  analysis.workloads.forEach(({ workload }: WorkloadAnalysis) => add(workload));
  analysis.findings.forEach(add);
  const objects = [...sources].map(([key, source]) => {
    const findings = analysis.findings.filter((finding) => keyOf(finding.source) === key);
    const isError = ({ severity }: LocatedFinding): boolean => severity === 'error';
    return {
      file: source.file,
      name: nameOf(source),
      failures: findings.filter(isError).map(lineOf),
      notes: findings.filter((finding) => !isError(finding)).map(lineOf),
    };
  });
  return [...objects, ...analysis.unreadable.map(unreadableCase)];
}

const unreadableCase = ({ file, document, line, column, message }: Unreadable): TestCase => ({
  file,
  name: `document ${document}`,
  failures: [`${file}:${line}:${column} unreadable: ${message}`],
  notes: [],
});

const printCase = ({ file, name, failures, notes }: TestCase): string =>
  [
    `    <testcase classname="${xml(file)}" name="${xml(name)}">`,
    ...failures.map((text) => `      <failure message="${xml(text)}"/>`),
    ...(notes.length > 0 ? [`      <system-out>${notes.map(xml).join('\n')}</system-out>`] : []),
    '    </testcase>',
  ].join('\n');

function printSuite(file: string, cases: readonly TestCase[]): string {
  const failed = cases.filter(({ failures }) => failures.length > 0).length;
  return [
    `  <testsuite name="${xml(file)}" tests="${cases.length}" failures="${failed}" errors="0">`,
    ...cases.map(printCase),
    '  </testsuite>',
  ].join('\n');
}

/** `outrider validate -o junit`: one test suite a file, one test case an object. */
export function validateJunit(analysis: Analysis): string {
  const cases = casesOf(analysis);
  const files = [...new Set(cases.map(({ file }) => file))];
  const suites = files.map((file) =>
    printSuite(
      file,
      cases.filter((testCase) => testCase.file === file),
    ),
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<testsuites name="outrider">',
    ...suites,
    '</testsuites>',
    '',
  ].join('\n');
}
