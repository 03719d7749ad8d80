import type { PodExplanation, Unreadable } from '@outrider/core';

/** What `outrider explain` has to tell. */
export interface ExplainReport {
  readonly pods: readonly PodExplanation[];
  readonly unreadable: readonly Unreadable[];
  readonly kubernetesVersion: string;
  /** Of the node. */
  readonly kubeletVersion: string;
  /** The moment that "ago" and "in" count from, as RFC 3339; `null` where nobody says. */
  readonly now: string | null;
}

/** How many Pods are in which state of affairs. */
export function outlookCounts(
  pods: readonly PodExplanation[],
): Readonly<Record<PodExplanation['outlook'], number>> {
  const counts = { settled: 0, waits: 0, stuck: 0, failed: 0 };
  for (const { outlook } of pods) counts[outlook]++;
  return counts;
}
