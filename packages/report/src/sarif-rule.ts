import { RULES, SERVER_RULES, type ServerRuleInfo } from '@outrider/core';
import type { ReportingDescriptor } from 'sarif';

const SERVER: ReadonlyMap<string, ServerRuleInfo> = new Map(
  Object.entries(SERVER_RULES).map(([name, info]) => [`server/${name}`, info]),
);

/** What the catalogue says of a rule whatever the object; nothing where it does not know the rule. */
export function sarifRule(id: string, docs: string | undefined): ReportingDescriptor {
  return { id, ...descriptionOf(id), ...(docs !== undefined && { helpUri: docs }) };
}

function descriptionOf(id: string): Partial<ReportingDescriptor> {
  const rule = RULES.find(({ meta }) => meta.id === id);
  if (rule !== undefined) {
    const { summary } = rule.meta;
    return {
      shortDescription: { text: summary },
      fullDescription: { text: summary },
      help: { text: `${summary}\n"outrider rules ${id}" prints why, what to do, and an example of each.` },
    };
  }
  const server = SERVER.get(id);
  if (server === undefined) return {};
  const shortDescription = { text: 'The API server refuses the object' };
  const { explanation } = server;
  if (explanation === undefined) return { shortDescription };
  return { shortDescription, fullDescription: { text: explanation }, help: { text: explanation } };
}
