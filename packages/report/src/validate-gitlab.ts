import type { Analysis, LocatedFinding, Severity, Unreadable } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { findingIdentities } from './finding-identity.ts';

/** An entry of GitLab's Code Quality report: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
interface Issue {
  readonly description: string;
  readonly check_name: string;
  readonly fingerprint: string;
  readonly severity: 'info' | 'minor' | 'major' | 'critical' | 'blocker';
  readonly location: { readonly path: string; readonly lines: { readonly begin: number } };
}

const SEVERITY = { error: 'critical', warning: 'major', info: 'info' } as const satisfies Record<
  Severity,
  Issue['severity']
>;

const UNREADABLE = 'input/unreadable';

/** GitLab wants paths relative to the repository, without a leading `./`. */
const location = (file: string, line: number): Issue['location'] => ({
  path: visible(file.replaceAll('\\', '/').replace(/^(?:\.\/+)+/, '')),
  lines: { begin: line },
});

const ofUnreadable = ({ file, document, line, message }: Unreadable): Issue => ({
  description: visible(message),
  check_name: UNREADABLE,
  fingerprint: visible(JSON.stringify([UNREADABLE, file, document])),
  severity: 'critical',
  location: location(file, line),
});

const ofFinding = (finding: LocatedFinding, fingerprint: string): Issue => ({
  description: visible(`${finding.source.kind} ${finding.source.name}: ${finding.message}`),
  check_name: visible(finding.rule),
  fingerprint: visible(fingerprint),
  severity: SEVERITY[finding.severity],
  location: location(finding.source.file, finding.line),
});

/** GitLab shows one issue a fingerprint: what is found twice, as in two overlays of one object, is counted. */
function distinct(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Map<string, number>();
  return issues.map((issue) => {
    const count = (seen.get(issue.fingerprint) ?? 0) + 1;
    seen.set(issue.fingerprint, count);
    return count === 1 ? issue : { ...issue, fingerprint: `${issue.fingerprint}#${count}` };
  });
}

/** `outrider validate -o gitlab`: GitLab's Code Quality report, one issue a finding. */
export function validateGitlab(analysis: Analysis): string {
  const identityOf = findingIdentities(analysis);
  const findings = analysis.findings.map((finding) => ofFinding(finding, identityOf(finding)));
  const issues = distinct([...analysis.unreadable.map(ofUnreadable), ...findings]);
  return `${JSON.stringify(issues, null, 2)}\n`;
}
