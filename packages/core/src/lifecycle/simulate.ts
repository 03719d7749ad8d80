import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { runPod } from './engine/run-pod.ts';
import type { JobParts } from './kubelet/job.ts';
import { type PodIdentity, planPod } from './kubelet/pod-plan.ts';
import { NO_DELAY, nodeReactions, type Reactions } from './kubelet/reactions.ts';
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
    simulateNode(input, 0),
    LATER_NODES.map((lateness) => simulateNode(input, lateness)),
  );
}

/** The slowest node is not late with everything: what it sees late it may see together with what comes next. */
const LATER_NODES: readonly number[] = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.999, 1];

/** On one node; `lateness` 0 is the quickest, 1 the slowest. */
export const simulateNode = (input: SimulateInput, lateness: number): Run =>
  runWith(input, nodeReactions(input.kubelet ?? input.release, lateness));

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
    notModelled: notModelled(pod.spec, scenario),
  });
}

/** What of a Pod a run leaves out, in words; empty for most Pods. */
function notModelled(spec: PodSpec, { containers, pod }: Scenario): readonly string[] {
  const pulls = [...containers.values()].some((runs) => runs.some(({ pull }) => pull !== 0));
  const found: readonly (readonly [boolean, string])[] = [
    [
      (spec.ephemeralContainers ?? []).length > 0,
      'ephemeral containers: they take no part in any order (L-017)',
    ],
    [
      (spec.readinessGates ?? []).length > 0,
      'readiness gates: nobody sets their conditions, so the Pod is never Ready',
    ],
    [pulls, 'image sizes and the registry: pull events leave out the size, and say "image not found"'],
    [pod.evictAt !== null, 'the cause of the eviction: its event speaks of memory'],
  ];
  return found.flatMap(([present, text]) => (present ? [text] : []));
}

const identityOf = ({ metadata }: SimulateInput['pod']): PodIdentity => ({
  name: metadata?.name ?? 'pod',
  namespace: metadata?.namespace ?? 'default',
  uid: metadata?.uid ?? NO_UID,
});
