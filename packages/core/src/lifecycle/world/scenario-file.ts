import type { PodPhase } from '../timeline.ts';

type Optional<Shape> = { readonly [Key in keyof Shape]?: Shape[Key] | undefined };

export type HookFile = Optional<{ takes: string; exitCode: number }>;
export type ProbeFile = Optional<{
  succeedsAfter: string;
  fails: readonly Optional<{ from: string; to: string }>[];
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
export type ContainerFile = BehaviourFile & Optional<{ runs: readonly RunFile[] }>;

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
    kubelet: Optional<{ crashLoopBackOff: Optional<{ maxContainerRestartPeriod: string }> }>;
    containers: Readonly<Record<string, ContainerFile>>;
    expect: Optional<{ phase: PodPhase; readyWithin: string; finishedWithin: string }>;
  }>;
}>;
