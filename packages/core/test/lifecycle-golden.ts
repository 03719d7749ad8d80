import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { kubeletReleaseOf } from '../src/kubernetes/kubelet-release.ts';
import { type Release, releaseOf } from '../src/kubernetes/release.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../src/kubernetes/version.ts';
import { simulate } from '../src/lifecycle/simulate.ts';
import type { Run } from '../src/lifecycle/timeline.ts';
import type { Defect } from '../src/lifecycle/world/scenario.ts';
import { itemsByTime, readFixture } from './lifecycle-notation.ts';

export interface Golden {
  readonly id: string;
  readonly title: string;
  readonly versions: string;
  readonly pod: string;
  readonly timeline: readonly string[];
  readonly final: string;
}

interface Correction {
  readonly id: string;
  readonly versions: string;
  readonly from?: string;
  readonly to?: string;
  /** All lines, where they are others. */
  readonly timeline?: readonly string[];
}

const testdata = (name: string): unknown =>
  load(readFileSync(new URL(`../src/lifecycle/testdata/${name}`, import.meta.url), 'utf8'));

export const GOLDEN = testdata('scenarios.yaml') as readonly Golden[];
export const MORE = testdata('more-scenarios.yaml') as readonly Golden[];

interface SingleRule {
  readonly id: string;
  readonly rule: string;
  readonly versions: string;
  readonly pod: string;
  readonly defects?: readonly Defect[];
}

/** Pods that vary a scenario or check one rule; what is expected of them is what a real kubelet did. */
export const SINGLE_RULES = testdata('single-rules.yaml') as readonly SingleRule[];

const CORRECTIONS = testdata('corrections.yaml') as readonly Correction[];

const minor = (version: string): number => Number(version.slice(2));

/** `>=1.29 (…)`, `1.29-1.36 (…)`, `<=1.32`, `1.28+gate`, `all`. */
export function holdsAt(versions: string, version: string): boolean {
  const at = minor(version);
  const [, from, to] = /^(1\.\d+)-(1\.\d+)/.exec(versions) ?? [];
  if (from !== undefined && to !== undefined) return minor(from) <= at && at <= minor(to);
  const [, sign, bound = ''] = /^(>=|<=)(1\.\d+)/.exec(versions) ?? [];
  if (sign === '<=') return at <= minor(bound);
  if (sign === '>=') return at >= minor(bound) || versions.includes('or any version');
  return versions.startsWith('1.28+gate') ? at === 28 : true;
}

/** Gates that a scenario's `versions` ask for in words. */
export const GATES: Readonly<Record<string, readonly [gate: string, from: number, to: number]>> = {
  S28: ['ReduceDefaultCrashLoopBackOffDecay', 33, 37],
  S29: ['KubeletCrashLoopBackOffMax', 32, 34],
  S59: ['RestartAllContainersOnContainerExits', 35, 35],
  S61: ['ContainerRestartRules', 34, 34],
};

export interface Setting {
  readonly version: KubernetesVersion;
  readonly release: Release;
  readonly kubelet: Pick<Release, 'on'>;
}

export function settingsOf({ id, versions }: Golden): readonly Setting[] {
  if (id === 'S55') {
    const release = releaseOf('1.30');
    return [{ version: '1.30', release, kubelet: kubeletReleaseOf('1.27') }];
  }
  if (id === 'S56') {
    return (['1.28', '1.30', '1.32'] as const).map((version) => ({
      version,
      release: releaseOf('1.32'),
      kubelet: releaseOf(version, { SidecarContainers: false }),
    }));
  }
  return KUBERNETES_VERSIONS.filter((version) => holds(id, versions, version)).map((version) => {
    const [gate, from = 0, to = 0] = GATES[id] ?? [];
    const asked = gate !== undefined && from <= minor(version) && minor(version) <= to;
    const release = releaseOf(version, {
      ...(version === '1.28' && { SidecarContainers: true }),
      ...(asked && { [gate]: true }),
    });
    return { version, release, kubelet: release };
  });
}

function holds(id: string, versions: string, version: KubernetesVersion): boolean {
  const [, from] = GATES[id] ?? [];
  return holdsAt(versions, version) || (from !== undefined && minor(version) >= from);
}

export function runGolden(
  golden: Golden,
  { version, release, kubelet }: Setting,
  untilSeconds: number | null = null,
): Run {
  const { id, pod, timeline } = golden;
  const { spec, scenario, job } = readFixture(pod, timeline);
  const times = linesAt(golden, version).map((line) => Number.parseFloat(line));
  const maxContainerRestartPeriod = id === 'S29' ? 20_000 : null;
  return simulate({
    pod: { metadata: { name: id.toLowerCase() }, spec },
    scenario: {
      ...scenario,
      until: (untilSeconds ?? Math.max(...times)) * 1000,
      kubelet: { ...scenario.kubelet, maxContainerRestartPeriod },
    },
    release,
    kubelet,
    ...(job && { job }),
  });
}

