import type { Inventory, InventoryWorkload } from '@outrider/core';
import { containerTable } from './container-table.ts';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import { extrasOf } from './resource-extras.ts';
import { type SpelledSum, spelledSums } from './resource-sums.ts';
import { objectName, placeOf } from './source-name.ts';
import { padEnd, padStart, widthOf, wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';

/** `outrider resources` for people: a table for each Pod, then every sum spelled out. */
export function resourcesText(analysis: Inventory, options: TextOptions): string {
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

function workloadBlock({ workload, resources }: InventoryWorkload, options: TextOptions): readonly string[] {
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
  resources: InventoryWorkload['resources'],
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
