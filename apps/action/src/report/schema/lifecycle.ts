import type { LifecycleDiff, LifecycleSummary } from '@outrider/core';
import { z } from 'zod';
import { count, list, names, number, text } from './pieces.ts';

const share = z.object({ container: text(300), mostSeconds: number, leastSeconds: number });

const summary: z.ZodType<LifecycleSummary> = z.object({
  start: z.object({
    gates: list(
      z.object({
        container: text(300),
        role: z.enum(['init', 'sidecar']),
        opensOn: z.enum(['completion', 'running', 'startupProbe']),
        bestSeconds: number,
        worstSeconds: number.nullable(),
        unbounded: text().exactOptional(),
        ownSeconds: number.nullable(),
      }),
      1000,
    ),
    regular: names,
    bestSeconds: number,
    worstSeconds: number.nullable(),
  }),
  stop: z.object({
    graceSeconds: number,
    stopOrder: list(names, 1000),
    worstSeconds: number,
    sidecars: list(share, 1000),
    slowest: z.object({ container: text(300), preStopSeconds: number }).exactOptional(),
  }),
  timeLeft: list(
    share.extend({
      role: z.enum(['regular', 'sidecar']),
      preStopSeconds: number.nullable().exactOptional(),
    }),
    1000,
  ),
});

export const lifecycleDiff: z.ZodType<LifecycleDiff> = z.object({
  before: summary.nullable(),
  after: summary.nullable(),
  delta: z
    .object({
      gates: number,
      startWorstSeconds: number.nullable(),
      graceSeconds: number,
      timeLeft: list(share, 1000),
    })
    .exactOptional(),
});

export const nativeSidecars: z.ZodType<{
  readonly before: number;
  readonly after: number;
  readonly delta: number;
}> = z.object({ before: count, after: count, delta: number });
