import type { ContainerPlan } from './pod-plan.ts';
import type { Verdict } from './probe-worker.ts';

/** One instance as the container runtime lists it. */
export interface InstanceView {
  /** Unique in the run; stands for the container ID. */
  readonly id: number;
  /** The attempt number handed to the runtime: the restart count it reports (L-059). */
  readonly attempt: number;
  readonly state: 'created' | 'running' | 'exited' | 'unknown';
  readonly exitCode: number;
  readonly reason: string;
  readonly finishedAt: number;
  /** Which sandbox it was started in. */
  readonly sandbox: number;
}

/** Cached probe results of the newest instance; absent where there is no such probe or no result. */
export interface ProbeResults {
  readonly startup?: Verdict | 'Unknown';
  readonly readiness?: Verdict | 'Unknown';
  readonly liveness?: Verdict | 'Unknown';
}

/** What a sync sees of one container. */
export interface ContainerView {
  /** Whether each probe has a worker that runs it; absent: all have (L-292). */
  readonly workers?: readonly { readonly plan: { readonly type: string }; readonly isLost: boolean }[];
  readonly plan: ContainerPlan;
  readonly newest: InstanceView | null;
  /** The newest instance that has exited; may be `newest` itself. */
  readonly lastExited: InstanceView | null;
  readonly results: ProbeResults;
  /** What of its spec has changed since the newest instance was started, if that asks for a restart (L-020, L-025). */
  readonly changed: 'definition' | 'resize' | null;
  /** The reason why the last start attempt failed (L-181). */
  readonly failedStart: string | null;
}

export const hasProbe = ({ probes }: ContainerPlan, type: 'startup' | 'readiness' | 'liveness'): boolean =>
  probes.some((probe) => probe.type === type);

export const isUp = (view: ContainerView): boolean => view.newest?.state === 'running';
