import type { Release } from '../../kubernetes/release.ts';
import type { BackOffEntry } from '../kubelet/back-off.ts';
import type { ContainerView, InstanceView } from '../kubelet/container-view.ts';
import { type StartMessages, startMessages } from '../kubelet/event-messages.ts';
import type { PullBackOff } from '../kubelet/image-pull.ts';
import type { ContainerPlan, PodPlan } from '../kubelet/pod-plan.ts';
import { type Counter, FRESH_COUNTER, type ProbePlan, type Verdict } from '../kubelet/probe-worker.ts';
import type { ProbeType } from '../timeline.ts';
import { NO_INTERVENTION } from '../world/default-scenario.ts';
import type { Intervention, RunScript, Scenario } from '../world/scenario.ts';
import type { Timer } from './clock.ts';
import type { Signal } from './routine.ts';

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

interface ContainerInput {
  readonly plan: PodPlan;
  readonly scenario: Scenario;
  readonly kubelet: Pick<Release, 'on'>;
}

export function newContainer(plan: ContainerPlan, input: ContainerInput): Container {
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
