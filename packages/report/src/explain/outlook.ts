import type { PodExplanation } from '@outrider/core';
import { plural } from '../plural.ts';
import type { Tone } from '../terminal/paint.ts';
import { outlookCounts } from './explain-report.ts';

export const OUTLOOK_TONES: Readonly<Record<PodExplanation['outlook'], Tone>> = {
  settled: 'green',
  waits: 'yellow',
  stuck: 'red',
  failed: 'red',
};

/** `5 Pods: 1 stuck, 1 waits, 3 settled`. */
export function outlookSummary(pods: readonly PodExplanation[]): string {
  const counts = outlookCounts(pods);
  const parts = (['failed', 'stuck', 'waits', 'settled'] as const).filter((outlook) => counts[outlook] > 0);
  return `${plural(pods.length, 'Pod')}: ${parts.map((outlook) => `${counts[outlook]} ${outlook}`).join(', ')}`;
}
