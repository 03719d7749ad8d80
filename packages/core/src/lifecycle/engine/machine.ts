import type { Release } from '../../kubernetes/release.ts';
import type { Rejection } from '../kubelet/admission.ts';
import type { BackOffLimits } from '../kubelet/back-off.ts';
import type { ContainerStatus } from '../kubelet/container-status.ts';
import type { JobParts } from '../kubelet/job.ts';
import type { PodPlan } from '../kubelet/pod-plan.ts';
import type { Reactions } from '../kubelet/reactions.ts';
import type { TerminationCause, TimelineEvent } from '../timeline.ts';
import type { Defect, Scenario } from '../world/scenario.ts';
import { type Clock, newClock, type Timer } from './clock.ts';
import { type Container, newContainer } from './container.ts';
import { defectsOf } from './defects.ts';
import type { Routine } from './routine.ts';
import { NO_STATUS, type Status } from './status.ts';

export interface StopRequest {
  readonly cause: TerminationCause;
  /** Everything that was asked for; the smallest counts (L-141). */
  readonly graces: (number | null)[];
  /** What the API said of the containers when the worker was last told of the Pod (L-145). */
  known: readonly ContainerStatus[];
}

/**
 * One step of the Pod's worker; `null` if it is done at once. It closes over nothing: V8 keeps what a machine with a closure
 * of its own holds through many collections, which costs a third of the speed.
 */
type Work = (machine: Machine, stopping: StopRequest | null) => Routine | null;

/** What a run is about; it does not change. */
export interface MachineInput {
  readonly plan: PodPlan;
  readonly apiServer: Release;
  readonly kubelet: Pick<Release, 'on'>;
  readonly scenario: Scenario;
  readonly job: JobParts | null;
  readonly limits: BackOffLimits;
  readonly reactions: Reactions;
  readonly work: Work;
}

/** All that changes while a Pod is simulated. */
export interface Machine extends MachineInput {
  readonly clock: Clock;
  readonly timeline: TimelineEvent[];
  readonly containers: readonly Container[];
  /** They take no part in any order (L-017). */
  readonly ephemeral: readonly Container[];
  /** Known defects that this run shows (section 9). */
  readonly defects: readonly Defect[];
  readonly pulledImages: Set<string>;
  nextId: number;
  sandboxes: number;
  sandboxReady: boolean;
  cached: Status;
  published: Status;
  printed: { ready: string; status: string } | null;
  /** Texts and objects that many entries share. */
  readonly shownReady: string[];
  readonly shownConditions: Readonly<Record<string, boolean>>[];
  deleted: boolean;
  /** The kubelet has noticed that activeDeadlineSeconds have passed (L-153). */
  pastDeadline: boolean;
  forced: boolean;
  evicted: { readonly reason: string } | null;
  rejection: Rejection | null;
  stopping: StopRequest | null;
  terminating: boolean;
  terminated: boolean;
  finishedAt: number | null;
  initializedAt: number | null;
  readyAt: number | null;
  jobDecided: boolean;
  busy: boolean;
  dirty: boolean;
  queued: boolean;
  /** Another sync is wanted behind the one that waits. */
  again: boolean;
  /** A container has started or ended and no sync has seen it yet. */
  unseen: boolean;
  /** The sync in progress asks for a look at what runs when it ends. */
  looksAgain: boolean;
  /** When the next sync may begin: it waits for a look at the runtime that is newer than the last. */
  syncableAt: number;
  wake: Timer | null;
  /** When the back-offs end that the sync in progress has met, of those that end first. */
  crashUntil: number;
  pullUntil: number;
  /** Whether the sync in progress failed otherwise. */
  failed: boolean;
}

export function newMachine(input: MachineInput): Machine {
  return {
    ...input,
    clock: newClock(),
    timeline: [],
    containers: input.plan.containers.map((plan) => newContainer(plan, input)),
    ephemeral: input.plan.ephemeral.map((plan) => newContainer(plan, input)),
    defects: defectsOf(input.scenario, input.kubelet).shown,
    pulledImages: new Set(),
    nextId: 1,
    sandboxes: 0,
    sandboxReady: false,
    cached: NO_STATUS,
    published: NO_STATUS,
    printed: null,
    shownReady: [],
    shownConditions: [],
    deleted: false,
    pastDeadline: false,
    forced: false,
    evicted: null,
    rejection: null,
    stopping: null,
    terminating: false,
    terminated: false,
    finishedAt: null,
    initializedAt: null,
    readyAt: null,
    jobDecided: false,
    busy: false,
    dirty: false,
    queued: false,
    again: false,
    unseen: false,
    looksAgain: false,
    syncableAt: 0,
    wake: null,
    crashUntil: Infinity,
    pullUntil: Infinity,
    failed: false,
  };
}
