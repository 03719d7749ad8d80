import type { Rule } from '@outrider/core';

/** A rule as the catalogue knows it, and its page in Markdown where one rule was asked for. */
export interface RuleEntry {
  readonly rule: Rule;
  readonly page?: string;
}

/** `outrider rules -o json`. */
export const rulesJson = (entries: readonly RuleEntry[], kubernetesVersion: string): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'rules',
      kubernetesVersion,
      rules: entries.map(({ rule: { meta, options, changeFindings }, page }) => ({
        id: meta.id,
        severity: meta.severity,
        summary: meta.summary,
        about: changeFindings === undefined ? 'manifest' : 'change',
        needs: meta.needs ?? null,
        source: meta.source,
        options,
        ...(page !== undefined && { page }),
      })),
      unreadable: [],
    },
    null,
    2,
  )}\n`;
