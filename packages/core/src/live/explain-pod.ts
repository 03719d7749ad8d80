import { columnsOf } from './columns.ts';
import { containerExplanations } from './container-explanations.ts';
import { deadlineOutcomes } from './deadline.ts';
import type { PodExplanation } from './explanation.ts';
import type { LivePod } from './live-pod.ts';
import { notesOf } from './notes.ts';
import { ownerOf } from './owner.ts';
import type { Situation } from './situation.ts';
import { restartingAll, unseenByKubelet } from './situations/before-start.ts';
import { completing } from './situations/completing.ts';
import { finished } from './situations/finished.ts';
import { initializing, takenForInit } from './situations/initializing.ts';
import { running } from './situations/running.ts';
import { withoutSandbox } from './situations/sandbox.ts';
import { stopping } from './situations/stopping.ts';
import { unscheduled } from './situations/unscheduled.ts';
import { unknownPhase } from './waits/conditions.ts';

/** In the order in which they decide: the first that holds is what is going on. */
const SITUATIONS: readonly ((pod: LivePod) => Situation | null)[] = [
  stopping,
  finished,
  unscheduled,
  unknownPhase,
  unseenByKubelet,
  restartingAll,
  withoutSandbox,
  takenForInit,
  initializing,
  completing,
];

const situationOf = (pod: LivePod): Situation => {
  for (const find of SITUATIONS) {
    const found = find(pod);
    if (found !== null) return found;
  }
  return running(pod);
};

/**
 * What a Pod waits for, why, and what happens next: from spec and status alone, by the kubelet's own decisions. What
 * the status cannot tell is said to be unknown.
 */
export function explainPod(pod: LivePod): PodExplanation {
  const situation = situationOf(pod);
  const columns = columnsOf(pod);
  return {
    source: pod.source,
    node: pod.spec.nodeName ?? null,
    owner: ownerOf(pod.metadata)?.text ?? null,
    phase: pod.phase,
    ready: `${columns.ready}/${columns.total}`,
    status: columns.status,
    restarts: columns.restarts,
    outlook: situation.outlook,
    waitsFor: situation.waitsFor,
    containersWaitedFor: situation.about.map(({ plan }) => plan.name),
    stopOrder: (situation.waves ?? []).map((wave) => wave.map(({ plan }) => plan.name)),
    headline: situation.headline,
    because: [...situation.because, ...notesOf(pod, columns)],
    containers: containerExplanations(pod, situation),
    next: [...situation.next, ...deadlineOutcomes(pod)],
    unknown: situation.unknown,
    events: pod.events,
    lookFurther: situation.look,
  };
}
