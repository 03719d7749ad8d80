import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { defectsOf } from './engine/defects.ts';
import { runPod } from './engine/run-pod.ts';
import type { JobParts } from './kubelet/job.ts';
import { type PodIdentity, planPod } from './kubelet/pod-plan.ts';
import {
  always,
  byChance,
  type Lateness,
  NO_DELAY,
  nodeReactions,
  type Reactions,
} from './kubelet/reactions.ts';
import { withRanges } from './ranges.ts';
import type { Run, Timing } from './timeline.ts';
import type { Scenario } from './world/scenario.ts';

export interface SimulateInput {
  /** The Pod as the API server stored it; names of a template that has none are filled in. */
  readonly pod: {
    readonly metadata?: { readonly name?: string; readonly namespace?: string; readonly uid?: string };
    readonly spec: PodSpec;
  };
  readonly scenario: Scenario;
  /** Of the API server, which also prints kubectl's columns. */
  readonly release: Release;
  /** Of a node that is older; the API server's own if absent. */
  readonly kubelet?: Pick<Release, 'on'>;
  /** With a node's reaction times, as ranges, or without; default `ideal`. */
  readonly timing?: Timing;
  /** Where the Pod belongs to a Job: what of its spec decides (L-210 to L-217). */
  readonly job?: JobParts;
}

const NO_UID = '00000000-0000-0000-0000-000000000000';

/**
 * What the kubelet of the asked release does with a Pod under a scenario, event by event: without its reaction times,
 * or with a node's as ranges. Pure and deterministic.
 *
 * @throws RangeError if the scenario lacks a container of the Pod; `readScenario` and `defaultScenario` never do
 */
export function simulate(input: SimulateInput): Run {
  if (input.timing !== 'node') return runWith(input, NO_DELAY);
  return withRanges(
    simulateNode(input, always(0)),
    LATER_NODES.map((late) => simulateNode(input, late())),
  );
}

/** What a slow node sees late it may see together with what comes next: the latest is not that of the slowest. */
const LATER_NODES: readonly (() => Lateness)[] = [
  ...[0.2, 0.4, 0.6, 0.8, 0.999, 1].map((lateness) => () => always(lateness)),
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((seed) => () => byChance(seed)),
];

/** On one node, as late as it is. */
export const simulateNode = (input: SimulateInput, late: Lateness): Run =>
  runWith(input, nodeReactions(input.kubelet ?? input.release, late));

function runWith(
  { pod, scenario, release, kubelet = release, job }: SimulateInput,
  reactions: Reactions,
): Run {
  return runPod({
    plan: planPod(identityOf(pod), pod.spec, { apiServer: release, kubelet }),
    scenario,
    apiServer: release,
    kubelet,
    job: job ?? null,
    reactions,
    notModelled: notModelled(pod.spec, scenario, kubelet),
  });
}

/** What of a Pod a run leaves out, in words; empty for most Pods. */
function notModelled(spec: PodSpec, scenario: Scenario, kubelet: Pick<Release, 'on'>): readonly string[] {
  const { containers, pod } = scenario;
  const absent = defectsOf(scenario, kubelet).absent.map(
    (defect) => `the defect ${defect}: the kubelet of this release does not have it`,
  );
  const pulls = [...containers.values()].some((runs) => runs.some(({ pull }) => pull !== 0));
  const found: readonly (readonly [boolean, string])[] = [
    [
      (spec.readinessGates ?? []).length > 0,
      'readiness gates: nobody sets their conditions, so the Pod is never Ready',
    ],
    [pulls, 'image sizes and the registry: pull events leave out the size, and say "image not found"'],
    [pod.evictAt !== null, 'the cause of the eviction: its event speaks of memory'],
  ];
  return [...absent, ...found.flatMap(([present, text]) => (present ? [text] : []))];
}

const identityOf = ({ metadata }: SimulateInput['pod']): PodIdentity => ({
  name: metadata?.name ?? 'pod',
  namespace: metadata?.namespace ?? 'default',
  uid: metadata?.uid ?? NO_UID,
});
