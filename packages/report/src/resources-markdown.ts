import type { Inventory, InventoryWorkload, ResourceAmounts } from '@outrider/core';
import { amount, quantityOf } from './amount.ts';
import { markdown, markdownCode } from './escape/markdown.ts';
import { plural } from './plural.ts';
import { extrasOf } from './resource-extras.ts';
import { resourceNames, spelledSums } from './resource-sums.ts';
import { objectName, placeOf } from './source-name.ts';

/** `outrider resources -o markdown`: the table and the sums of each workload. */
export function resourcesMarkdown(analysis: Inventory): string {
  const unreadable = analysis.unreadable.map(
    ({ file, line, column, message }) =>
      `**Cannot read** ${markdownCode(`${file}:${line}:${column}`)}: ${markdown(message)}`,
  );
  const blocks = analysis.workloads.map((one) => workloadBlock(one).join('\n'));
  const nothing = analysis.workloads.length === 0 ? ['No workloads.'] : [];
  return `${[...unreadable, ...blocks, ...nothing].join('\n\n')}\n`;
}

function workloadBlock({ workload, resources }: InventoryWorkload): readonly string[] {
  const { pod, replicas, total } = resources;
  const names = resourceNames(pod);
  const row = (name: string, role: string, requests: ResourceAmounts, limits: ResourceAmounts): string =>
    `| ${[name, role, ...names.map((resource) => pair(resource, requests, limits))].join(' | ')} |`;
  return [
    `### ${markdown(objectName(workload.source))}`,
    '',
    `${markdownCode(placeOf(workload.source))}, ${replicas === null ? 'one Pod a node' : plural(replicas, 'Pod')}, ${pod.qosClass}`,
    '',
    `| container | role | ${names.map(markdown).join(' | ')}${names.length > 0 ? ' |' : ''}`,
    `| --- | --- |${' ---: |'.repeat(names.length)}`,
    ...pod.containers.map(({ name, role, requests, limits }) =>
      row(markdownCode(name), role, requests, limits),
    ),
    row('**Pod**', 'effective', pod.requests, pod.limits),
    ...(replicas === null || replicas === 1
      ? []
      : [row(`**× ${replicas}**`, 'total', total.requests, total.limits)]),
    '',
    ...spelledSums(pod).flatMap(({ resource, decides, other, unaware }) => [
      `- ${markdown(resource)} **${decides.value}** ${markdown(decides.says)}`,
      ...[other, unaware].flatMap((one) => (one ? [`  - ${one.value} ${markdown(one.says)}`] : [])),
    ]),
    ...extrasOf(resources).map(({ label, says }) => `- ${label}: ${markdown(says)}`),
  ];
}

/** Request / limit, as in the text report. */
function pair(resource: string, requests: ResourceAmounts, limits: ResourceAmounts): string {
  const [request, limit] = [requests, limits].map((amounts) => quantityOf(amounts, resource));
  if (request === undefined && limit === undefined) return '-';
  return [request, limit].map((one) => (one === undefined ? '-' : amount(resource, one))).join(' / ');
}
