import { isOrdered, MINIMUM_GRACE_SECONDS, waitsFor } from '../lifecycle/kubelet/termination.ts';
import type { Statement } from './explanation.ts';
import type { LiveContainer, LivePod } from './live-pod.ts';
import { say } from './situation.ts';
import { names } from './words.ts';

/** Containers that are signalled together, first to last, of those that ran when the stop began (L-122). */
export function stopWaves(
  pod: LivePod,
  running: readonly LiveContainer[],
  graceSeconds: number,
): readonly (readonly LiveContainer[])[] {
  // L-125: without a grace period there is no order.
  if (graceSeconds === 0 || !isOrdered(pod.plan, pod.kubelet)) return running.length === 0 ? [] : [running];
  const isRunning = (index: number): boolean => running.some(({ plan }) => plan.index === index);
  const waves: LiveContainer[][] = [];
  const waveOf = new Map<number, number>();
  // Those waited for come first: regular containers, then sidecars from the last to the first.
  const inTurn = [...running].sort((a, b) => rank(a) - rank(b) || b.plan.index - a.plan.index);
  for (const container of inTurn) {
    const before = waitsFor(pod.plan, container.plan, isRunning).map((index) => waveOf.get(index) ?? -1);
    const wave = before.length === 0 ? 0 : Math.max(...before) + 1;
    waveOf.set(container.plan.index, wave);
    waves[wave] = [...(waves[wave] ?? []), container];
  }
  return waves.map((wave) => wave.toSorted((a, b) => a.plan.index - b.plan.index));
}

const rank = ({ plan }: LiveContainer): number => (plan.role === 'sidecar' ? 1 : 0);

/** The order in words: who gets SIGTERM at once, and who waits for whom. */
export function orderStatements(
  pod: LivePod,
  running: readonly LiveContainer[],
  graceSeconds: number,
): readonly Statement[] {
  const waves = stopWaves(pod, running, graceSeconds);
  const hooked = running.filter(({ plan }) => plan.preStop !== undefined && graceSeconds > 0);
  return [
    ...(hooked.length > 0
      ? [
          say(
            `The preStop ${hooked.length === 1 ? 'hook' : 'hooks'} of ${nameList(hooked)} ${hooked.length === 1 ? 'starts' : 'start'} at once, whatever the turn; SIGTERM follows when the hook is done and the turn has come`,
            'L-121',
          ),
        ]
      : []),
    say(orderWords(pod, waves), waves.length > 1 ? 'L-120 L-122' : 'L-120'),
  ];
}

function orderWords(pod: LivePod, waves: readonly (readonly LiveContainer[])[]): string {
  const [first = [], ...later] = waves;
  if (later.length === 0)
    return `SIGTERM goes to ${nameList(first)} at once${first.length > 1 ? ', in no order' : ''}`;
  const turns = later.map((wave) => nameList(wave));
  const signal = pod.plan.containers.some(({ stopSignal }) => stopSignal !== 'SIGTERM')
    ? 'The stop signal'
    : 'SIGTERM';
  return `${signal} goes first to ${nameList(first)}, then ${turns.join(', then ')}: each when what is before it has ended`;
}

const nameList = (containers: readonly LiveContainer[]): string =>
  names(containers.map(({ plan }) => plan.name));

/** L-123, L-129: one budget for all of it. */
export const budgetStatement = (graceSeconds: number, ordered: boolean, until: number | null): Statement =>
  ordered
    ? say(
        `They share one grace period of ${graceSeconds} s: who is still waiting when it is over gets its signal then, all at once, and SIGKILL ${MINIMUM_GRACE_SECONDS} s later; everything is gone`,
        'L-123 L-129',
        until === null ? null : until + 1000 * MINIMUM_GRACE_SECONDS,
        'about',
      )
    : say(`Who has not ended when ${graceSeconds} s are over gets SIGKILL`, 'L-120', until, 'at');
