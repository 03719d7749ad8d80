import type { Analysis, LocatedFinding } from '@outrider/core';
import { injectedJson } from './injected.ts';
import { validateSummary } from './validate-summary.ts';

/** The findings of an analysis, as the JSON of `outrider validate` and `outrider diff` has them. */
export const findingJson = (finding: LocatedFinding): object => ({
  rule: finding.rule,
  origin: finding.origin,
  severity: finding.severity,
  message: finding.message,
  path: finding.path,
  ...(finding.server && { server: finding.server }),
  source: finding.source,
  line: finding.line,
  column: finding.column,
  ...(finding.related && {
    related: finding.related.map(({ path, message, line, column }) => ({ path, message, line, column })),
  }),
  explanation: finding.explanation ?? null,
  fix: finding.fix ?? null,
  docs: finding.docs ?? null,
});

/** `outrider validate -o json`, and what else was done. */
export const validateJson = (analysis: Analysis, more: object = {}): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'validate',
      kubernetesVersion: analysis.release.version,
      summary: {
        ...validateSummary(analysis),
        ignored: analysis.ignored ?? 0,
        baseline: analysis.inBaseline ?? { passed: 0, gone: 0 },
      },
      findings: analysis.findings.map(findingJson),
      unreadable: analysis.unreadable,
      injected: analysis.workloads.flatMap(({ workload: { source, injected } }) =>
        injected === undefined ? [] : [{ source, ...injectedJson(injected) }],
      ),
      ...more,
    },
    null,
    2,
  )}\n`;
