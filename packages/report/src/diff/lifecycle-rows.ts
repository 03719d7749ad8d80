import type {
  KubernetesVersion,
  LifecycleSummary,
  StartGate,
  TimeLeft,
  TimeLeftDelta,
  WorkloadDiff,
} from '@outrider/core';
import { KUBERNETES_VERSIONS } from '@outrider/core';
import { isSameWords, NOTHING, type Row, row } from './row.ts';
import { signedNumber } from './signed.ts';
import { name, type Words } from './words.ts';

/** How the Pod starts and stops, and where it works at all, as far as it changes. */
export function lifecycleRows({ lifecycle, oldestVersion }: WorkloadDiff): readonly Row[] {
  const { before, after } = lifecycle;
  if (after === null || (before === null && after.start.gates.length === 0)) return [];
  const changed: Words = [before === null ? 'new' : 'changed'];
  return [
    row(['Gates before regular containers'], gatesWords(before), gatesWords(after), gatesChange(lifecycle)),
    row(['Regular containers start after'], startWords(before), startWords(after), startChange(lifecycle)),
    row(['Stop order'], stopWords(before), stopWords(after), changed),
    row(['Grace period'], graceWords(before), graceWords(after), graceChange(lifecycle)),
    ...timeRows(lifecycle),
    ...(before === null ? [] : [versionRow(oldestVersion)]),
  ].filter((one) => !isSameWords(one.before, one.after));
}

/** `envoy` (≤ 30 s), `migrate` (no limit). */
function gatesWords(side: LifecycleSummary | null): Words {
  if (side === null) return NOTHING;
  if (side.start.gates.length === 0) return ['none'];
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
  return worstSeconds === null ? ['no limit'] : [span(bestSeconds, worstSeconds)];
}

/** `2 to 20 s`. */
const span = (least: number, most: number): string =>
  least === most ? `${most} s` : `${least} to ${most} s`;

function startChange({ delta }: WorkloadDiff['lifecycle']): Words {
  if (delta === undefined) return ['new'];
  const seconds = delta.startWorstSeconds;
  return [seconds === null ? 'changed' : seconds === 0 ? '0 s' : `${signedNumber(seconds)} s`];
}

/** `app` + `envoy`; `app`, then `envoy`. */
export function stopWords(side: LifecycleSummary | null): Words {
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

/** Between SIGTERM and SIGKILL: of each sidecar, and of others where more than the grace period changes it. */
function timeRows({ before, after, delta }: WorkloadDiff['lifecycle']): readonly Row[] {
  const olds = new Map(before?.timeLeft.map((time) => [time.container, time]));
  return (after?.timeLeft ?? []).flatMap((now): readonly Row[] => {
    const old = olds.get(now.container);
    const isSidecar = now.role === 'sidecar' || old?.role === 'sidecar';
    if (!isSidecar && (delta === undefined || delta.graceSeconds !== 0)) return [];
    const change = delta?.timeLeft.find(({ container }) => container === now.container);
    const words: Words = change === undefined ? ['new'] : [timeChange(change)];
    return [row(['Time to stop, ', name(now.container)], timeWords(old), timeWords(now), words)];
  });
}

const timeWords = (time: TimeLeft | undefined): Words =>
  time === undefined ? NOTHING : [span(time.leastSeconds, time.mostSeconds)];

/** `−10 to −28 s`: the smaller change first. */
function timeChange({ leastSeconds, mostSeconds }: TimeLeftDelta): string {
  const sorted = [mostSeconds, leastSeconds].toSorted((a, b) => Math.abs(a) - Math.abs(b));
  return `${[...new Set(sorted.map(signedNumber))].join(' to ')} s`;
}

function versionRow({ before, after }: WorkloadDiff['oldestVersion']): Row {
  const change = versionChange(before, after);
  return row(['Oldest Kubernetes it works on'], versionWords(before), versionWords(after), [change]);
}

export function versionChange(before: KubernetesVersion | null, after: KubernetesVersion | null): string {
  if (before === null || after === null) return 'changed';
  return KUBERNETES_VERSIONS.indexOf(after) > KUBERNETES_VERSIONS.indexOf(before) ? 'raised' : 'lowered';
}

/** What came before the oldest that is known here nobody can tell. */
export const versionWords = (version: KubernetesVersion | null): Words => {
  if (version === null) return ['none'];
  return [version === KUBERNETES_VERSIONS[0] ? `${version} or older` : version];
};
