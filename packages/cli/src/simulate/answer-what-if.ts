import {
  type Inventory,
  jobOf,
  type KubeletRelease,
  shutdownBudget,
  startupBudget,
  whatIf,
} from '@outrider/core';
import { type WhatIfReport, whatIfJson, whatIfText } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { textOptions } from '../text-options.ts';

/** `outrider simulate --what-if`: the standard mishaps of each workload's Pod, and its budgets. */
export function answerWhatIf(
  analysis: Inventory,
  kubelet: KubeletRelease,
  flags: ParsedFlags,
  io: Io,
): number {
  const targets = targetsOf(flags, ['text', 'json'] as const);
  const { release, unreadable } = analysis;
  const reports = analysis.workloads.map(({ workload }): WhatIfReport => {
    const { pod, source } = workload;
    const job = jobOf(workload, release);
    return {
      source,
      release,
      startup: startupBudget(pod.spec),
      shutdown: shutdownBudget(pod.spec, kubelet),
      answers: whatIf({ pod, release, kubelet, ...(job !== undefined && { job }) }),
    };
  });
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return whatIfJson(reports, release.version, unreadable);
      case 'text':
        return whatIfText(reports, textOptions(flags, io, isTerminal));
    }
  });
  return unreadable.length > 0 ? 2 : 0;
}
