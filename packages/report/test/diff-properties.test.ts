import { type AnalysisDiff, parseQuantity, printCanonical, type WorkloadDiff } from '@outrider/core';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffJson, diffMarkdown, diffText, plain } from '../src/index.ts';
import { diffOf } from './analysis-of.ts';

const seconds = fc.integer({ min: 1, max: 60 });
const quantities = fc.constantFrom('100m', '250m', '1', '1.5', '2500m');
const bytes = fc.constantFrom('64Mi', '1Gi', '100M', '1500Ki');

const container = (name: string) =>
  fc.record(
    {
      name: fc.constant(name),
      image: fc.constantFrom('a:1', 'a:2'),
      resources: fc.record({ requests: fc.record({ cpu: quantities, memory: bytes }, { requiredKeys: [] }) }),
      lifecycle: fc.record({ preStop: fc.record({ sleep: fc.record({ seconds }) }) }),
    },
    { requiredKeys: ['name', 'image'] },
  );

const initContainer = (name: string) =>
  fc
    .tuple(container(name), fc.boolean(), seconds)
    .map(([fields, isSidecar, periodSeconds]) =>
      isSidecar
        ? { ...fields, restartPolicy: 'Always', startupProbe: { periodSeconds, tcpSocket: { port: 1 } } }
        : { name: fields.name, image: fields.image, resources: fields.resources ?? {} },
    );

const podSpec = fc.record({
  initContainers: fc
    .shuffledSubarray(['proxy', 'migrate', 'logs'])
    .chain((names) => fc.tuple(...names.map(initContainer))),
  containers: fc.tuple(container('app')),
  terminationGracePeriodSeconds: seconds,
});

const workload = (name: string) =>
  fc
    .record({
      kind: fc.constantFrom('Deployment', 'StatefulSet', 'DaemonSet'),
      replicas: fc.integer({ min: 0, max: 9 }),
      spec: podSpec,
    })
    .map(({ kind, replicas, spec }) => ({
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace: 'shop' },
      spec: { ...(kind === 'DaemonSet' ? {} : { replicas }), template: { metadata: {}, spec } },
    }));

/** The files of one side, one object each. */
const side = fc
  .subarray(['cart', 'checkout', 'ledger', 'search'])
  .chain((names) => fc.tuple(...names.map(workload)))
  .map((objects) =>
    objects.map((object) => ({ file: `${object.metadata.name}.yaml`, text: JSON.stringify(object) })),
  );

const RUNS = { numRuns: 60 };

describe('properties of a diff', () => {
  it('of a side with itself is one line that says so', () => {
    fc.assert(
      fc.property(side, (files) => {
        const diff = diffOf(files, files);
        expect(diff.workloads.every(({ change }) => change === 'unchanged')).toBe(true);
        const lines = diffMarkdown(diff).trimEnd().split('\n');
        expect(lines).toHaveLength(1);
        expect(lines[0]).toMatch(files.length === 0 ? /no workloads$/ : /no changes in \d+ workloads?$/);
        expect(diffText(diff, { paint: plain, width: 80 }).trimEnd().split('\n')).toHaveLength(1);
      }),
      RUNS,
    );
  });

  it('negates every number when the sides are swapped', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        expect(mirrored(diffOf(head, base))).toEqual(deltas(diffOf(base, head)));
      }),
      RUNS,
    );
  });

  it('does not depend on the order of files, and gives the same bytes each time', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        const [diff, other] = [diffOf(base, head), diffOf(base.toReversed(), head.toReversed())];
        expect(diffJson(other)).toBe(diffJson(diff));
        expect(diffMarkdown(other)).toBe(diffMarkdown(diff));
      }),
      RUNS,
    );
  });

  it('adds up as printed: totals are the sums of their rows', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        const { workloads, totals } = diffOf(base, head);
        for (const resource of ['cpu', 'memory']) {
          const rows = workloads.filter(({ identity }) => identity.kind !== 'DaemonSet');
          const sum = rows.reduce(
            (all, { resources }) => all + nano(resources.delta.total.requests[resource]),
            0n,
          );
          expect(nano(totals.resources.replicated.delta.requests[resource])).toBe(sum);
        }
      }),
      RUNS,
    );
  });

  it('has every number of the Markdown in the JSON', () => {
    fc.assert(
      fc.property(side, side, (base, head) => {
        const diff = diffOf(base, head);
        const known = numbersIn(diffJson(diff));
        const unknown = [...numbersIn(diffMarkdown(diff))].filter((number) => !known.has(number));
        expect(unknown).toEqual([]);
      }),
      RUNS,
    );
  });

  it('never exceeds its limit, and closes what it opens', () => {
    fc.assert(
      fc.property(side, side, fc.integer({ min: 200, max: 6000 }), (base, head, maxLength) => {
        const markdown = diffMarkdown(diffOf(base, head), { maxLength });
        expect(markdown.length).toBeLessThanOrEqual(maxLength);
        expect(markdown.match(/<details>/g)?.length).toBe(markdown.match(/<\/details>/g)?.length);
        expect((markdown.match(/^```/gm)?.length ?? 0) % 2).toBe(0);
      }),
      RUNS,
    );
  });
});

const negated = (text: string): string =>
  text === '0' ? '0' : text.startsWith('-') ? text.slice(1) : `-${text}`;

const negatedAmounts = (amounts: Readonly<Record<string, string>>): object =>
  Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, negated(amount)]));

type Number = number | null | undefined;
const minus = (value: Number): Number => (value == null ? value : 0 - value);

const OPPOSITE = { added: 'removed', removed: 'added', changed: 'changed', unchanged: 'unchanged' } as const;

const summary = ({ identity, change, resources: { delta }, lifecycle }: WorkloadDiff) => ({
  name: `${identity.kind} ${identity.name}`,
  change,
  replicas: delta.replicas,
  pod: delta.pod,
  total: delta.total,
  gates: lifecycle.delta?.gates,
  seconds: lifecycle.delta?.startWorstSeconds,
  grace: lifecycle.delta?.graceSeconds,
});

const deltas = (diff: AnalysisDiff) => ({
  workloads: diff.workloads.map(summary),
  total: diff.totals.resources.replicated.delta,
});

const negatedBoth = ({ requests, limits }: ReturnType<typeof summary>['pod']) => ({
  requests: negatedAmounts(requests),
  limits: negatedAmounts(limits),
});

function mirrored(diff: AnalysisDiff): object {
  const { workloads, total } = deltas(diff);
  return {
    workloads: workloads.map((one) => ({
      ...one,
      change: OPPOSITE[one.change],
      replicas: minus(one.replicas),
      pod: negatedBoth(one.pod),
      total: negatedBoth(one.total),
      gates: minus(one.gates),
      seconds: minus(one.seconds),
      grace: minus(one.grace),
    })),
    total: negatedBoth(total),
  };
}

const nano = (amount = '0'): bigint => {
  const { unscaled, scale } = parseQuantity(amount);
  return unscaled * 10n ** BigInt(scale + 9);
};

/** Numbers with their suffix, by value: `8.4` and `8400m` are the same one. */
function numbersIn(text: string): ReadonlySet<string> {
  const found = text.replace(/−/g, '').matchAll(/(?<![\w.])\d+(?:\.\d+)?(?:m|k|M|G|Ki|Mi|Gi)?(?![\w.]|:\d)/g);
  return new Set(
    [...found].map(([number]) => printCanonical({ ...parseQuantity(number), format: 'DecimalSI' })),
  );
}
