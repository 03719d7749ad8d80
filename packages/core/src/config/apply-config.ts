import type { Analysis } from '../analysis.ts';
import type { LocatedFinding, Source } from '../finding.ts';
import { isExpired } from '../ignore/ignore.ts';
import { type BaselineEntry, containersIn, withoutBaseline } from './baseline.ts';
import type { Config, ConfigIgnore } from './config.ts';
import type { Level } from './config-file.ts';

export interface ApplyConfigOptions {
  /** Levels that win over the configuration's, as a command line gives them. */
  readonly levels?: ReadonlyMap<string, Level>;
  readonly baseline?: readonly BaselineEntry[];
  /** The day, as `2026-11-30`; without it nothing expires. */
  readonly today?: string;
}

/** An analysis as a project wants to hear it: levels, ignores, then the baseline. */
export function applyConfig(
  analysis: Analysis,
  config: Config,
  { levels = new Map(), baseline = [], today }: ApplyConfigOptions = {},
): Analysis {
  const leveled = analysis.findings.flatMap((finding) => withLevel(finding, config, levels));
  const counting = config.ignores.filter((ignore) => !isExpired(ignore, today));
  const containerOf = containersIn(analysis);
  const kept = leveled.filter(
    (finding) =>
      finding.origin === 'server' || !counting.some((one) => one.isAbout(finding, containerOf(finding))),
  );
  const expired = config.ignores.filter((ignore) => isExpired(ignore, today));
  const { findings, passed, gone } = withoutBaseline({ ...analysis, findings: kept }, baseline);
  return {
    ...analysis,
    findings: [...expired.map((ignore) => expiredIgnore(ignore, config.file)), ...findings],
    ignored: (analysis.ignored ?? 0) + leveled.length - kept.length,
    inBaseline: { passed, gone },
  };
}

function withLevel(
  finding: LocatedFinding,
  { severities, overrides }: Config,
  levels: ReadonlyMap<string, Level>,
): readonly LocatedFinding[] {
  const overridden = overrides.findLast(
    (one) => one.severities.has(finding.rule) && one.isAbout(finding.source),
  );
  const level =
    levels.get(finding.rule) ??
    overridden?.severities.get(finding.rule) ??
    severities.get(finding.rule) ??
    finding.severity;
  return level === 'off' ? [] : [{ ...finding, severity: level }];
}

function expiredIgnore(
  { rules, reason, until = '', line, column }: ConfigIgnore,
  file: string,
): LocatedFinding {
  const name = file.slice(file.lastIndexOf('/') + 1);
  const identity = { apiVersion: 'outrider.dev/v1alpha1', kind: 'Configuration', namespace: null, name };
  const source: Source = { file, document: 0, line, ...identity };
  return {
    rule: 'input/expired-ignore',
    origin: 'input',
    severity: 'warning',
    message: `"${rules.join(', ')}" was to be ignored until ${until}: ${reason}`,
    path: '',
    explanation: 'Mend what the rule found, or give the ignore another date.',
    source,
    line,
    column,
  };
}
