import type { Rule } from './rule.ts';

/** `export const rules` of a package, or the same behind the default export that CommonJS becomes. */
export function exportedRules(loaded: unknown): readonly Rule[] | undefined {
  const { rules, default: fallback } = loaded as { rules?: unknown; default?: unknown };
  const found = rules ?? (fallback as { rules?: unknown } | undefined)?.rules ?? fallback;
  return Array.isArray(found) && found.every(isRule) ? found : undefined;
}

/** What `defineRule` makes. */
function isRule(value: unknown): value is Rule {
  const { meta, options, findings, objectFindings } = (value ?? {}) as Partial<Rule>;
  return (
    /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/.test(String(meta?.id)) &&
    typeof meta?.summary === 'string' &&
    typeof options === 'object' &&
    typeof findings === 'function' &&
    typeof objectFindings === 'function'
  );
}
