import type { AtReplicas, ResourceAmounts, ResourceSide, WorkloadDiff } from '@outrider/core';
import { money, signedMoney } from './money.ts';
import { NOTHING, type Row, row } from './row.ts';
import { inOneUnit, signed, signedNumber } from './signed.ts';
import { name, type Words } from './words.ts';

/** What a Pod and all Pods reserve, cost and fit, as far as it changes. */
export function resourceRows(workload: WorkloadDiff): readonly Row[] {
  const { before, after, delta } = workload.resources;
  const sums = sumsOf(workload);
  const names = [...new Set(sums.flatMap((sum) => Object.keys(sum.delta[0] ?? {})))];
  return [
    ...podsRow(workload),
    ...names.flatMap((resource) => sums.flatMap((sum) => amountRow(sum, resource))),
    ...Object.keys(delta.pod.limits).flatMap((resource) => limitRow(workload, resource)),
    ...qosRow(before, after),
    ...oomRows(workload),
    ...fitRows(workload),
    ...costRow(workload),
  ];
}

type Ends = readonly string[];

/** `2 to 10`; one number where both ends are the same. */
const range = (ends: Ends): string => [...new Set(ends)].join(' to ');

const replicasOf = (side: ResourceSide): Ends =>
  side.range === undefined
    ? [String(side.replicas)]
    : [side.range.fewest, side.range.most].map(({ replicas }) => String(replicas));

function podsRow({ resources: { before, after, delta } }: WorkloadDiff): readonly Row[] {
  if (before === null || after === null || before.replicas === null || after.replicas === null) return [];
  const [from, to] = [range(replicasOf(before)), range(replicasOf(after))];
  if (from === to) return [];
  const changes =
    delta.range === undefined
      ? [delta.replicas ?? 0]
      : [delta.range.fewest.replicas, delta.range.most.replicas];
  return [row(['Pods'], [from], [to], [range(changes.map(signedNumber))])];
}

/** One sum of requests: what it is of, and its value on both sides; two values where it is a range. */
interface Sum {
  readonly of: string;
  readonly before: readonly ResourceAmounts[] | undefined;
  readonly after: readonly ResourceAmounts[] | undefined;
  readonly delta: readonly ResourceAmounts[];
}

/** Of one Pod, of all, and of a rollout, as far as they differ from each other. */
function sumsOf({ resources: { before, after, delta } }: WorkloadDiff): readonly Sum[] {
  const isPerNode = (after ?? before)?.replicas === null;
  const pod: Sum = {
    of: isPerNode ? ' per node' : ' per Pod',
    before: before === null ? undefined : [before.pod.requests],
    after: after === null ? undefined : [after.pod.requests],
    delta: [delta.pod.requests],
  };
  return [pod, ...allPodsSum({ before, after, delta }), ...rolloutSum({ before, after, delta })];
}

function allPodsSum({ before, after, delta }: WorkloadDiff['resources']): readonly Sum[] {
  const sides = [before, after].filter((side) => side !== null);
  if (delta.range === undefined) {
    if (sides.every(({ replicas }) => replicas === null || replicas === 1)) return [];
    return [
      {
        of: ', all Pods',
        before: before === null ? undefined : [before.total.requests],
        after: after === null ? undefined : [after.total.requests],
        delta: [delta.total.requests],
      },
    ];
  }
  const counts = new Set(sides.map((side) => range(replicasOf(side))));
  const ends = (side: ResourceSide | null): Sum['before'] =>
    side === null
      ? undefined
      : side.range === undefined
        ? [side.total.requests, side.total.requests]
        : requestsAt(side.range);
  return [
    {
      of: counts.size === 1 ? `, ${[...counts].join('')} Pods` : ', all Pods',
      before: ends(before),
      after: ends(after),
      delta: requestsAt(delta.range),
    },
  ];
}

const requestsAt = ({
  fewest,
  most,
}: {
  readonly fewest: AtReplicas;
  readonly most: AtReplicas;
}): readonly ResourceAmounts[] => [fewest.requests, most.requests];

/** Only where there is something to roll out from and to. */
function rolloutSum({ before, after, delta: { rollout } }: WorkloadDiff['resources']): readonly Sum[] {
  if (before?.rollout === undefined || after?.rollout === undefined || rollout === undefined) return [];
  const { surgePods, pods } = after.rollout;
  if (surgePods === 0 && before.rollout.surgePods === 0) return [];
  const isSame = surgePods === before.rollout.surgePods && pods === before.rollout.pods;
  const more = isSame ? ` (+${surgePods} ${surgePods === 1 ? 'Pod' : 'Pods'})` : '';
  const when = after.replicas === null ? ' per node, during a rollout' : ', during a rollout';
  return [
    {
      of: `${when}${more}`,
      before: [before.rollout.requests],
      after: [after.rollout.requests],
      delta: [rollout.requests],
    },
  ];
}

