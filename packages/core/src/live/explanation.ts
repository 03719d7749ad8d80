import type { Source } from '../finding.ts';
import type { PodPhase } from '../lifecycle/timeline.ts';
import type { ContainerRole } from '../workload/container-role.ts';

/** What a moment is to the sentence it belongs to; `notBefore` is the earliest it can come. */
export type MomentIs = 'at' | 'since' | 'about' | 'until' | 'notBefore';

/** One sentence about a Pod, with the numbered facts it rests on. */
export interface Statement {
  readonly says: string;
  /** Rule ids: `L-020`. */
  readonly rules: readonly string[];
  /** The moment it speaks of, as RFC 3339, and how. */
  readonly at?: string;
  readonly atIs?: MomentIs;
}

/**
 * What is to be expected. `settled`: it waits for nothing. `waits`: something goes on that ends by itself as it stands.
 * `stuck`: it fails again and again, or cannot go on until somebody changes something. `failed`: it is over, and failed.
 */
export type Outlook = 'settled' | 'waits' | 'stuck' | 'failed';

/** What a Pod can wait for. */
export type Wait =
  | 'nothing'
  | 'schedulingGates'
  | 'scheduler'
  | 'kubelet'
  | 'sandbox'
  | 'start'
  | 'image'
  | 'configuration'
  | 'completion'
  | 'startupProbe'
  | 'restart'
  | 'restartOfAll'
  | 'readiness'
  | 'readinessGate'
  | 'node'
  | 'sidecars'
  | 'stop'
  | 'finalizers';

/** What comes next, on one condition. */
export interface Outcome extends Statement {
  /** The condition, as in `if it exits with 0`; empty where there is none. */
  readonly when: string;
  /** Containers that are then started, in this order. */
  readonly starts: readonly string[];
}

/** A command that shows more. */
export interface LookFurther {
  readonly command: string;
  readonly says: string;
}

/** How a container ended. */
export interface Ending {
  readonly exitCode: number;
  readonly reason: string;
  readonly finishedAt: string | null;
}

export interface ContainerExplanation {
  readonly name: string;
  /** `initContainers[1]`, `containers[0]`, `ephemeralContainers[0]`. */
  readonly path: string;
  readonly role: ContainerRole | 'ephemeral';
  /** As the status has it; `absent` where it says nothing of the container. */
  readonly state: 'waiting' | 'running' | 'terminated' | 'absent';
  readonly reason: string | null;
  readonly exitCode: number | null;
  /** Since when it runs, or when its last instance ended; `null` where the status does not tell. */
  readonly since: string | null;
  readonly started: boolean;
  readonly ready: boolean;
  readonly restartCount: number;
  /** The last instance that ended, where it is another than the one shown. */
  readonly last: Ending | null;
  /** Whether the Pod waits for it. */
  readonly blocks: boolean;
  /** What its state means. */
  readonly says: string;
}

/** An Event of the input that is about this Pod. */
export interface SeenEvent {
  readonly type: string;
  readonly reason: string;
  readonly message: string;
  /** The name of a container; `null` where it is about the Pod. */
  readonly container: string | null;
  readonly count: number;
  readonly lastSeen: string | null;
}

/** A live Pod, explained. */
export interface PodExplanation {
  readonly source: Source;
  readonly node: string | null;
  /** `Job/nightly`: who made it, and would make another. */
  readonly owner: string | null;
  readonly phase: PodPhase;
  /** kubectl's columns. */
  readonly ready: string;
  readonly status: string;
  readonly restarts: number;
  readonly outlook: Outlook;
  readonly waitsFor: Wait;
  /** While it is stopped: who gets SIGTERM together, first to last. Empty otherwise. */
  readonly stopOrder: readonly (readonly string[])[];
  /** Containers it waits for. */
  readonly containersWaitedFor: readonly string[];
  readonly headline: Statement;
  readonly because: readonly Statement[];
  readonly containers: readonly ContainerExplanation[];
  readonly next: readonly Outcome[];
  /** What the status cannot tell. */
  readonly unknown: readonly Statement[];
  readonly events: readonly SeenEvent[];
  readonly lookFurther: readonly LookFurther[];
}
