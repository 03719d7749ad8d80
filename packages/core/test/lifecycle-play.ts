import type { PodSpec } from '../src/kubernetes/api-types.gen.ts';
import { type Release, releaseOf } from '../src/kubernetes/release.ts';
import type { KubernetesVersion } from '../src/kubernetes/version.ts';
import type { Lateness } from '../src/lifecycle/kubelet/reactions.ts';
import { type SimulateInput, simulate, simulateNode } from '../src/lifecycle/simulate.ts';
import type { Run, Timing } from '../src/lifecycle/timeline.ts';
import { defaultScenario, NO_INTERVENTION } from '../src/lifecycle/world/default-scenario.ts';
import type { Defect, Intervention, RunScript, Scenario } from '../src/lifecycle/world/scenario.ts';
import { itemsByTime, readFixture } from './lifecycle-notation.ts';

export interface Asked {
  readonly at?: KubernetesVersion;
  readonly gates?: Readonly<Record<string, boolean>>;
  readonly kubelet?: Pick<Release, 'on'>;
  readonly untilSeconds?: number;
  readonly timing?: Timing;
  /** On one node, as late as it is. */
  readonly late?: Lateness;
  readonly spec?: Partial<PodSpec>;
  readonly pod?: Partial<Scenario['pod']>;
  /** What is done to containers from outside, by name. */
  readonly done?: Readonly<Record<string, Partial<Intervention>>>;
  readonly defects?: readonly Defect[];
  /** By container name, on top of what its notation says of every run. */
  readonly runs?: Readonly<Record<string, Partial<RunScript>>>;
}

/** Plays a Pod of the notation of testdata/scenarios.yaml, in 1.36 for a minute unless asked otherwise. */
export function play(notation: string, asked: Asked = {}): Run {
  const { spec: read, scenario, job } = readFixture(notation, []);
  const spec = { ...read, ...asked.spec };
  const release = releaseOf(asked.at ?? '1.36', asked.gates ?? {});
  const containers = new Map(
    [...defaultScenario({ spec }).containers].map(([name, runs]) => [
      name,
      (scenario.containers.get(name) ?? runs).map((run) => ({ ...run, ...asked.runs?.[name] })),
    ]),
  );
  const interventions = new Map(
    Object.entries(asked.done ?? {}).map(([name, done]) => [name, { ...NO_INTERVENTION, ...done }]),
  );
  const kubeletScript = { ...scenario.kubelet, defects: asked.defects ?? [] };
  const pod = { ...scenario.pod, ...asked.pod };
  const input: SimulateInput = {
    pod: { metadata: { name: 'p', uid: 'u' }, spec },
    scenario: {
      ...scenario,
      until: (asked.untilSeconds ?? 60) * 1000,
      pod,
      containers,
      interventions,
      kubelet: kubeletScript,
    },
    release,
    kubelet: asked.kubelet ?? release,
    timing: asked.timing ?? 'ideal',
    ...(job && { job }),
  };
  return asked.late === undefined ? simulate(input) : simulateNode(input, asked.late);
}

/** Lines `seconds | item | item` in the notation, of the items that match. */
export const lines = ({ timeline }: Run, pattern: RegExp): readonly string[] =>
  [...itemsByTime(timeline)].flatMap(([time, all]) => {
    const each = all.filter((item) => pattern.test(item));
    return each.length === 0 ? [] : [[time, ...each].join(' | ')];
  });

/** `seconds Type Reason container: message` of the Event objects whose line matches. */
export const eventTexts = ({ timeline }: Run, pattern: RegExp = /./): readonly string[] =>
  timeline
    .flatMap((entry) =>
      entry.event === 'KubernetesEvent'
        ? [`${entry.atSeconds} ${entry.type} ${entry.reason} ${entry.container ?? 'Pod'}: ${entry.message}`]
        : [],
    )
    .filter((line) => pattern.test(line));