function linesAt(golden: Golden, version: KubernetesVersion): readonly string[] {
  const corrections = CORRECTIONS.filter(
    ({ id, versions }) => id === golden.id && holdsAt(versions, version),
  );
  const whole = corrections.find(({ timeline }) => timeline !== undefined)?.timeline;
  return (whole ?? golden.timeline).map((line) =>
    corrections.reduce(
      (text, { from = '', to = '' }) => (from === '' ? text : text.replaceAll(from, to)),
      line,
    ),
  );
}

/** The lines of a scenario as they hold for a release: corrected, and in the words of `itemsByTime`. */
export function expectedItems(golden: Golden, { version, release }: Setting): Map<number, string[]> {
  const lines = linesAt(golden, version);
  const deleted = lines.some((line) => line.includes('DELETE'));
  const printsTerminating = deleted && !release.on.printsOutcomeOfDeletedPod;
  const byTime = new Map<number, string[]>();
  for (const line of lines) {
    const [time = '', ...items] = line.split(' | ');
    const read = items
      .flatMap(readItem)
      .map((item) =>
        printsTerminating ? item.replace(/^(FINAL \w+ \d+\/\d+) .*$/, '$1 Terminating') : item,
      );
    const at = Number.parseFloat(time);
    byTime.set(at, [...(byTime.get(at) ?? []), ...read]);
  }
  return byTime;
}

/** Prose of the notation becomes what the simulator says, or nothing where it says nothing of its own. */
function readItem(item: string): readonly string[] {
  const text = item.replace(/^any sync: /, '').replace(/ \((restartCount|0\/1 when|Warning).*$/, '');
  if (/^(condition |NodeShutdown|pod phase|KILLPOD recreate|second attempt)/.test(text)) return [];
  if (text === 'DEADLINE') return ['EV DeadlineExceeded'];
  if (text.startsWith('Evicted')) return ['EV Evicted'];
  if (text.startsWith('job controller')) {
    return [text.includes('FailJob') ? 'JOB Failed PodFailurePolicy' : 'JOB Failed BackoffLimitExceeded'];
  }
  if (text.startsWith('EV Failed ') || text.startsWith('EV BackOff')) {
    return [text.split(' ').slice(0, 3).join(' ')];
  }
  return [text];
}

/** Kinds that a scenario lists completely. */
const COMPLETE = /^(START|EXIT|TERM |KILL|PRESTOP|POSTSTART|PROBE|KILLPOD|TERMINATING|FINAL|REMOVE|SANDBOX)/;

export interface Difference {
  readonly atSeconds: number;
  readonly expected: readonly string[];
  readonly got: readonly string[];
}

/** Where a run and a scenario differ; items of one instant may come in any order where containers stop together (L-031). */
export function differences(golden: Golden, setting: Setting, run: Run): readonly Difference[] {
  const expected = expectedItems(golden, setting);
  const got = itemsByTime(run.timeline);
  const listsStatus = (expected.get(0) ?? []).some((item) => item.startsWith('ST '));
  const first = Math.min(...expected.keys());
  const times = [...new Set([...expected.keys(), ...got.keys()])].filter((time) => time >= first);
  return times.flatMap((atSeconds) => {
    const want = expected.get(atSeconds) ?? [];
    const have = got.get(atSeconds) ?? [];
    const surplus = have.filter((item) => COMPLETE.test(item) || (listsStatus && item.startsWith('ST ')));
    const agrees = isInOrder(want, have) && surplus.every((item) => want.includes(item));
    return agrees ? [] : [{ atSeconds, expected: want, got: have }];
  });
}

/** In this order, or, where several containers stop at once, each container's own items in theirs. */
function isInOrder(want: readonly string[], have: readonly string[]): boolean {
  let index = -1;
  const asListed = want.every((item) => {
    index = have.indexOf(item, index + 1);
    return index >= 0;
  });
  if (asListed || have.filter((item) => /^(EV Killing|KILL |EXIT )/.test(item)).length < 2) return asListed;
  return want.every((item) => have.includes(item)) && sameOrderPerContainer(want, have);
}

function sameOrderPerContainer(want: readonly string[], have: readonly string[]): boolean {
  const names = new Set(want.flatMap((item) => /\b(\w+)#/.exec(item)?.[1] ?? []));
  return [...names].every((name) => {
    const of = (items: readonly string[]): readonly string[] =>
      items.filter((item) => item.includes(`${name}#`) && want.includes(item));
    return of(want).join() === of(have).join();
  });
}
