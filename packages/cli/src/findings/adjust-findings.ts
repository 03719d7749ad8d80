import {
  type Analysis,
  applyConfig,
  type BaselineEntry,
  type Level,
  type LocatedFinding,
  type Rule,
  SEVERITIES,
} from '@outrider/core';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import type { Project } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { UsageError } from '../usage-error.ts';

const LEVELS: readonly Level[] = ['off', ...SEVERITIES];

/**
 * Applies `--only`, `--rule id=level`, the configuration and a baseline. What concerns the text itself always stays:
 * it is about both.
 *
 * @throws UsageError for a level nobody knows
 */
export function adjustFindings(
  flags: ParsedFlags,
  project: Project,
  baseline: readonly BaselineEntry[] = [],
): (analysis: Analysis) => Analysis {
  const { config, options } = project;
  const rules = rulesOf(project);
  const only = flags.value('only');
  const levels = new Map(flags.values('rule').map((text) => levelOf(text, rules)));
  const { today } = options;
  return (analysis) => {
    const asked = { ...analysis, findings: analysis.findings.filter((finding) => isAsked(finding, only)) };
    return applyConfig(asked, config, { levels, baseline, ...(today !== undefined && { today }) });
  };
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

function levelOf(text: string, rules: readonly Rule[]): readonly [rule: string, level: Level] {
  const [, rule = '', given = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (rule === '') throw new UsageError(`Cannot read --rule ${text}: write ID=LEVEL, as in some-rule=off`);
  checkRule(rule, rules);
  const level = LEVELS.find((known) => known === given);
  if (level !== undefined) return [rule, level];
  throw new UsageError(
    `Unknown level "${given}" in --rule ${text}${didYouMean(given, LEVELS) || `: known are ${LEVELS.join(', ')}`}`,
  );
}

/** Findings of the server and of the reader have a folder in their name, and no catalogue. */
function checkRule(rule: string, rules: readonly Rule[]): void {
  const ids = rules.map(({ meta }) => meta.id);
  if (ids.includes(rule) || /^(?:server|input)\/./.test(rule)) return;
  throw new UsageError(
    `Unknown rule "${rule}"${didYouMean(rule, ids) || ': "outrider rules" lists them all'}`,
  );
}
