import { readFileSync } from 'node:fs';
import { RULES, type Rule } from '@outrider/core';
import { rulesJson, rulesText, ruleText } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { rulesOf } from '../project/rules-of.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json'] as const;

/** `outrider rules`: the catalogue, or one rule's page. */
export async function rules(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const project = await projectOf(flags);
  const all = rulesOf(project);
  const [id, ...more] = flags.paths;
  if (more.length > 0) throw new UsageError('rules takes one rule, or none: outrider rules ID');
  const rule = id === undefined ? undefined : ruleNamed(id, all);
  const page = rule === undefined ? undefined : pageOf(rule);
  writeReports(targets, io, (format, isTerminal) => {
    const options = textOptions(flags, io, isTerminal);
    switch (format) {
      case 'json':
        return rulesJson(
          rule === undefined ? all.map((one) => ({ rule: one })) : [{ rule, page: page ?? '' }],
          project.release.version,
        );
      case 'text':
        return page === undefined ? rulesText(all, options) : ruleText(page, options);
    }
  });
  return 0;
}

function ruleNamed(id: string, rules: readonly Rule[]): Rule {
  const ids = rules.map(({ meta }) => meta.id);
  const rule = rules.find(({ meta }) => meta.id === id);
  if (rule !== undefined) return rule;
  throw new UsageError(`Unknown rule "${id}"${didYouMean(id, ids) || ': "outrider rules" lists them all'}`);
}

/** The build lays each rule's README beside the commands; of one's own rules there is what their code says. */
function pageOf(rule: Rule): string {
  const { id, summary, source, docs } = rule.meta;
  const page = RULES.includes(rule)
    ? readFileSync(new URL(`./rules/${id}.md`, import.meta.url), 'utf8')
    : `# ${[id, summary, `Source: ${source}`, ...(docs === undefined ? [] : [docs])].join('\n\n')}\n`;
  return page + optionsOf(rule);
}

/** What `options` of outrider.yaml may set, with the defaults. */
function optionsOf({ meta, options }: Rule): string {
  const names = Object.keys(options);
  if (names.length === 0) return '';
  const defaults = names.map((name) => `    ${name}: ${JSON.stringify(options[name])}`).join('\n');
  return `\n## Options\n\n\`\`\`yaml\n# outrider.yaml, with the defaults\noptions:\n  ${meta.id}:\n${defaults}\n\`\`\`\n`;
}
