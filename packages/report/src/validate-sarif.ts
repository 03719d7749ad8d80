import type { Analysis, Severity, Unreadable } from '@outrider/core';
import type { Log, ReportingDescriptor, Result } from 'sarif';
import { findingIdentities } from './finding-identity.ts';
import { sarifRule } from './sarif-rule.ts';

const LEVEL = { error: 'error', warning: 'warning', info: 'note' } as const satisfies Record<
  Severity,
  Result.level
>;

const UNREADABLE = 'input/unreadable';

/** A place in a file, relative to where the command ran, as GitHub code scanning wants it. */
const location = (file: string, line: number, column: number): NonNullable<Result['locations']> => [
  {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')), uriBaseId: '%SRCROOT%' },
      region: { startLine: line, startColumn: column },
    },
  },
];

type PathOf = (file: string) => string;

const ofUnreadable = ({ file, document, line, column, message }: Unreadable, pathOf: PathOf): Result => ({
  ruleId: UNREADABLE,
  level: 'error',
  message: { text: message },
  locations: location(pathOf(file), line, column),
  partialFingerprints: { 'outrider/v1': JSON.stringify([UNREADABLE, file, document]) },
});

function resultsOf(analysis: Analysis, pathOf: PathOf): readonly Result[] {
  const identityOf = findingIdentities(analysis);
  return analysis.findings.map((finding) => ({
    ruleId: finding.rule,
    level: LEVEL[finding.severity],
    message: {
      text:
        finding.explanation === undefined ? finding.message : `${finding.message}\n${finding.explanation}`,
    },
    locations: location(pathOf(finding.source.file), finding.line, finding.column),
    ...(finding.related && {
      relatedLocations: finding.related.flatMap(({ line, column, message }) =>
        location(pathOf(finding.source.file), line, column).map((place) => ({
          ...place,
          message: { text: message },
        })),
      ),
    }),
    partialFingerprints: { 'outrider/v1': identityOf(finding) },
  }));
}

function rulesOf(results: readonly Result[], analysis: Analysis): readonly ReportingDescriptor[] {
  const docs = new Map(analysis.findings.map(({ rule, docs: page }) => [rule, page]));
  const ids = new Set(results.map(({ ruleId }) => ruleId ?? ''));
  return [...ids].toSorted().map((id) => sarifRule(id, docs.get(id)));
}

/**
 * `outrider validate -o sarif`: SARIF 2.1.0, one result a finding, with regions and stable fingerprints. `pathOf`
 * gives files the names that they have for who reads the report.
 */
export function validateSarif(
  analysis: Analysis,
  toolVersion: string,
  pathOf: PathOf = (file) => file,
): string {
  const results = [
    ...analysis.unreadable.map((one) => ofUnreadable(one, pathOf)),
    ...resultsOf(analysis, pathOf),
  ];
  const rules = rulesOf(results, analysis);
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const log: Log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'Outrider', semanticVersion: toolVersion, rules: [...rules] } },
        columnKind: 'utf16CodeUnits',
        results: results.map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId ?? '') ?? -1 })),
      },
    ],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
}
