import type { InventoryWorkload, ResourceAmounts } from '@outrider/core';
import { amount, quantityOf } from './amount.ts';
import { visible } from './escape/visible.ts';
import { resourceNames } from './resource-sums.ts';
import { type Cell, table } from './terminal/table.ts';
import type { TextOptions } from './text-options.ts';

/** One row a container in the order of the spec, then the Pod, then all replicas: `request / limit`. */
export function containerTable(
  { pod, replicas, total }: InventoryWorkload['resources'],
  { paint, ascii }: TextOptions,
): readonly string[] {
  const names = resourceNames(pod);
  const cells = (requests: ResourceAmounts, limits: ResourceAmounts): readonly Cell[] =>
    names.map((name) => ({ text: pair(name, requests, limits) }));
  const summed = (requests: ResourceAmounts, limits: ResourceAmounts): readonly Cell[] =>
    names.map((name) => {
      const isPartial = Object.hasOwn(pod.limitsAtLeast ?? {}, name);
      return { text: pair(name, requests, limits, isPartial ? (ascii ? '>=' : '≥') : '') };
    });
  const rows: (readonly Cell[])[] = pod.containers.map((container) => [
    { text: visible(container.name) },
    { text: container.role },
    ...cells(container.requests, container.limits),
    { text: String(container.oomScoreAdj), paint: (text) => paint('dim', text) },
  ]);
  const bold = (row: readonly Cell[]): readonly Cell[] =>
    row.map(({ text }) => ({ text, paint: (shown) => paint('bold', shown) }));
  rows.push(bold([{ text: 'Pod' }, { text: 'effective' }, ...summed(pod.requests, pod.limits)]));
  if (replicas !== null && replicas !== 1) {
    rows.push(bold([{ text: `× ${replicas}` }, { text: 'total' }, ...summed(total.requests, total.limits)]));
  }
  const columns = [
    { title: 'container' },
    { title: 'role' },
    ...names.map((name) => ({ title: visible(name), align: 'right' as const })),
    { title: 'oomScoreAdj', align: 'right' as const },
  ];
  const [head = '', ...body] = table(columns, rows);
  return [paint('dim', `  ${head}`), ...body.map((line) => `  ${line}`)];
}

/** `250m / 500m`: request / limit; `-` where there is none, `≥` where some container has none. */
function pair(resource: string, requests: ResourceAmounts, limits: ResourceAmounts, atLeast = ''): string {
  const [request, limit] = [requests, limits].map((amounts) => quantityOf(amounts, resource));
  if (request === undefined && limit === undefined) return '-';
  const shown = limit === undefined ? '-' : `${atLeast}${amount(resource, limit)}`;
  return `${request === undefined ? '-' : amount(resource, request)} / ${shown}`;
}
