import {
  type FindingsDiff,
  type LocatedFinding,
  SEVERITIES,
  type Source,
  type Unreadable,
} from '@outrider/core';
import { z } from 'zod';
import { count, list, number, text, word } from './pieces.ts';

export const source: z.ZodType<Source> = z.object({
  file: text(4096),
  document: count,
  item: count.exactOptional(),
  line: count,
  apiVersion: text(300),
  kind: text(300),
  namespace: text(300).nullable(),
  name: text(300),
});

/** What a report shows of a finding; addresses of pages are left out, as anybody could write any. */
const finding: z.ZodType<LocatedFinding> = z
  .object({
    rule: word,
    origin: z.enum(['server', 'server-warning', 'server-drop', 'input', 'rule']),
    severity: z.enum(SEVERITIES),
    message: text(20_000),
    path: text(4096),
    source,
    line: number,
    column: number,
    explanation: text(20_000).nullable(),
    fix: z.object({ description: text(20_000) }).nullable(),
  })
  .transform(({ explanation, fix, ...rest }) => ({
    ...rest,
    ...(explanation !== null && { explanation }),
    ...(fix !== null && { fix }),
  }));

export const findingsDiff: z.ZodType<FindingsDiff> = z.object({
  added: list(finding),
  fixed: list(finding),
  kept: count,
});

export const severityCounts: z.ZodType<Readonly<Record<'error' | 'warning' | 'info', number>>> = z.object({
  error: count,
  warning: count,
  info: count,
});

export type SidedUnreadable = Unreadable & { readonly side: 'base' | 'head' };

export const unreadable: z.ZodType<SidedUnreadable> = z.object({
  side: z.enum(['base', 'head']),
  file: text(4096),
  document: count,
  line: number,
  column: number,
  message: text(20_000),
});
