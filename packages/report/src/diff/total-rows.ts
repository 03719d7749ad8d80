import type {
  Amounts,
  AmountsDiff,
  AnalysisDiff,
  DiffTotals,
  NumberDiff,
  ResourceAmounts,
  ResourceTotals,
} from '@outrider/core';
import { plural } from '../plural.ts';
import { versionChange, versionWords } from './lifecycle-rows.ts';
import { money, signedMoney } from './money.ts';
import { resourceWords } from './resource-rows.ts';
import { type Row, row } from './row.ts';
import { inOneUnit, signed, signedNumber } from './signed.ts';

/** Sums over all workloads, as far as they change; nothing where only one changes, whose own table says it. */
export function totalRows({ totals, workloads }: AnalysisDiff): readonly Row[] {
  if (workloads.filter(({ change }) => change !== 'unchanged').length < 2) return [];
  const { resources } = totals;
  return [
    ...Object.keys(resources.replicated.delta.requests).flatMap((resource) => requestRows(resource, totals)),
    ...Object.keys(resources.perNode.delta.requests).flatMap((resource) =>
      amountRow(resource, ' requests per node', [resources.perNode]),
    ),
    ...nodeRows(resources),
    ...costRows(resources),
    ...sidecarRows(totals),
    ...versionRows(totals),
  ];
}

const amountOf = (amounts: ResourceAmounts, resource: string): string =>
  Object.hasOwn(amounts, resource) ? (amounts[resource] ?? '0') : '0';

/** `2 to 10`; one text where all are the same. */
const range = (texts: readonly string[]): string => [...new Set(texts)].join(' to ');

function requestRows(resource: string, { resources, workloads }: DiffTotals): readonly Row[] {
  const { replicated, range: ends } = resources;
  const sums = ends === undefined ? [replicated] : [ends.fewest, ends.most];
  const whole = amountRow(resource, ' requests', sums);
  return whole.length === 0 || ends !== undefined
    ? whole
    : [...whole, ...causeRows(resource, resources.byChange, workloads)];
}

/** One sum, or the two ends of a range, in one unit. */
function amountRow(resource: string, of: string, sums: readonly AmountsDiff[]): readonly Row[] {
  const at = (side: keyof AmountsDiff): readonly string[] =>
    sums.map((sum) => amountOf(sum[side].requests, resource));
  if (at('delta').every((change) => change === '0')) return [];
  const units = inOneUnit(resource, [...at('before'), ...at('after'), ...at('delta')]);
  const part = (index: number): readonly string[] =>
    units.slice(index * sums.length, (index + 1) * sums.length);
  return [
    row([...resourceWords(resource), of], [range(part(0))], [range(part(1))], [range(part(2).map(signed))]),
  ];
}

type Cause = keyof ResourceTotals['byChange'];

const CAUSES: Readonly<Record<Cause, string>> = { changed: 'changed', added: 'added', removed: 'removed' };

/** What the change is made of, where it is more than one thing; the parts add up to it. */
function causeRows(
  resource: string,
  byChange: Readonly<Record<Cause, Amounts>>,
  counts: DiffTotals['workloads'],
): readonly Row[] {
  const causes = (['changed', 'added', 'removed'] as const).filter(
    (cause) => amountOf(byChange[cause].requests, resource) !== '0',
  );
  if (causes.length < 2) return [];
  const units = inOneUnit(
    resource,
    causes.map((cause) => amountOf(byChange[cause].requests, resource)),
  );
  return causes.map((cause, index) => ({
    ...row(
      [`${plural(counts[cause], 'workload')} ${CAUSES[cause]}`],
      [''],
      [''],
      [signed(units[index] ?? '0')],
    ),
    isPart: true,
  }));
}

interface Ranged extends NumberDiff {
  readonly range?: { readonly fewest: NumberDiff; readonly most: NumberDiff };
}

/** A number, or the two ends of a range; nothing where it stays. */
function numberRow(label: string, diff: Ranged, shown: Print, change: Print): readonly Row[] {
  const ends = diff.range === undefined ? [diff] : [diff.range.fewest, diff.range.most];
  if (ends.every(({ before, after }) => before === after)) return [];
  const texts = (side: 'before' | 'after' | 'delta', print: Print, without: string): string =>
    range(ends.map((end) => (end[side] === null ? without : print(end[side]))));
  return [
    row(
      [label],
      [texts('before', shown, 'none fits')],
      [texts('after', shown, 'none fits')],
      [texts('delta', change, 'changed')],
    ),
  ];
}

type Print = (count: number) => string;

const nodeRows = ({ nodes }: ResourceTotals): readonly Row[] =>
  nodes === undefined ? [] : numberRow('Nodes, at least', nodes, String, signedNumber);

function costRows({ cost }: ResourceTotals): readonly Row[] {
  if (cost === undefined) return [];
  const { replicated, perNode, range: ends } = cost;
  return [
    ...numberRow('Cost a month', { ...replicated, ...(ends && { range: ends }) }, money, signedMoney),
    ...numberRow('Cost a month and node', perNode, money, signedMoney),
  ];
}

const sidecarRows = ({ nativeSidecars }: DiffTotals): readonly Row[] =>
  numberRow('Native sidecars', nativeSidecars, String, signedNumber);

function versionRows({ oldestVersion: { before, after } }: DiffTotals): readonly Row[] {
  if (before === after || before === null || after === null) return [];
  return [
    row(['Oldest Kubernetes they work on'], versionWords(before), versionWords(after), [
      versionChange(before, after),
    ]),
  ];
}
