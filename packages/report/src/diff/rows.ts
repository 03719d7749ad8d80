import type { Amounts, LifecycleSummary, ResourceAmounts, StartGate, WorkloadDiff } from '@outrider/core';
import { inOneUnit, signed, signedNumber } from './signed.ts';
import { name, type Words } from './words.ts';

/** One line of a comparison: what, before, after, change. */
export interface Row {
  readonly label: Words;
  readonly before: Words;
  readonly after: Words;
  readonly change: Words;
}

const NOTHING: Words = ['–'];

/** The rows of a workload that changed, in the order in which a reviewer wants them; rows without a change are left out. */
export function workloadRows(workload: WorkloadDiff): readonly Row[] {
  return [...resourceRows(workload), ...lifecycleRows(workload)];
}

const KNOWN: Readonly<Record<string, string>> = { cpu: 'CPU', memory: 'Memory' };

/** One sum of a Pod's amounts: what it is of, and its value on both sides. */
interface Sum {
  readonly of: string;
  readonly before: Amounts | undefined;
  readonly after: Amounts | undefined;
  readonly delta: Amounts;
}

function resourceRows(workload: WorkloadDiff): readonly Row[] {
  const { before, after, delta } = workload.resources;
  const sums = sumsOf(workload);
  const names = [...new Set(sums.flatMap((sum) => Object.keys(sum.delta.requests)))];
  const [pod] = sums;
  return [
    ...replicasRow(workload),
    ...names.flatMap((resource) => sums.flatMap((sum) => amountRow(sum, 'requests', resource))),
    ...(pod === undefined
      ? []
      : Object.keys(delta.pod.limits).flatMap((resource) =>
          atLeast(workload, resource, amountRow(pod, 'limits', resource)),
        )),
    ...qosRow(before?.pod.qosClass, after?.pod.qosClass),
  ];
}

/** A sum of limits that some container lacks says nothing of that container: `≥`. */
function atLeast(
  { resources: { before, after } }: WorkloadDiff,
  resource: string,
  rows: readonly Row[],
): readonly Row[] {
  const mark = (side: typeof before, words: Words): Words =>
    side !== null && words !== NOTHING && Object.hasOwn(side.pod.limitsAtLeast, resource)
      ? ['≥', ...words]
      : words;
  return rows.map((one) => ({ ...one, before: mark(before, one.before), after: mark(after, one.after) }));
}

function replicasRow({ resources: { before, after, delta } }: WorkloadDiff): readonly Row[] {
  if (before === null || after === null || delta.replicas === null || delta.replicas === 0) return [];
  const [from, to] = [String(before.replicas), String(after.replicas)];
  return [{ label: ['Pods'], before: [from], after: [to], change: [signedNumber(delta.replicas)] }];
}

/** Of one Pod, of all, and of a rollout, as far as they differ from each other. */
function sumsOf({ resources: { before, after, delta } }: WorkloadDiff): readonly Sum[] {
  const isPerNode = (after ?? before)?.replicas === null;
  const pod = {
    of: isPerNode ? ' per node' : ' per Pod',
    before: before?.pod,
    after: after?.pod,
    delta: delta.pod,
  };
  const isOne = [before, after].every(
    (side) => side === null || side.replicas === null || side.replicas === 1,
  );
  const total = { of: ', all Pods', before: before?.total, after: after?.total, delta: delta.total };
  return [pod, ...(isOne ? [] : [total]), ...rolloutSum(before, after, delta)];
}

/** Only where there is something to roll out from and to. */
function rolloutSum(
  before: WorkloadDiff['resources']['before'],
  after: WorkloadDiff['resources']['after'],
  { rollout }: WorkloadDiff['resources']['delta'],
): readonly Sum[] {
  if (before?.rollout === undefined || after?.rollout === undefined || rollout === undefined) return [];
  const surge = after.rollout.surgePods;
  if (surge === 0 && before.rollout.surgePods === 0) return [];
  const pods = surge === before.rollout.surgePods ? ` (+${surge} ${surge === 1 ? 'Pod' : 'Pods'})` : '';
  return [{ of: `, during a rollout${pods}`, before: before.rollout, after: after.rollout, delta: rollout }];
}

function amountRow(
  { of, before, after, delta }: Sum,
  what: 'requests' | 'limits',
  resource: string,
): readonly Row[] {
  const change = amountOf(delta[what], resource) ?? '0';
  if (change === '0') return [];
  const sides = [amountOf(before?.[what], resource), amountOf(after?.[what], resource)];
  const [from = '', to = '', by = ''] = inOneUnit(resource, [...sides.map((one) => one ?? '0'), change]);
  return [
    {
      label: [...resourceWords(resource), ` ${what === 'requests' ? 'request' : 'limit'}${of}`],
      before: sides[0] === undefined ? NOTHING : [from],
      after: sides[1] === undefined ? NOTHING : [to],
      change: [signed(by)],
    },
  ];
}

