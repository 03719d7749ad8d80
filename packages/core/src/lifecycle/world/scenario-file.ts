import type { PodPhase } from '../timeline.ts';
import type { CreationFault, Defect } from './scenario.ts';

type Optional<Shape> = { readonly [Key in keyof Shape]?: Shape[Key] | undefined };

export type HookFile = Optional<{ takes: string; exitCode: number }>;
export type StretchFile = Optional<{ from: string; to: string }>;
export type ProbeFile = Optional<{
  succeedsAfter: string;
  fails: readonly StretchFile[];
  errors: readonly StretchFile[];
  takes: string;
}>;
export type SigtermFile = Optional<{ ignored: boolean; exitsAfter: string; exitCode: number }>;

/** What may stand at a container, and inside one of its runs for that run alone. */
export type BehaviourFile = Optional<{
  pull: string;
  postStart: HookFile;
  startupProbe: ProbeFile;
  readinessProbe: ProbeFile;
  livenessProbe: ProbeFile;
  preStop: HookFile;
  onSigterm: SigtermFile;
}>;
export type RunFile = BehaviourFile & Optional<{ for: string; exitCode: number }>;
/** What is done to a container from outside. */
export type InterventionFile = Optional<{
  imageChange: { readonly at: string; readonly to: string };
  resize: { readonly at: string; readonly resources?: readonly ('cpu' | 'memory')[] | undefined };
  creation: { readonly fails: CreationFault; readonly until?: string | undefined };
  addedAt: string;
}>;
export type ContainerFile = BehaviourFile & InterventionFile & Optional<{ runs: readonly RunFile[] }>;

/** A scenario file as it is written. */
export type ScenarioFile = Optional<{
  apiVersion: 'outrider.dev/v1alpha1';
  kind: 'Scenario';
  spec: Optional<{
    until: string;
    pod: Optional<{
      deleteAt: string;
      gracePeriodSeconds: number;
      evictAt: string;
      nodeShutdownAt: string;
      nodeShutdownGracePeriodSeconds: number;
      sandboxLostAt: string;
    }>;
    kubelet: Optional<{
      crashLoopBackOff: Optional<{ maxContainerRestartPeriod: string }>;
      defects: readonly Defect[];
    }>;
    containers: Readonly<Record<string, ContainerFile>>;
    expect: Optional<{ phase: PodPhase; readyWithin: string; finishedWithin: string }>;
  }>;
}>;
