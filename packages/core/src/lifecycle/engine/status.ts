import { type Conditions, NO_CONDITIONS } from '../kubelet/conditions.ts';
import type { ContainerStatus } from '../kubelet/container-status.ts';
import type { PodPhase } from '../timeline.ts';

/** The Pod's status as the kubelet holds it; `published` may still have an older phase (L-144). */
export interface Status {
  readonly phase: PodPhase;
  readonly reason: string;
  readonly statuses: readonly ContainerStatus[];
  readonly conditions: Conditions;
  readonly sandboxReady: boolean;
  readonly restartingAll: boolean;
  readonly disrupted: boolean;
}

export const NO_STATUS: Status = {
  phase: 'Pending',
  reason: '',
  statuses: [],
  conditions: NO_CONDITIONS,
  sandboxReady: false,
  restartingAll: false,
  disrupted: false,
};

export const isTerminal = (phase: PodPhase): boolean => phase === 'Succeeded' || phase === 'Failed';
