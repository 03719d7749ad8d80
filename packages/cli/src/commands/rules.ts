import { readFileSync } from 'node:fs';
import { RULES, type Rule } from '@outrider/core';
import { rulesJson, rulesText, ruleText } from '@outrider/report';
import { clusterOf } from '../cluster.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json'] as const;

/** `outrider rules`: the catalogue, or one rule's page. */
export async function rules(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const { version } = clusterOf(flags);
  const [id, ...more] = flags.paths;
  if (more.length > 0) throw new UsageError('rules takes one rule, or none: outrider rules ID');
  const rule = id === undefined ? undefined : ruleNamed(id);
  const page = rule === undefined ? undefined : pageOf(rule);
  writeReports(targets, io, (format, isTerminal) => {
    const options = textOptions(flags, io, isTerminal);
    switch (format) {
      case 'json':
        return rulesJson(
          rule === undefined ? RULES.map((one) => ({ rule: one })) : [{ rule, page: page ?? '' }],
          version,
        );
      case 'text':
        return page === undefined ? rulesText(RULES, options) : ruleText(page, options);
    }
  });
  return 0;
}

function ruleNamed(id: string): Rule {
  const ids = RULES.map(({ meta }) => meta.id);
  const rule = RULES.find(({ meta }) => meta.id === id);
  if (rule !== undefined) return rule;
  throw new UsageError(`Unknown rule "${id}"${didYouMean(id, ids) || ': "outrider rules" lists them all'}`);
}

/** The build lays each rule's README beside the commands. */
const pageOf = ({ meta }: Rule): string =>
  readFileSync(new URL(`./rules/${meta.id}.md`, import.meta.url), 'utf8');
