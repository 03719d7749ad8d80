import type { LatestMilestones, Run, TimelineEvent } from './timeline.ts';

/**
 * The run of the quickest node, each entry with the time at which the slowest comes to the same: entries are the same
 * when they say the same of the same instance for the same time. Where the two nodes part, the latest time is `null`.
 */
export function withRanges(earliest: Run, latest: Run): Run {
  const times = timesOf(latest.timeline);
  const counts = new Map<string, number>();
  return {
    ...earliest,
    timing: 'node',
    timeline: earliest.timeline.map((event) => {
      const key = keyOf(event);
      const count = counts.get(key) ?? 0;
      counts.set(key, count + 1);
      const late = times.get(key)?.[count];
      return { ...event, latestAtSeconds: late === undefined ? null : Math.max(late, event.atSeconds) };
    }),
    latest: milestonesOf(latest),
  };
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
const keyOf = ({ atSeconds: _, ...says }: TimelineEvent): string => JSON.stringify(says);

const milestonesOf = ({ pod }: Run): LatestMilestones => ({
  initializedAtSeconds: pod.initializedAtSeconds,
  readyAtSeconds: pod.readyAtSeconds,
  finishedAtSeconds: pod.finishedAtSeconds,
});
