import type { Release } from '../../kubernetes/release.ts';
import { type ContainerView, hasProbe, type InstanceView } from './container-view.ts';
import type { PodPlan } from './pod-plan.ts';
import { shouldRestart } from './restart-decision.ts';

export interface Termination {
  readonly exitCode: number;
  readonly reason: string;
}

/** A container status as the kubelet publishes it, reduced to what decides phase, conditions and columns. */
export interface ContainerStatus {
  readonly state: 'waiting' | 'running' | 'terminated';
  /** Of a waiting or terminated state. */
  readonly reason: string;
  readonly exitCode: number;
  readonly last: Termination | null;
  readonly restartCount: number;
  /** The instance it speaks of; 0 where there is none. */
  readonly id: number;
  readonly started: boolean;
  readonly ready: boolean;
}

/** A status that the prober still completes; nobody else holds it yet. */
export type StatusDraft = { -readonly [Field in keyof ContainerStatus]: ContainerStatus[Field] };

const RESTARTING: Termination = { exitCode: 137, reason: 'RestartingAllContainers' };
export const STATUS_UNKNOWN: Termination = { exitCode: 137, reason: 'ContainerStatusUnknown' };

export interface StatusInput {
  readonly plan: PodPlan;
  readonly containers: readonly ContainerView[];
  readonly old: readonly ContainerStatus[] | null;
  /** RestartAllContainers is under way (L-068). */
  readonly restartingAll: boolean;
  readonly deleted: boolean;
}

/** L-180, L-181, L-186 to L-188. Source: convertToAPIContainerStatuses in kubelet_pods.go. */
export function containerStatuses(input: StatusInput, release: Pick<Release, 'on'>): readonly StatusDraft[] {
  return input.containers.map((view, index) => {
    const old = input.old?.[index] ?? null;
    const status =
      view.newest === null ? vanished(input, old, release) : seen(view, view.newest, old, release);
    return waitingAfterFailedStart(input, view, status, release);
  });
}

/** No instance is left, or there never was one. */
function vanished(
  { plan, restartingAll, deleted }: StatusInput,
  old: ContainerStatus | null,
  { on }: Pick<Release, 'on'>,
): StatusDraft {
  const waiting: StatusDraft = {
    state: 'waiting',
    reason: plan.initCount > 0 ? 'PodInitializing' : 'ContainerCreating',
    exitCode: 0,
    last: old?.last ?? null,
    restartCount: old?.restartCount ?? 0,
    id: 0,
    started: false,
    ready: false,
  };
  if (old === null) return waiting;
  if (on.RestartAllContainersOnContainerExits && restartingAll && old.state !== 'waiting') {
    const restartCount = old.restartCount + 1;
    return { ...waiting, reason: RESTARTING.reason, last: RESTARTING, restartCount, ready: old.ready };
  }
  if (old.state === 'terminated') return { ...old, started: false };
  if (old.state === 'waiting' || old.last !== null) return waiting;
  const restartCount = old.restartCount + (deleted ? 0 : 1);
  return { ...waiting, last: STATUS_UNKNOWN, restartCount };
}

function seen(
  view: ContainerView,
  newest: InstanceView,
  old: ContainerStatus | null,
  { on }: Pick<Release, 'on'>,
): StatusDraft {
  const previous = view.lastExited !== newest ? endOf(view.lastExited) : null;
  const keeps = on.RestartAllContainersOnContainerExits;
  const running = newest.state === 'running';
  return {
    state: running ? 'running' : newest.state === 'exited' ? 'terminated' : 'waiting',
    reason: newest.state === 'exited' ? newest.reason : '',
    exitCode: newest.state === 'exited' ? newest.exitCode : 0,
    last: previous ?? (keeps ? rememberedLast(newest, old) : null),
    restartCount: keeps ? risingCount(newest, old) : newest.attempt,
    id: newest.id,
    started: running && keepsStarted({ on }) && (old?.started ?? false),
    ready: false,
  };
}

const endOf = (ended: Termination | null): Termination | null =>
  ended === null ? null : { exitCode: ended.exitCode, reason: ended.reason };

/** RestartAllContainers removes old instances, so their end is copied from the old status (L-068). */
const rememberedLast = (newest: InstanceView, old: ContainerStatus | null): Termination | null =>
  old === null ? null : old.id !== newest.id && old.state === 'terminated' ? endOf(old) : old.last;

/** The published restart count never falls where RestartAllContainers is on (L-029, section 0.4). */
function risingCount(newest: InstanceView, old: ContainerStatus | null): number {
  if (old === null) return newest.attempt;
  if (newest.state === 'running' && old.state === 'terminated' && old.restartCount >= newest.attempt) {
    return old.restartCount + 1;
  }
  return Math.max(old.restartCount, newest.attempt);
}

/** L-181, L-186, L-187 */
function waitingAfterFailedStart(
  { plan, deleted }: StatusInput,
  view: ContainerView,
  status: StatusDraft,
  release: Pick<Release, 'on'>,
): StatusDraft {
  const { newest, failedStart } = view;
  if (failedStart === null || deleted) return status;
  const init = view.plan.role !== 'regular';
  if (init && newest?.state === 'exited' && newest.exitCode === 0) return status;
  if (!shouldRestart(plan, view, release)) return status;
  const last = status.state === 'terminated' ? endOf(status) : status.last;
  return { ...status, state: 'waiting', reason: failedStart, exitCode: 0, last };
}

/** L-093, L-094: completes the statuses with what the prober knows. Source: prober_manager.go UpdatePodStatus. */
export function withProbeResults(
  drafts: readonly StatusDraft[],
  containers: readonly ContainerView[],
  { on }: Pick<Release, 'on'>,
): readonly ContainerStatus[] {
  drafts.forEach((draft, index) => {
    const view = containers[index] as ContainerView;
    const running = draft.state === 'running';
    if (view.plan.role === 'init') {
      draft.started = running && on.startedOfInitContainers;
      draft.ready ||= draft.state === 'terminated' && draft.exitCode === 0;
    } else {
      draft.started = running && isStarted(view, draft.started);
      draft.ready = draft.started && isReady(view);
    }
  });
  return drafts;
}

/** Until the startup worker has met a new instance, what was known of the one before holds on (L-093). */
const isStarted = (view: ContainerView, kept: boolean): boolean =>
  !isProbed(view, 'startup') ||
  (view.results.startup === undefined ? kept : view.results.startup === 'Success');

/** Whether a running container keeps the `started` of its last status, whatever instance that spoke of (L-093). */
const keepsStarted = ({ on }: Pick<Release, 'on'>): boolean =>
  on.startedIsKept && !on.ChangeContainerStatusOnKubeletRestart;

const isReady = (view: ContainerView): boolean =>
  !isProbed(view, 'readiness') || view.results.readiness === 'Success';

/** A probe whose worker is lost counts as none (L-292). */
const isProbed = ({ plan, workers = [] }: ContainerView, type: 'startup' | 'readiness'): boolean =>
  hasProbe(plan, type) && !workers.some((worker) => worker.isLost && worker.plan.type === type);
