import type { LatestMilestones, PodOutcome, Run, TimelineEvent } from './timeline.ts';

/**
 * The run of the quickest node, each entry with the latest time at which one of the others comes to the same: entries
 * are the same when they say the same of the same instance for the same time. Where a node never comes to it, the
 * latest time is `null`.
 */
export function withRanges(quickest: Run, others: readonly Run[]): Run {
  const times = others.map(({ timeline }) => timesOf(timeline));
  const counts = new Map<string, number>();
  return {
    ...quickest,
    timing: 'node',
    timeline: quickest.timeline.map((event) => {
      const key = keyOf(event);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      return {
        ...event,
        latestAtSeconds: latest([event.atSeconds, ...times.map((of) => of.get(key)?.[count])]),
      };
    }),
    latest: milestones([quickest, ...others].map(({ pod }) => pod)),
  };
}

/** Rounded up to tenths: the nodes are samples. */
function latest(times: readonly (number | null | undefined)[]): number | null {
  let late = 0;
  for (const time of times) {
    if (time === null || time === undefined) return null;
    late = Math.max(late, time);
  }
  return Math.max(times[0] ?? 0, Math.ceil(Math.round(late * 1000) / 100) / 10);
}

function timesOf(timeline: readonly TimelineEvent[]): ReadonlyMap<string, readonly number[]> {
  const times = new Map<string, number[]>();
  for (const event of timeline) {
    const key = keyOf(event);
    const known = times.get(key);
    if (known === undefined) times.set(key, [event.atSeconds]);
    else known.push(event.atSeconds);
  }
  return times;
}

/** All that an entry says but its time. */
const keyOf = (event: TimelineEvent): string => JSON.stringify({ ...event, atSeconds: 0 });

const milestones = (pods: readonly PodOutcome[]): LatestMilestones => ({
  initializedAtSeconds: latest(pods.map((pod) => pod.initializedAtSeconds)),
  readyAtSeconds: latest(pods.map((pod) => pod.readyAtSeconds)),
  finishedAtSeconds: latest(pods.map((pod) => pod.finishedAtSeconds)),
});
