import {
  type Consumer,
  describeNote,
  type NodeFit,
  type QuotaVerdict,
  type WorkloadResources,
} from '@outrider/core';
import { amount } from './amount.ts';
import { visible } from './escape/visible.ts';
import { listed, plural } from './plural.ts';

/** What `outrider resources` says beyond the sums, as plain sentences under a label. */
export interface Extra {
  readonly label: 'note' | 'fit' | 'cost' | 'quota' | 'limitRange' | 'cgroup' | 'cpus' | 'tools';
  readonly says: string;
}

/** Notes, and the parts that were asked for, in the order people read them. */
export const extrasOf = (resources: WorkloadResources): readonly Extra[] => [
  ...(resources.notes ?? []).map((note): Extra => ({ label: 'note', says: visible(describeNote(note)) })),
  ...limitRangeExtras(resources),
  ...(resources.quota ?? []).map((quota): Extra => ({ label: 'quota', says: quotaText(quota) })),
  ...(resources.fit ? [{ label: 'fit', says: fitText(resources.fit, resources.replicas) } as const] : []),
  ...costExtras(resources),
  ...cgroupExtras(resources),
  ...exclusiveExtras(resources),
  ...(resources.pod.consumers ?? []).map((tool): Extra => ({ label: 'tools', says: consumerText(tool) })),
];

function limitRangeExtras({ limitRange }: WorkloadResources): readonly Extra[] {
  if (limitRange === undefined) return [];
  const names = listed(limitRange.names.map(visible));
  const refused = limitRange.violations.map(({ container, message }) =>
    visible(container === undefined ? message : `${container}: ${message}`),
  );
  const says = refused.length === 0 ? [`${names} admits the Pod; its defaults are in the sums.`] : refused;
  return says.map((text) => ({ label: 'limitRange', says: text }));
}

function quotaText({ name, admitted, message, exceeded, podsThatFit }: QuotaVerdict): string {
  const quota = visible(name);
  if (!admitted) return visible(message ?? `${quota} refuses the Pod.`);
  const room = podsThatFit === null ? 'sets no bound' : `still takes ${plural(podsThatFit, 'Pod')}`;
  return exceeded.length === 0
    ? `${quota} ${room}.`
    : `${quota} ${room}, not all: ${listed(exceeded.map(visible))} runs out.`;
}

function fitText({ podsPerNode, limitedBy, nodes, resources }: NodeFit, replicas: number | null): string {
  const [first = ''] = limitedBy;
  const limit = Object.hasOwn(resources, first) ? resources[first] : undefined;
  if (podsPerNode === 0) return `No Pod fits the node: not enough ${listed(limitedBy.map(visible))}.`;
  const forAll =
    nodes === null || replicas === null
      ? ''
      : `; ${plural(replicas, 'Pod')} ${replicas === 1 ? 'needs' : 'need'} ${plural(nodes, 'node')}`;
  const next =
    limit === undefined
      ? ''
      : ` At ${amount(first, limit.onePodMoreAt)} each one more fits, with over ${amount(first, limit.slack ?? '0')} more one less.`;
  return `${plural(podsPerNode, 'Pod')} of this workload alone fit an empty node, then ${listed(limitedBy.map(visible))} runs out${forAll}.${next}`;
}

const costExtras = ({ cost, replicas }: WorkloadResources): readonly Extra[] =>
  cost === undefined
    ? []
    : [
        {
          label: 'cost',
          says: `${cost.costPerMonth.toFixed(2)} a month for ${replicas === null ? 'one Pod a node' : plural(replicas, 'Pod')}, by requests (730 hours).`,
        },
      ];

function cgroupExtras({ pod: { cgroup } }: WorkloadResources): readonly Extra[] {
  if (cgroup === undefined) return [];
  const { podCgroup, containerCgroup } = cgroup;
  const containers = Object.entries(containerCgroup).map(
    ([name, values]) =>
      `${visible(name)}: cpu.weight ${values.cpuWeightLinear} (${values.cpuWeightQuadratic} by newer runtimes), cpu.max ${values.cpuMax}, memory.max ${values.memoryMax}`,
  );
  const ofPod = `Pod: cpu.weight ${podCgroup.cpuWeight}, cpu.max ${podCgroup.cpuMax}, memory.max ${podCgroup.memoryMax}`;
  return [ofPod, ...containers].map((says) => ({ label: 'cgroup', says }));
}

function exclusiveExtras({ pod: { exclusiveCpus } }: WorkloadResources): readonly Extra[] {
  if (exclusiveCpus === undefined) return [];
  const pinned = Object.entries(exclusiveCpus.containers).filter(([, cpus]) => cpus > 0);
  const each = pinned.map(([name, cpus]) => `${visible(name)} ${cpus}`).join(', ');
  const says =
    pinned.length === 0
      ? 'The static CPU manager pins no container.'
      : `The static CPU manager pins ${plural(exclusiveCpus.podExclusiveCPUs, 'CPU')} for the Pod: ${each}.`;
  return [{ label: 'cpus', says }];
}

function consumerText({ tool, versions, requests, missing }: Consumer): string {
  const amounts = Object.entries(requests).map(([name, value]) => `${visible(name)} ${amount(name, value)}`);
  const fails = Object.entries(missing ?? {}).map(
    ([name, containers]) => `no ${visible(name)} metric: ${listed(containers.map(visible))} has no request`,
  );
  const range = versions === '*' ? '' : ` ${versions}`;
  return `${tool}${range}: ${[amounts.join(', ') || 'nothing', ...fails].join('; ')}`;
}
