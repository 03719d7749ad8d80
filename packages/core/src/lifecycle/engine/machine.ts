import type { Release } from '../../kubernetes/release.ts';
import type { Rejection } from '../kubelet/admission.ts';
import type { BackOffEntry, BackOffLimits } from '../kubelet/back-off.ts';
import { type Conditions, NO_CONDITIONS } from '../kubelet/conditions.ts';
import type { ContainerStatus } from '../kubelet/container-status.ts';
import type { ContainerView, InstanceView } from '../kubelet/container-view.ts';
import { type StartMessages, startMessages } from '../kubelet/event-messages.ts';
import type { PullBackOff } from '../kubelet/image-pull.ts';
import type { JobParts } from '../kubelet/job.ts';
import type { ContainerPlan, PodPlan } from '../kubelet/pod-plan.ts';
import { type Counter, FRESH_COUNTER, type ProbePlan, type Verdict } from '../kubelet/probe-worker.ts';
import type { Reactions } from '../kubelet/reactions.ts';
import type { PodPhase, ProbeType, TerminationCause, TimelineEvent } from '../timeline.ts';
import { NO_INTERVENTION } from '../world/default-scenario.ts';
import type { Defect, Intervention, RunScript, Scenario } from '../world/scenario.ts';
import { type Clock, newClock, type Timer } from './clock.ts';
import { defectsOf } from './defects.ts';
import { newSignal, type Routine, type Signal } from './routine.ts';

/** A started container. */
export interface Instance extends InstanceView {
  state: 'running' | 'exited';
  exitCode: number;
  reason: string;
  finishedAt: number;
  readonly container: Container;
  /** How often the container was started before in this run. */
  readonly number: number;
  readonly startedAt: number;
  readonly run: RunScript;
  readonly gone: Signal;
  readonly exits: Timer[];
}

export interface ProbeWorker {
  readonly plan: ProbePlan;
  anchor: number;
  counter: Counter;
  /** The instance it has seen in a published status. */
  instance: Instance | null;
  /** Whether that status had `started`. */
  started: boolean;
  timer: Timer | null;
  extra: Timer | null;
  /** It has ended, and no sync has made another yet (L-292). */
  isLost: boolean;
}

export interface Container extends ContainerView {
  readonly plan: ContainerPlan;
  readonly runs: readonly RunScript[];
  newest: Instance | null;
  lastExited: Instance | null;
  results: Partial<Record<ProbeType, Verdict | 'Unknown'>>;
  failedStart: string | null;
  changed: 'definition' | 'resize' | null;
  /** As the spec has it now. */
  image: string;
  readonly intervention: Intervention;
  starts: number;
  backOff: BackOffEntry | null;
  pullBackOff: PullBackOff | null;
  readonly workers: readonly ProbeWorker[];
  /** What the kubelet writes at every start of it. */
  messages: StartMessages;
}

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

export interface StopRequest {
  readonly cause: TerminationCause;
  /** Everything that was asked for; the smallest counts (L-141). */
  readonly graces: (number | null)[];
  /** What the API said of the containers then (L-145). */
  readonly known: readonly ContainerStatus[];
}

/**
 * One step of the Pod's worker; `null` if it is done at once. It closes over nothing: V8 keeps what a machine with a closure
 * of its own holds through many collections, which costs a third of the speed.
 */
type Work = (machine: Machine, stopping: StopRequest | null) => Routine | null;

/** All that changes while a Pod is simulated. */
export interface Machine {
  readonly clock: Clock;
  readonly plan: PodPlan;
  readonly apiServer: Release;
  readonly kubelet: Pick<Release, 'on'>;
  readonly scenario: Scenario;
  readonly job: JobParts | null;
  readonly limits: BackOffLimits;
  readonly reactions: Reactions;
  readonly work: Work;
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

export const NO_STATUS: Status = {
  phase: 'Pending',
  reason: '',
  statuses: [],
  conditions: NO_CONDITIONS,
  sandboxReady: false,
  restartingAll: false,
  disrupted: false,
};

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

function newContainer(plan: ContainerPlan, input: MachineInput): Container {
  const runs = input.scenario.containers.get(plan.name);
  if (runs === undefined || runs.length === 0) {
    throw new RangeError(`The scenario has no run for container "${plan.name}"`);
  }
  return {
    plan,
    runs,
    newest: null,
    lastExited: null,
    results: {},
    failedStart: null,
    changed: null,
    image: plan.image,
    intervention: input.scenario.interventions.get(plan.name) ?? NO_INTERVENTION,
    starts: 0,
    backOff: null,
    pullBackOff: null,
    messages: startMessages(plan, input.plan, input.kubelet),
    workers: plan.probes.map((probe) => ({
      plan: probe,
      anchor: 0,
      counter: FRESH_COUNTER,
      instance: null,
      started: false,
      timer: null,
      extra: null,
      isLost: false,
    })),
  };
}

export const runOf = ({ runs, starts }: Container): RunScript =>
  runs[Math.min(starts, runs.length - 1)] as RunScript;

export const isRunning = ({ newest }: Container): boolean => newest?.state === 'running';

export const isTerminal = (phase: PodPhase): boolean => phase === 'Succeeded' || phase === 'Failed';

export function newInstance(machine: Machine, container: Container, attempt: number): Instance {
  return {
    id: machine.nextId++,
    attempt,
    state: 'running',
    exitCode: 0,
    reason: '',
    finishedAt: 0,
    sandbox: machine.sandboxes,
    container,
    number: container.starts,
    startedAt: machine.clock.now,
    run: runOf(container),
    gone: newSignal(),
    exits: [],
  };
}
