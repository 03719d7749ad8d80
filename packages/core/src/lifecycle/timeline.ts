import type { ContainerRole } from '../workload/container-role.ts';

export type PodPhase = 'Pending' | 'Running' | 'Succeeded' | 'Failed' | 'Unknown';
export type ProbeType = 'startup' | 'readiness' | 'liveness';
export type TerminationCause = 'deletion' | 'eviction' | 'nodeShutdown' | 'deadline' | 'finished';

interface At<Event extends string> {
  /** Seconds since the sandbox was ready; with the reaction times of a node the earliest. */
  readonly atSeconds: number;
  /**
   * The latest, with the reaction times of a node; `null` where a late node never comes to it, or the other way
   * round. Absent in the ideal profile.
   */
  readonly latestAtSeconds?: number | null;
  readonly event: Event;
}

interface OfContainer<Event extends string> extends At<Event> {
  readonly container: string;
  /** How often this container was started before in this run: 0, 1, … */
  readonly instance: number;
}

interface MaybeOfContainer<Event extends string> extends At<Event> {
  readonly container?: string;
  readonly instance?: number;
}

/** The closed list of what a timeline can say. Entries of one instant keep cause before effect. */
export type TimelineEvent =
  | OfContainer<'Started'>
  | (OfContainer<'Exited'> & { readonly exitCode: number })
  | OfContainer<'PostStartStarted'>
  | (OfContainer<'PostStartFinished'> & { readonly outcome: 'ok' | 'failed' })
  | OfContainer<'PreStopStarted'>
  | (OfContainer<'PreStopFinished'> & { readonly outcome: 'ok' | 'failed' | 'cutOff' })
  | (OfContainer<'SignalSent'> & { readonly signal: string; readonly graceSeconds: number })
  | OfContainer<'Killed'>
  | (OfContainer<'ProbeResult'> & { readonly probe: ProbeType; readonly result: 'Success' | 'Failure' })
  | (MaybeOfContainer<'KubernetesEvent'> & {
      readonly type: 'Normal' | 'Warning';
      readonly reason: string;
      readonly message: string;
    })
  | (At<'PodStatus'> & {
      readonly phase: PodPhase;
      readonly ready: string;
      readonly status: string;
      readonly conditions: Readonly<Record<string, boolean>>;
    })
  | (At<'DeleteRequested'> & { readonly graceSeconds: number })
  | (At<'TerminationStarted'> & { readonly graceSeconds: number; readonly cause: TerminationCause })
  | OfContainer<'Removed'>
  | (At<'Rejected'> & { readonly reason: string; readonly message: string })
  | (At<'JobStatus'> & { readonly status: string; readonly reason: string })
  | At<'CompletionKill'>
  | At<'SandboxLost'>
  | At<'SandboxCreated'>
  | (At<'PodFinished'> & { readonly phase: PodPhase; readonly ready: string; readonly status: string });

export type TimelineEventName = TimelineEvent['event'];

export interface ContainerOutcome {
  readonly name: string;
  readonly role: ContainerRole | 'ephemeral';
  readonly restartCount: number;
  readonly state: 'waiting' | 'running' | 'terminated';
  readonly exitCode: number | null;
  readonly reason: string | null;
}

/** The Pod at the end of a run. */
export interface PodOutcome {
  readonly phase: PodPhase;
  readonly ready: string;
  readonly status: string;
  readonly reason: string | null;
  /** `status.message`. */
  readonly message: string | null;
  readonly initializedAtSeconds: number | null;
  readonly readyAtSeconds: number | null;
  readonly finishedAtSeconds: number | null;
  readonly containers: readonly ContainerOutcome[];
}

/** `ideal`: the kubelet without its reaction times. `node`: with those of a real one, as ranges. */
export type Timing = 'ideal' | 'node';

/** The latest of a Pod's milestones; `null` where they may never come. */
export interface LatestMilestones {
  readonly initializedAtSeconds: number | null;
  readonly readyAtSeconds: number | null;
  readonly finishedAtSeconds: number | null;
}

/** One simulated run of a Pod. */
export interface Run {
  readonly timing: Timing;
  /** With the reaction times of a node: when the latest node has come to what `pod` says of the earliest. */
  readonly latest?: LatestMilestones;
  readonly timeline: readonly TimelineEvent[];
  readonly pod: PodOutcome;
  /** What of the Pod is not modelled and was left out of the run, in words. */
  readonly notModelled: readonly string[];
}
