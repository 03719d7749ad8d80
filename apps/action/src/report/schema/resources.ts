import type { Amounts, AmountsDiff, DiffTotals, WorkloadDiff } from '@outrider/core';
import { z } from 'zod';
import { amount, count, names, number, record, text } from './pieces.ts';

type ResourceDiff = WorkloadDiff['resources'];
type ResourceSide = NonNullable<ResourceDiff['before']>;
type ResourceTotals = DiffTotals['resources'];

const AMOUNTS = { requests: record(amount), limits: record(amount) };
const amounts: z.ZodType<Amounts> = z.object(AMOUNTS);
const atReplicas = z.object({ replicas: number, ...AMOUNTS });

const cost = z.object({
  perMonth: number,
  fewestPerMonth: number.exactOptional(),
  mostPerMonth: number.exactOptional(),
});

const side: z.ZodType<ResourceSide> = z.object({
  replicas: count.nullable(),
  replicasAssumed: z.literal(true).exactOptional(),
  pod: z.object({
    ...AMOUNTS,
    qosClass: z.enum(['Guaranteed', 'Burstable', 'BestEffort']),
    limitsAtLeast: record(names),
    initPeaks: record(z.object({ container: text(300), value: amount, running: amount })),
    parts: record(
      z.object({
        regular: amount,
        sidecars: amount.exactOptional(),
        initPeak: amount.exactOptional(),
        overhead: amount.exactOptional(),
        podLevel: amount.exactOptional(),
      }),
    ),
    oomScoreAdj: record(number),
  }),
  total: amounts,
  range: z.object({ autoscaler: text(300), fewest: atReplicas, most: atReplicas }).exactOptional(),
  rollout: z.object({ pods: count, surgePods: count, ...AMOUNTS }).exactOptional(),
  cost: cost.exactOptional(),
  fit: z.object({ podsPerNode: count, limitedBy: names, nodes: count.nullable() }).exactOptional(),
});

export const resourceDiff: z.ZodType<ResourceDiff> = z.object({
  before: side.nullable(),
  after: side.nullable(),
  delta: z.object({
    replicas: number.nullable(),
    pod: amounts,
    total: amounts,
    range: z.object({ fewest: atReplicas, most: atReplicas }).exactOptional(),
    rollout: amounts.exactOptional(),
    cost: cost.exactOptional(),
    fit: z.object({ podsPerNode: number, nodes: number.nullable() }).exactOptional(),
  }),
});

const amountsDiff: z.ZodType<AmountsDiff> = z.object({ before: amounts, after: amounts, delta: amounts });
const numberDiff = z.object({
  before: number.nullable(),
  after: number.nullable(),
  delta: number.nullable(),
});
const ends = <T>(of: z.ZodType<T>): z.ZodType<{ readonly fewest: T; readonly most: T }> =>
  z.object({ fewest: of, most: of });

export const resourceTotals: z.ZodType<ResourceTotals> = z.object({
  replicated: amountsDiff,
  perNode: amountsDiff,
  byChange: z.object({ added: amounts, removed: amounts, changed: amounts }),
  range: ends(amountsDiff).exactOptional(),
  cost: z
    .object({ replicated: numberDiff, perNode: numberDiff, range: ends(numberDiff).exactOptional() })
    .exactOptional(),
  nodes: numberDiff.extend({ range: ends(numberDiff).exactOptional() }).exactOptional(),
});

export const groupDelta: z.ZodType<Amounts> = amounts;
