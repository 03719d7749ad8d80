import type {
  KubernetesVersion,
  PodResources,
  ShutdownBudget,
  StartupBudget,
  WorkloadResources,
} from '@outrider/core';
import type { Outline, TextOptions } from '@outrider/report';
import type { IConstruct } from 'constructs';
import { reports, wholeCore } from './lazily.ts';
import { type Modelled, modelOf } from './model.ts';
import { workloadsIn } from './pod-path.ts';

/** What the manifest alone says of a workload's Pod. As a text (`String(explanation)`) it is for people. */
export interface Explanation {
  readonly kind: string;
  readonly name: string;
  readonly kubernetesVersion: KubernetesVersion;
  /** Names of the containers in the order in which they start. */
  readonly startOrder: readonly string[];
  /** Names of those that are told to stop together, first to last. */
  readonly stopOrder: readonly (readonly string[])[];
  /** How long until the regular containers start, and who decides. */
  readonly startup: StartupBudget;
  /** How long stopping takes at most, and who gets how much of it. */
  readonly shutdown: ShutdownBudget;
  /** Effective requests and limits, QoS class, and why. */
  readonly resources: PodResources;
  toString(): string;
}

/** Explains every workload in a construct: one of cdk8s-plus, an `Include`, a chart, a whole app. */
export const explain = (scope: IConstruct): readonly Explanation[] =>
  workloadsIn(scope).map((object) => explanationOf(modelOf(object)));

export function explanationOf({ workload, release }: Modelled): Explanation {
  const { startupBudget, shutdownBudget, workloadResources, containersOf } = wholeCore();
  const { source, pod } = workload;
  const resources: WorkloadResources = workloadResources(workload, release);
  const outline: Outline = {
    source,
    release,
    start: startupBudget(pod.spec),
    stop: shutdownBudget(pod.spec, release),
    resources,
  };
  return {
    kind: source.kind,
    name: source.name,
    kubernetesVersion: release.version,
    startOrder: containersOf(pod.spec).map(({ container }) => container.name ?? ''),
    stopOrder: outline.stop.stopOrder,
    startup: outline.start,
    shutdown: outline.stop,
    resources: resources.pod,
    toString: () => reports().outlineText(outline, inText()),
  };
}

/** Where nobody says how wide the place is, and whether it has colours. */
export const inText = (): TextOptions => ({ paint: reports().plain, width: 100 });