function amountRow({ of, before, after, delta }: Sum, resource: string): readonly Row[] {
  const changes = delta.map((amounts) => amountOf(amounts, resource) ?? '0');
  if (changes.every((change) => change === '0')) return [];
  const [olds, news] = [before, after].map((side) => side?.map((amounts) => amountOf(amounts, resource)));
  const all = [olds, news].flatMap((side) => (side ?? changes.map(() => '0')).map((one) => one ?? '0'));
  const units = inOneUnit(resource, [...all, ...changes]);
  const count = changes.length;
  const [from, to, by] = [0, 1, 2].map((part) => units.slice(part * count, (part + 1) * count));
  const shown = (side: typeof olds, ends: Ends = []): Words =>
    side === undefined || side.every((one) => one === undefined) ? NOTHING : [range(ends)];
  return [
    row([...resourceWords(resource), ` request${of}`], shown(olds, from), shown(news, to), [
      range((by ?? []).map(signed)),
    ]),
  ];
}

/** A sum of limits that some container lacks says nothing of that container: `≥`. */
function limitRow({ resources: { before, after, delta } }: WorkloadDiff, resource: string): readonly Row[] {
  const change = amountOf(delta.pod.limits, resource) ?? '0';
  if (change === '0') return [];
  const isPerNode = (after ?? before)?.replicas === null;
  const sides = [before, after].map((side) => amountOf(side?.pod.limits, resource));
  const [from = '', to = '', by = ''] = inOneUnit(resource, [...sides.map((one) => one ?? '0'), change]);
  const shown = (side: ResourceSide | null, text: string): Words => {
    if (side === null || amountOf(side.pod.limits, resource) === undefined) return NOTHING;
    return [Object.hasOwn(side.pod.limitsAtLeast, resource) ? `≥${text}` : text];
  };
  const label = [...resourceWords(resource), ` limit${isPerNode ? ' per node' : ' per Pod'}`];
  return [row(label, shown(before, from), shown(after, to), [signed(by)])];
}

const KNOWN: Readonly<Record<string, string>> = { cpu: 'CPU', memory: 'Memory' };

export const resourceWords = (resource: string): Words =>
  Object.hasOwn(KNOWN, resource) ? [KNOWN[resource] ?? ''] : [name(resource)];

const amountOf = (amounts: ResourceAmounts | undefined, resource: string): string | undefined =>
  amounts && Object.hasOwn(amounts, resource) ? amounts[resource] : undefined;

type Sides = readonly [before: ResourceSide | null, after: ResourceSide | null];

function qosRow(...[before, after]: Sides): readonly Row[] {
  if (before === null || after === null || before.pod.qosClass === after.pod.qosClass) return [];
  return [row(['QoS class'], [before.pod.qosClass], [after.pod.qosClass], ['changed'])];
}

/** Of the containers that run on, on both sides; the one with the higher score is killed first. */
function oomRows({ resources: { before, after }, lifecycle }: WorkloadDiff): readonly Row[] {
  if (before === null || after === null) return [];
  const gates = lifecycle.after?.start.gates ?? [];
  const passing = new Set(gates.filter(({ role }) => role === 'init').map(({ container }) => container));
  return Object.entries(after.pod.oomScoreAdj).flatMap(([container, now]) => {
    if (passing.has(container)) return [];
    const old = Object.hasOwn(before.pod.oomScoreAdj, container)
      ? before.pod.oomScoreAdj[container]
      : undefined;
    if (old === undefined || old === now) return [];
    const change = now > old ? 'killed sooner' : 'killed later';
    return [row(['OOM score, ', name(container)], [minus(old)], [minus(now)], [change])];
  });
}

const minus = (count: number): string => String(count).replace('-', '−');

/** How many Pods an empty node holds, and how many such nodes the workload needs by itself. */
function fitRows({ resources: { before, after, delta } }: WorkloadDiff): readonly Row[] {
  if (before?.fit === undefined || after?.fit === undefined || delta.fit === undefined) return [];
  const { podsPerNode, nodes } = delta.fit;
  const [old, now] = [before.fit, after.fit];
  const count = (nodesOf: number | null): string => (nodesOf === null ? 'none fits' : String(nodesOf));
  return [
    ...(podsPerNode === 0
      ? []
      : [
          row(
            ['Pods that fit a node'],
            [String(old.podsPerNode)],
            [String(now.podsPerNode)],
            [signedNumber(podsPerNode)],
          ),
        ]),
    ...(nodes === 0 || old.nodes === now.nodes
      ? []
      : [
          row(
            ['Nodes for it alone'],
            [count(old.nodes)],
            [count(now.nodes)],
            [nodes === null ? 'changed' : signedNumber(nodes)],
          ),
        ]),
  ];
}

function costRow({ resources: { before, after, delta } }: WorkloadDiff): readonly Row[] {
  if (delta.cost === undefined) return [];
  const ends = (
    cost:
      | { readonly perMonth: number; readonly fewestPerMonth?: number; readonly mostPerMonth?: number }
      | undefined,
  ) =>
    cost === undefined
      ? []
      : delta.cost?.fewestPerMonth === undefined
        ? [cost.perMonth]
        : [cost.fewestPerMonth ?? cost.perMonth, cost.mostPerMonth ?? cost.perMonth];
  const changes = ends(delta.cost);
  if (changes.every((change) => change === 0)) return [];
  const shown = (side: ResourceSide | null): Words =>
    side?.cost === undefined ? NOTHING : [range(ends(side.cost).map(money))];
  const each = (after ?? before)?.replicas === null ? ' and node' : '';
  return [row([`Cost a month${each}`], shown(before), shown(after), [range(changes.map(signedMoney))])];
}
