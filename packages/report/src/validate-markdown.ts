import type { Analysis, LocatedFinding, Severity, Unreadable } from '@outrider/core';
import { markdown, markdownCode } from './escape/markdown.ts';
import { listed, plural } from './plural.ts';
import { objectName } from './source-name.ts';
import { refusedObjects, validateSummary } from './validate-summary.ts';

const SIGNS: Readonly<Record<Severity, string>> = { error: '❌', warning: '⚠️', info: 'ℹ️' };

/** `outrider validate -o markdown`: a summary and a table a file, for a pull request or a job's summary. */
export function validateMarkdown(analysis: Analysis): string {
  const files = byFile(analysis.findings);
  const lines = [
    headline(analysis),
    ...(analysis.unreadable.length > 0 ? ['', ...unreadableTable(analysis.unreadable)] : []),
    ...files.flatMap(([file, findings]) => ['', ...fileTable(file, findings)]),
  ];
  return `${lines.join('\n')}\n`;
}

function byFile(findings: readonly LocatedFinding[]): readonly [string, readonly LocatedFinding[]][] {
  const files = new Map<string, LocatedFinding[]>();
  for (const finding of findings) {
    const known = files.get(finding.source.file);
    if (known === undefined) files.set(finding.source.file, [finding]);
    else known.push(finding);
  }
  return [...files];
}

function headline(analysis: Analysis): string {
  const { errors, warnings, infos, workloads } = validateSummary(analysis);
  const counts = [
    ...(analysis.unreadable.length > 0 ? [plural(analysis.unreadable.length, 'unreadable text')] : []),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
    ...(infos > 0 ? [plural(infos, 'note')] : []),
  ];
  const refused = refusedObjects(analysis);
  const server = refused > 0 ? ` The API server would refuse ${plural(refused, 'object')}.` : '';
  const found = counts.length === 0 ? '✅ No findings' : `**${listed(counts)}**`;
  return `${found} in ${plural(workloads, 'workload')} at Kubernetes ${analysis.release.version}.${server}`;
}

const unreadableTable = (texts: readonly Unreadable[]): readonly string[] => [
  '| unreadable | why |',
  '| --- | --- |',
  ...texts.map(
    ({ file, line, column, message }) =>
      `| ${markdownCode(`${file}:${line}:${column}`)} | ${markdown(message)} |`,
  ),
];

const fileTable = (file: string, findings: readonly LocatedFinding[]): readonly string[] => [
  `### ${markdownCode(file)}`,
  '',
  '| | line | object | finding |',
  '| --- | ---: | --- | --- |',
  ...findings.map(row),
];

function row(finding: LocatedFinding): string {
  const { severity, line, source, message, rule, explanation, docs } = finding;
  const name = docs === undefined ? markdownCode(rule) : `[${markdownCode(rule)}](${encodeURI(docs)})`;
  const why = explanation === undefined ? '' : `<br>${markdown(explanation.replace(/\s+/g, ' '))}`;
  return `| ${SIGNS[severity]} | ${line} | ${markdown(objectName(source))} | ${markdown(message)} ${name}${why} |`;
}
