import type { Release } from '../../kubernetes/release.ts';
import { type ContainerView, isUp } from './container-view.ts';
import { resizeMessage } from './event-messages.ts';
import { computeInitContainerActions, type Kill, type KillReason } from './init-actions.ts';
import type { ContainerPlan, PodPlan } from './pod-plan.ts';
import { asksForRestartOfAll, shouldRestart } from './restart-decision.ts';

export interface PodView {
  readonly plan: PodPlan;
  readonly containers: readonly ContainerView[];
  /** Whether the current sandbox is usable. */
  readonly sandboxReady: boolean;
  /** Number of the current sandbox: how many there were before. */
  readonly sandboxAttempt: number;
  /** The AllContainersRestarting condition of the status just published (L-066). */
  readonly restartingAll: boolean;
}

export interface PodActions {
  readonly killPod: boolean;
  readonly createSandbox: boolean;
  readonly kills: readonly Kill[];
  readonly initStarts: readonly number[];
  readonly regularStarts: readonly number[];
  /** Instances to kill where they run, and to remove, one by one (L-066). */
  readonly resets: readonly number[];
}

const NONE: readonly number[] = [];

const NOTHING: PodActions = {
  killPod: false,
  createSandbox: false,
  kills: [],
  initStarts: [],
  regularStarts: [],
  resets: [],
};

/** `computePodActions` of the kubelet (L-022 to L-027, L-066). Source: kuberuntime_manager.go. */
export function computePodActions(view: PodView, release: Pick<Release, 'on'>): PodActions {
  if (view.restartingAll) return { ...NOTHING, resets: resetOrder(view, release) };
  if (!view.sandboxReady) return sandboxActions(view);
  const init = computeInitContainerActions(view.plan, seenByInit(view, release), release);
  if (init.killPod) return { ...NOTHING, killPod: true };
  if (!init.initialized) return actions(init.kills, init.starts, []);
  return regularActions(view, init, release);
}

/** Later releases take instances of an earlier sandbox for none (`FindActiveContainerStatusByName`). */
const seenByInit = (
  { containers, sandboxAttempt }: PodView,
  { on }: Pick<Release, 'on'>,
): readonly ContainerView[] =>
  on.initLooksAtCurrentSandbox
    ? containers.map((view) =>
        view.newest === null || view.newest.sandbox === sandboxAttempt ? view : { ...view, newest: null },
      )
    : containers;

/** L-066: those that did not ask for it first, regular containers before init containers. */
function resetOrder({ containers, plan }: PodView, release: Pick<Release, 'on'>): readonly number[] {
  const present = containers.filter(({ newest }) => newest !== null);
  const init = present.filter((view) => view.plan.index < plan.initCount);
  const regular = present.filter((view) => view.plan.index >= plan.initCount);
  const asks = (view: ContainerView): boolean => asksForRestartOfAll(view, release);
  const spares = (view: ContainerView): boolean => !asks(view);
  return [
    ...regular.filter(spares),
    ...init.filter(spares),
    ...regular.filter(asks),
    ...init.filter(asks),
  ].map((view) => view.plan.index);
}

/** L-023 */
function sandboxActions(view: PodView): PodActions {
  const { plan, containers } = view;
  const killPod: PodActions = { ...NOTHING, killPod: true };
  const ran = containers.some(({ newest }) => newest !== null);
  if (plan.restartPolicy === 'Never' && view.sandboxAttempt > 0 && ran) return killPod;
  const regular = containers.slice(plan.initCount);
  const starts = regular.filter((container) => !doneForGood(plan, container));
  if (starts.length === 0 && regular.some(({ newest }) => newest !== null)) return killPod;
  const recreate = { ...killPod, createSandbox: true };
  if (plan.initCount > 0) return { ...recreate, initStarts: [0] };
  return { ...recreate, regularStarts: starts.map((container) => container.plan.index) };
}

function doneForGood(pod: PodPlan, { plan, newest }: ContainerView): boolean {
  const policy = plan.restartPolicy ?? pod.restartPolicy;
  return policy === 'OnFailure' && newest?.state === 'exited' && newest.exitCode === 0;
}

/** L-025, L-026 */
function regularActions(
  { plan, containers }: PodView,
  init: { readonly kills: readonly Kill[]; readonly starts: readonly number[] },
  release: Pick<Release, 'on'>,
): PodActions {
  const kills: Kill[] = init.kills.length === 0 ? [] : [...init.kills];
  const regularStarts: number[] = [];
  let kept = 0;
  for (let index = plan.initCount; index < containers.length; index++) {
    const view = containers[index] as ContainerView;
    if (!isUp(view)) {
      if (shouldRestart(plan, view, release)) regularStarts.push(index);
      continue;
    }
    const kill = killOf(plan, view);
    if (kill === null) {
      kept++;
      continue;
    }
    if (kill.restarts) regularStarts.push(index);
    kills.push({ container: index, reason: kill.reason, message: kill.message });
  }
  if (kept === 0 && regularStarts.length === 0) return { ...NOTHING, killPod: true };
  return actions(kills, init.starts, regularStarts);
}

const actions = (
  kills: readonly Kill[],
  initStarts: readonly number[],
  regularStarts: readonly number[],
): PodActions => ({ killPod: false, createSandbox: false, kills, initStarts, regularStarts, resets: NONE });

interface RegularKill {
  readonly reason: KillReason;
  readonly message: string;
  readonly restarts: boolean;
}

/** A changed image (whatever the policy), a failed probe, a resize that asks for a restart: in this order (L-025). */
function killOf(pod: PodPlan, view: ContainerView): RegularKill | null {
  const { name } = view.plan;
  if (view.changed === 'definition') {
    const message = `Container ${name} definition changed, will be restarted`;
    return { reason: 'other', message, restarts: true };
  }
  const reason = failedProbe(view);
  if (reason !== null) {
    const restarts = restartsAfterProbe(pod, view.plan);
    return { reason, message: probeMessage(name, reason, restarts), restarts };
  }
  if (view.changed === 'resize') return { reason: 'other', message: resizeMessage(name), restarts: true };
  return null;
}

const failedProbe = ({ results }: ContainerView): KillReason | null =>
  results.liveness === 'Failure' ? 'livenessProbe' : results.startup === 'Failure' ? 'startupProbe' : null;

/** L-065: rules are not asked, since the container has not exited. */
const restartsAfterProbe = (pod: PodPlan, container: ContainerPlan): boolean =>
  (container.restartPolicy ?? pod.restartPolicy) !== 'Never';

/** L-091 */
const probeMessage = (name: string, reason: KillReason, restart: boolean): string =>
  `Container ${name} failed ${reason === 'startupProbe' ? 'startup' : 'liveness'} probe${
    restart ? ', will be restarted' : ''
  }`;
