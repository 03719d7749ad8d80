import { conditionsOf } from '../kubelet/conditions.ts';
import { containerStatuses, withProbeResults } from '../kubelet/container-status.ts';
import { DEADLINE_EXCEEDED } from '../kubelet/event-messages.ts';
import { kubectlColumns } from '../kubelet/kubectl-columns.ts';
import { podPhase } from '../kubelet/phase.ts';
import { asksForRestartOfAll } from '../kubelet/restart-decision.ts';
import type { PodPhase } from '../timeline.ts';
import type { Machine } from './machine.ts';
import { at, podEvent, record } from './record.ts';
import { isTerminal, type Status } from './status.ts';

/** The kubelet's `generateAPIPodStatus`: what it would say of the Pod now. */
export function generateStatus(machine: Machine, stopped: boolean): Status {
  const { plan, containers, kubelet, cached: old } = machine;
  const restarting = wantsRestartOfAll(machine);
  const bare = containerStatuses(
    {
      plan,
      containers,
      old: old.statuses.length === 0 ? null : old.statuses,
      restartingAll: restarting,
      deleted: machine.deleted,
    },
    kubelet,
  );
  const { phase, reason } = phaseAndReason(
    machine,
    podPhase({ plan, statuses: bare, containers, stopped, sandbox: machine.sandboxes }, kubelet),
  );
  const statuses = withProbeResults(bare, containers, kubelet);
  return {
    phase,
    reason,
    statuses,
    conditions: conditionsOf(plan, statuses, phase, old.conditions, kubelet),
    sandboxReady: machine.sandboxReady,
    restartingAll: restarting && !isTerminal(phase) && containers.some(({ newest }) => newest !== null),
    disrupted: old.disrupted,
  };
}

/** L-152, L-153: a terminal phase stays, its reason only while the phase is the same. */
function phaseAndReason(machine: Machine, computed: PodPhase): { phase: PodPhase; reason: string } {
  const { cached: old, plan, clock } = machine;
  if (plan.deadlineSeconds !== null && clock.now >= plan.deadlineSeconds * 1000) {
    if (!machine.pastDeadline) podEvent(machine, 'Normal', 'DeadlineExceeded', DEADLINE_EXCEEDED);
    machine.pastDeadline = true;
    return { phase: 'Failed', reason: 'DeadlineExceeded' };
  }
  const phase = isTerminal(old.phase) && !isTerminal(computed) ? old.phase : computed;
  return { phase, reason: phase === old.phase ? old.reason : '' };
}

/** L-066 */
const wantsRestartOfAll = ({ plan, containers, cached, kubelet }: Machine): boolean =>
  plan.mayRestartAll &&
  kubelet.on.RestartAllContainersOnContainerExits &&
  (cached.restartingAll || containers.some((container) => asksForRestartOfAll(container, kubelet)));

/** Hands a status to the API server, which shows a terminal phase only once all containers are stopped (L-144). */
export function publish(machine: Machine, status: Status): void {
  const { published } = machine;
  machine.cached = status;
  const withheld = isTerminal(status.phase) && !isTerminal(published.phase) && !machine.terminated;
  if (machine.defects.length > 0 && isRefused(machine, status)) return;
  machine.published = withheld
    ? { ...status, phase: published.phase, reason: published.reason, disrupted: false }
    : status;
  show(machine, published);
}

/**
 * L-290: an API server that lets no container of a Pod that is not always restarted leave the terminated state refuses
 * the status of a sidecar that runs again, and all that comes with it.
 */
const isRefused = ({ defects, plan, published }: Machine, { statuses }: Status): boolean =>
  defects.includes('refusedSidecarStatus') &&
  plan.restartPolicy !== 'Always' &&
  published.statuses.some(
    ({ state, exitCode }, index) =>
      state === 'terminated' &&
      (plan.restartPolicy === 'Never' || exitCode === 0) &&
      statuses[index]?.state !== 'terminated',
  );

/** Records what a reader of the API sees, if it differs from what was seen before. */
export function show(machine: Machine, before: Status): void {
  const { published, plan, deleted, apiServer, printed, clock } = machine;
  const { phase, reason, statuses, conditions: types } = published;
  const columns = kubectlColumns({ plan, phase, reason, statuses, conditions: types, deleted }, apiServer);
  const ready = readyText(machine, columns.ready, columns.total);
  const { status } = columns;
  if (published.conditions.initialized) machine.initializedAt ??= clock.now;
  if (published.conditions.ready) machine.readyAt ??= clock.now;
  if (printed?.ready === ready && printed.status === status && isSame(before, published)) return;
  machine.printed = { ready, status };
  // After a forced deletion there is no object left to read (L-148).
  if (machine.forced) return;
  record(machine, {
    atSeconds: at(machine),
    event: 'PodStatus',
    phase: published.phase,
    ready,
    status,
    conditions: conditions(machine),
  });
}

function readyText({ shownReady }: Machine, ready: number, total: number): string {
  shownReady[ready] ??= `${ready}/${total}`;
  return shownReady[ready];
}

/** PodReadyToStartContainers alone is no entry of its own: it follows the sandbox, which has entries. */
const isSame = (a: Status, b: Status): boolean =>
  a.phase === b.phase &&
  a.conditions.initialized === b.conditions.initialized &&
  a.conditions.ready === b.conditions.ready &&
  a.conditions.containersReady === b.conditions.containersReady &&
  a.restartingAll === b.restartingAll &&
  a.disrupted === b.disrupted;

/** Entries with the same conditions share one object. */
function conditions(machine: Machine): Readonly<Record<string, boolean>> {
  const { published, shownConditions } = machine;
  const { initialized, ready, containersReady } = published.conditions;
  const key =
    (initialized ? 1 : 0) +
    (ready ? 2 : 0) +
    (containersReady ? 4 : 0) +
    (published.sandboxReady ? 8 : 0) +
    (published.restartingAll ? 16 : 0) +
    (published.disrupted ? 32 : 0);
  const known = shownConditions[key];
  if (known !== undefined) return known;
  const types = conditionTypes(machine);
  shownConditions[key] = types;
  return types;
}

function conditionTypes({ published, plan, kubelet }: Machine): Readonly<Record<string, boolean>> {
  const { initialized, ready, containersReady } = published.conditions;
  return {
    PodScheduled: true,
    ...(kubelet.on.PodReadyToStartContainersCondition && {
      PodReadyToStartContainers: published.sandboxReady,
    }),
    Initialized: initialized,
    ContainersReady: containersReady,
    Ready: ready,
    ...(plan.mayRestartAll &&
      kubelet.on.RestartAllContainersOnContainerExits && {
        AllContainersRestarting: published.restartingAll,
      }),
    ...(published.disrupted && { DisruptionTarget: true }),
  };
}

/** The condition types that are True, as the Job controller matches them. */
export const trueConditions = (machine: Machine): readonly string[] =>
  Object.entries(conditions(machine)).flatMap(([type, holds]) => (holds ? [type] : []));
