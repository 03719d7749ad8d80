import type { PodPhase, ProbeType } from '../timeline.ts';

/** Times are milliseconds; `Infinity` is `forever` or `never`. */
export type Milliseconds = number;

export interface HookScript {
  readonly takes: Milliseconds;
  readonly exitCode: number;
}

/** When a probe fails, counted from the start of the instance. Both ends as in the file: `from` in, `to` out. */
export interface ProbeScript {
  readonly succeedsAfter: Milliseconds;
  readonly fails: readonly { readonly from: Milliseconds; readonly to: Milliseconds }[];
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

/** Settings of the node's kubelet. */
export interface KubeletScript {
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
  readonly expect: Expectation;
}
