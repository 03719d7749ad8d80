import { RULES, SERVER_RULES, type ServerRuleInfo } from '@outrider/core';
import { explanationJson, explanationText } from '@outrider/report';
import { clusterOf } from '../cluster.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { didYouMean } from '../flags/suggest.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';
import { allFacts } from './fact-sheets.ts';

const SERVER_INFO = Object.entries(SERVER_RULES as Readonly<Record<string, ServerRuleInfo>>).map(
  ([name, info]) => ({ rule: `server/${name}`, facts: idsIn(info.catalogue), explanation: info.explanation }),
);

/** `outrider validate --explain V-103`, or `--explain server/restart-policy`: the facts behind a finding. */
export async function explainRule(flags: ParsedFlags, io: Io): Promise<number> {
  const id = flags.value('explain') ?? '';
  if (RULES.some(({ meta }) => meta.id === id)) {
    throw new UsageError(`"${id}" is a rule of its own: "outrider rules ${id}" prints its page`);
  }
  const targets = targetsOf(flags, ['text', 'json']);
  const explanation = { ...explanationOf(id), kubernetesVersion: clusterOf(flags).version };
  writeReports(targets, io, (format, isTerminal) =>
    format === 'json'
      ? explanationJson(explanation)
      : explanationText(explanation, textOptions(flags, io, isTerminal)),
  );
  return 0;
}

function explanationOf(id: string) {
  const known = allFacts();
  const rule = SERVER_INFO.find((one) => one.rule === id);
  const wanted = rule === undefined ? [id.toUpperCase()] : rule.facts;
  const facts = wanted.flatMap((one) => known.filter((fact) => fact.id === one));
  if (rule === undefined && facts.length === 0)
    throw unknownId(
      id,
      known.map((fact) => fact.id),
    );
  const rules =
    rule === undefined ? SERVER_INFO.filter(({ facts: ids }) => ids.includes(wanted[0] ?? '')) : [rule];
  return { id: rule === undefined ? (wanted[0] ?? '') : id, facts, rules };
}

function unknownId(id: string, facts: readonly string[]): UsageError {
  const known = [...SERVER_INFO.map(({ rule }) => rule), ...new Set(facts)];
  return new UsageError(
    `Nothing is known as "${id}"${
      didYouMean(id, known) ||
      ': give the id of a fact, such as V-103 or L-003, or a rule in brackets, such as server/restart-policy'
    }`,
  );
}

function idsIn(catalogue: string): readonly string[] {
  return catalogue.split(', ').filter((id) => id !== '');
}
