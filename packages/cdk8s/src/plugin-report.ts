import type { Analysis, LocatedFinding, Release, Unreadable } from '@outrider/core';
import { SEVERITIES } from '@outrider/core/verdict';
import type { ValidationViolation } from './plugin-contract.ts';

/** What stands over the violations. */
export const summaryOf = (
  { findings, ignored = 0, inBaseline }: Analysis,
  { version }: Release,
): Record<string, string> => ({
  Kubernetes: version,
  ...Object.fromEntries(
    SEVERITIES.toReversed().map((severity) => [
      `${severity[0]?.toUpperCase()}${severity.slice(1)}s`,
      String(findings.filter((finding) => finding.severity === severity).length),
    ]),
  ),
  ...(ignored > 0 && { Ignored: String(ignored) }),
  ...(inBaseline !== undefined && inBaseline.passed > 0 && { 'In baseline': String(inBaseline.passed) }),
});

/** A finding with its object, its container and its place. */
export function violationOf(
  { rule, severity, message, explanation, fix, docs, source, path, line, column }: LocatedFinding,
  container: string,
  resourceName: string,
): ValidationViolation {
  const inContainer = container === '' ? '' : `, container "${container}"`;
  return {
    ruleName: rule,
    recommendation: `${severity}: ${source.kind}/${source.name}${inContainer}: ${message}`,
    fix: fix?.description ?? explanation ?? docs ?? '',
    violatingResources: [
      {
        resourceName,
        manifestPath: source.file,
        locations: [`line ${line}, column ${column}${path === '' ? '' : `: ${path}`}${inContainer}`],
      },
    ],
  };
}

export const unreadableText = ({ file, line, column, message }: Unreadable): ValidationViolation => ({
  ruleName: 'unreadable',
  recommendation: `error: ${message}`,
  fix: 'Look at what made this text: a template, a patch, or an Include',
  violatingResources: [
    { resourceName: '', manifestPath: file, locations: [`line ${line}, column ${column}`] },
  ],
});
