import type { PodPhase, ProbeType } from '../timeline.ts';

/** Times are milliseconds; `Infinity` is `forever` or `never`. */
export type Milliseconds = number;

export interface HookScript {
  readonly takes: Milliseconds;
  readonly exitCode: number;
}

/** `from` in, `to` out. */
export interface Stretch {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
}

/** What a probe meets, counted from the start of the instance. */
export interface ProbeScript {
  readonly succeedsAfter: Milliseconds;
  readonly fails: readonly Stretch[];
  /** When an attempt ends in an error rather than a failure. */
  readonly errors: readonly Stretch[];
  /** How long an attempt takes; longer than `timeoutSeconds`, it fails. */
  readonly takes: Milliseconds;
}

export type SigtermScript =
  | { readonly ignored: true }
  | { readonly ignored: false; readonly exitsAfter: Milliseconds; readonly exitCode: number };

/** What one instance of a container does. */
export interface RunScript {
  /** How long its image takes; `fails` where it cannot be pulled. */
  readonly pull: Milliseconds | 'fails';
  readonly for: Milliseconds;
  readonly exitCode: number;
  readonly postStart: HookScript;
  readonly preStop: HookScript;
  readonly probes: Readonly<Record<ProbeType, ProbeScript>>;
  readonly onSigterm: SigtermScript;
}

export interface PodScript {
  readonly deleteAt: Milliseconds | null;
  /** Of that deletion; `null`: the Pod's own. */
  readonly gracePeriodSeconds: number | null;
  readonly evictAt: Milliseconds | null;
  readonly nodeShutdownAt: Milliseconds | null;
  /** What the node gives Pods of this priority; `null`: no less than the Pod's own. */
  readonly nodeShutdownGracePeriodSeconds: number | null;
  readonly sandboxLostAt: Milliseconds | null;
}

/** Why a container cannot be created. */
export const CREATION_FAULTS = [
  'CreateContainerConfigError',
  'PreCreateHookError',
  'CreateContainerError',
] as const;
export type CreationFault = (typeof CREATION_FAULTS)[number];

/** What is done to one container from outside; times count from the start of the Pod. */
export interface Intervention {
  readonly imageChange: { readonly at: Milliseconds; readonly to: string } | null;
  readonly resize: { readonly at: Milliseconds; readonly resources: readonly string[] } | null;
  readonly creation: { readonly fails: CreationFault; readonly until: Milliseconds } | null;
  /** Of an ephemeral container. */
  readonly addedAt: Milliseconds;
}

/** Known defects of some releases (L-290, L-292 with L-294). */
export const DEFECTS = ['refusedSidecarStatus', 'lostProbeWorkers'] as const;
export type Defect = (typeof DEFECTS)[number];

/** Settings of the node's kubelet. */
export interface KubeletScript {
  /** Those that the run shall have, if the release has them. */
  readonly defects: readonly Defect[];
  /** `crashLoopBackOff.maxContainerRestartPeriod`; `null`: the default. */
  readonly maxContainerRestartPeriod: Milliseconds | null;
}

export interface Expectation {
  readonly phase?: PodPhase;
  readonly readyWithin?: Milliseconds;
  readonly finishedWithin?: Milliseconds;
}

/** What a run assumes of the outside world, with every default filled in. */
export interface Scenario {
  readonly until: Milliseconds;
  readonly pod: PodScript;
  readonly kubelet: KubeletScript;
  /** By container name; one entry a start, the last repeats. Never empty. */
  readonly containers: ReadonlyMap<string, readonly RunScript[]>;
  /** By container name; those to which nothing is done are absent. */
  readonly interventions: ReadonlyMap<string, Intervention>;
  readonly expect: Expectation;
}