export const resourceWords = (resource: string): Words =>
  Object.hasOwn(KNOWN, resource) ? [KNOWN[resource] ?? ''] : [name(resource)];

const amountOf = (amounts: ResourceAmounts | undefined, resource: string): string | undefined =>
  amounts && Object.hasOwn(amounts, resource) ? amounts[resource] : undefined;

function qosRow(before: string | undefined, after: string | undefined): readonly Row[] {
  if (before === undefined || after === undefined || before === after) return [];
  return [{ label: ['QoS class'], before: [before], after: [after], change: ['changed'] }];
}

function lifecycleRows({ lifecycle }: WorkloadDiff): readonly Row[] {
  const { before, after } = lifecycle;
  if (after === null || (before === null && after.start.gates.length === 0)) return [];
  const changed: Words = [before === null ? 'new' : 'changed'];
  return [
    row(
      ['Starts before the regular containers'],
      gatesWords(before),
      gatesWords(after),
      gatesChange(lifecycle),
    ),
    row(['Regular containers start after'], startWords(before), startWords(after), startChange(lifecycle)),
    row(['Stop order'], stopWords(before), stopWords(after), changed),
    row(['Grace period'], graceWords(before), graceWords(after), graceChange(lifecycle)),
    ...shareRows(before, after),
  ].filter((one) => JSON.stringify(one.before) !== JSON.stringify(one.after));
}

const row = (label: Words, before: Words, after: Words, change: Words): Row => ({
  label,
  before,
  after,
  change,
});

/** `envoy` (≤ 30 s), `migrate` (no limit). */
function gatesWords(side: LifecycleSummary | null): Words {
  if (side === null) return NOTHING;
  if (side.start.gates.length === 0) return ['nothing'];
  return side.start.gates.flatMap((gate, index) => [
    index === 0 ? '' : ', ',
    name(gate.container),
    ` (${bound(gate)})`,
  ]);
}

function bound({ ownSeconds, opensOn }: StartGate): string {
  if (ownSeconds === null) return 'no limit';
  return opensOn === 'running' && ownSeconds === 0 ? 'once running' : `≤ ${ownSeconds} s`;
}

function gatesChange({ delta }: WorkloadDiff['lifecycle']): Words {
  if (delta === undefined) return ['new'];
  return [delta.gates === 0 ? 'changed' : signedNumber(delta.gates)];
}

function startWords(side: LifecycleSummary | null): Words {
  if (side === null) return NOTHING;
  const { bestSeconds, worstSeconds } = side.start;
  if (worstSeconds === null) return ['no limit'];
  return [bestSeconds === worstSeconds ? `${worstSeconds} s` : `${bestSeconds} to ${worstSeconds} s`];
}

function startChange({ delta }: WorkloadDiff['lifecycle']): Words {
  if (delta === undefined) return ['new'];
  const seconds = delta.startWorstSeconds;
  return [seconds === null ? 'changed' : seconds === 0 ? '0 s' : `${signedNumber(seconds)} s`];
}

/** `app` and `envoy` together; `app`, then `envoy`. */
function stopWords(side: LifecycleSummary | null): Words {
  if (side === null) return NOTHING;
  return side.stop.stopOrder.flatMap((wave, index) => [
    index === 0 ? '' : ', then ',
    ...wave.flatMap((container, position): Words => [position === 0 ? '' : ' + ', name(container)]),
  ]);
}

const graceWords = (side: LifecycleSummary | null): Words =>
  side === null ? NOTHING : [`${side.stop.graceSeconds} s`];

const graceChange = ({ delta }: WorkloadDiff['lifecycle']): Words =>
  delta === undefined ? ['new'] : [`${signedNumber(delta.graceSeconds)} s`];

/** Between SIGTERM and SIGKILL, for each sidecar of either side. */
function shareRows(before: LifecycleSummary | null, after: LifecycleSummary | null): readonly Row[] {
  const names = [...((after ?? before)?.stop.sidecars ?? [])].map(({ container }) => container);
  return names.map((container) =>
    row(['Time to stop, ', name(container)], shareWords(before, container), shareWords(after, container), [
      'changed',
    ]),
  );
}

function shareWords(side: LifecycleSummary | null, container: string): Words {
  if (side === null) return NOTHING;
  const share = side.stop.sidecars.find((one) => one.container === container);
  if (share === undefined) {
    return side.start.regular.includes(container) ? [`up to ${side.stop.graceSeconds} s`] : NOTHING;
  }
  const { leastSeconds, mostSeconds } = share;
  return [leastSeconds === mostSeconds ? `${mostSeconds} s` : `${leastSeconds} to ${mostSeconds} s`];
}
