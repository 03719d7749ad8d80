import type { Analysis, ResourceAmounts, WorkloadAnalysis } from '@outrider/core';
import { amount, quantityOf } from './amount.ts';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import { extrasOf } from './resource-extras.ts';
import { resourceNames, type SpelledSum, spelledSums } from './resource-sums.ts';
import { objectName, placeOf } from './source-name.ts';
import { type Cell, table } from './terminal/table.ts';
import { padEnd, padStart, widthOf, wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

/** `outrider resources` for people: a table for each Pod, then every sum spelled out. */
export function resourcesText(analysis: Analysis, options: TextOptions): string {
  const { paint } = options;
  const blocks = analysis.workloads.map((one) => workloadBlock(one, options));
  const unreadable = analysis.unreadable.map(({ file, line, column, message }) => [
    `${paint('bold', `${visible(file)}:${line}:${column}:`)} ${paint('red', 'error:')} cannot read: ${visible(message)}`,
  ]);
  const foot =
    analysis.workloads.length === 0
      ? [`No workload in ${plural(analysis.documents, 'document')} of ${plural(analysis.files, 'file')}.`]
      : [];
  return `${[...unreadable, ...blocks, ...(foot.length > 0 ? [foot] : [])].map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function workloadBlock({ workload, resources }: WorkloadAnalysis, options: TextOptions): readonly string[] {
  const { paint } = options;
  const { source } = workload;
  const facts = [placeOf(source), replicasText(resources.replicas), resources.pod.qosClass];
  const sums = spelledSums(resources.pod);
  return [
    `${paint('bold', objectName(source))}  ${paint('dim', facts.join(options.ascii ? ' | ' : ' · '))}`,
    ...containerTable(resources, options),
    ...(sums.length > 0 ? ['', ...sums.flatMap((sum) => sumLines(sum, sums, options))] : []),
    ...extraLines(resources, options),
  ];
}

/** Notes and further parts, each label once: `note  …`. */
function extraLines(
  resources: WorkloadAnalysis['resources'],
  { paint, width }: TextOptions,
): readonly string[] {
  const extras = extrasOf(resources);
  const column = Math.max(0, ...extras.map(({ label }) => label.length));
  const lines = extras.flatMap(({ label, says }, index) => {
    const shown = extras[index - 1]?.label === label ? '' : label;
    const [first = '', ...rest] = wrap(says, Math.max(30, width - column - 4));
    return [
      `  ${paint('yellow', padEnd(shown, column))}  ${first}`,
      ...rest.map((text) => ' '.repeat(column + 4) + text),
    ];
  });
  return lines.length > 0 ? ['', ...lines] : [];
}

const replicasText = (replicas: number | null): string =>
  replicas === null ? 'one Pod a node' : plural(replicas, 'Pod');

/** One row a container in the order of the spec, then the Pod, then all replicas: `request / limit`. */
function containerTable(
  { pod, replicas, total }: WorkloadAnalysis['resources'],
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

function sumLines(
  sum: SpelledSum,
  all: readonly SpelledSum[],
  { paint, width }: TextOptions,
): readonly string[] {
  const label = Math.max(...all.map(({ resource }) => widthOf(visible(resource))));
  const moments = [sum.decides, ...(sum.other ? [sum.other] : []), ...(sum.unaware ? [sum.unaware] : [])];
  const value = Math.max(
    ...all.flatMap(({ decides, other, unaware }) =>
      [decides, other, unaware].map((one) => one?.value.length ?? 0),
    ),
  );
  const indent = label + value + 6;
  return moments.flatMap((moment, index) => {
    const name = paint('cyan', padEnd(index === 0 ? visible(sum.resource) : '', label));
    const tone = index === 0 ? 'bold' : 'dim';
    const [first = '', ...rest] = wrap(moment.says, Math.max(30, width - indent));
    return [
      `  ${name}  ${paint(tone, padStart(moment.value, value))}  ${index === 0 ? first : paint('dim', first)}`,
      ...rest.map((text) => ' '.repeat(indent) + text),
    ];
  });
}
