import { type Analysis, type LocatedFinding, RULES, SEVERITIES, type Severity } from '@outrider/core';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import { UsageError } from '../usage-error.ts';

type Level = Severity | 'off';

const LEVELS: readonly Level[] = ['off', ...SEVERITIES];

/**
 * Applies `--only` and `--rule id=level`. What concerns the text itself always stays: it is about both.
 *
 * @throws UsageError for a level nobody knows
 */
export function adjustFindings(flags: ParsedFlags): (analysis: Analysis) => Analysis {
  const only = flags.value('only');
  const levels = new Map(flags.values('rule').map(levelOf));
  if (only === undefined && levels.size === 0) return (analysis) => analysis;
  return (analysis) => ({
    ...analysis,
    findings: analysis.findings
      .filter((finding) => isAsked(finding, only))
      .flatMap((one) => leveled(one, levels)),
  });
}

function isAsked({ origin }: LocatedFinding, only: string | undefined): boolean {
  switch (origin) {
    case 'rule':
      return only !== 'server';
    case 'server':
    case 'server-warning':
    case 'server-drop':
      return only !== 'rules';
    case 'input':
      return true;
  }
}

function leveled(finding: LocatedFinding, levels: ReadonlyMap<string, Level>): readonly LocatedFinding[] {
  const level = levels.get(finding.rule) ?? finding.severity;
  return level === 'off' ? [] : [{ ...finding, severity: level }];
}

function levelOf(text: string): readonly [rule: string, level: Level] {
  const [, rule = '', given = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (rule === '') throw new UsageError(`Cannot read --rule ${text}: write ID=LEVEL, as in some-rule=off`);
  checkRule(rule);
  const level = LEVELS.find((known) => known === given);
  if (level !== undefined) return [rule, level];
  throw new UsageError(
    `Unknown level "${given}" in --rule ${text}${didYouMean(given, LEVELS) || `: known are ${LEVELS.join(', ')}`}`,
  );
}

/** Findings of the server and of the reader have a folder in their name, and no catalogue. */
function checkRule(rule: string): void {
  const ids = RULES.map(({ meta }) => meta.id);
  if (ids.includes(rule) || /^(?:server|input)\/./.test(rule)) return;
  throw new UsageError(
    `Unknown rule "${rule}"${didYouMean(rule, ids) || ': "outrider rules" lists them all'}`,
  );
}
