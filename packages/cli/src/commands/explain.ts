import {
  explainPods,
  type PodExplanation,
  readMoment,
  SEVERITIES,
  type Severity,
  type Unreadable,
} from '@outrider/core';
import { type ExplainReport, explainJson, explainMarkdown, explainText, plural } from '@outrider/report';
import { kubeletOf } from '../cluster.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput, type Input } from '../input/find-input.ts';
import type { Io } from '../io.ts';
import { type Objects, readObjects } from '../live/read-objects.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'markdown'] as const;

/** `outrider explain`: what live Pods wait for, why, and what happens next. */
export async function explain(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const { release, config } = await projectOf(flags);
  const kubelet = kubeletOf(flags, config);
  const now = nowOf(flags);
  const input = await findInput(flags.paths, io);
  const start = performance.now();
  const read = readObjects(input, io);
  const explained = explainPods(read.objects, { release, kubelet, now });
  if (flags.has('verbose')) io.err(readReport(read, explained.pods, performance.now() - start));
  const report: ExplainReport = {
    pods: explained.pods,
    unreadable: [...read.unreadable, ...explained.unreadable, ...noObjects(read, input)],
    kubernetesVersion: release.version,
    kubeletVersion: kubelet.version,
    now,
  };
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return explainJson(report);
      case 'markdown':
        return explainMarkdown(report);
      case 'text':
        return explainText(report, {
          ...textOptions(flags, io, isTerminal),
          quiet: flags.has('quiet'),
          versionIsAssumed: !flags.has('kubernetes-version') && config.kubernetesVersion === undefined,
        });
    }
  });
  return exitCode(report, (flags.value('fail-on') ?? 'never') as Severity | 'never');
}

/** The present, unless `--now` says another: the core has no clock. */
function nowOf(flags: ParsedFlags): string {
  const given = flags.value('now');
  if (given === undefined) return new Date().toISOString();
  if (readMoment(given) !== null) return given;
  throw new UsageError(
    `Cannot read --now "${given}": write a time as the API does, such as 2026-11-25T03:12:09Z`,
  );
}

/** For `--verbose`: what was found, and how long it took. */
const readReport = ({ objects }: Objects, pods: readonly PodExplanation[], milliseconds: number): string =>
  `${plural(objects.length, 'object')}, ${plural(pods.length, 'Pod')} with a status, read and explained in ${Math.round(milliseconds)} ms\n`;

/** P-001 */
function noObjects({ objects, unreadable }: Objects, input: Input): readonly Unreadable[] {
  if (objects.length + unreadable.length > 0) return [];
  const file = input.sources[0]?.file ?? '-';
  const message =
    'No objects in the input: did "kubectl get" find a Pod? An error of kubectl goes to standard error';
  return [{ file, document: 0, line: 1, column: 1, message }];
}

const SEVERITY: Readonly<Record<PodExplanation['outlook'], Severity>> = {
  settled: 'info',
  waits: 'warning',
  stuck: 'error',
  failed: 'error',
};

/** 2 where something could not be read or is no live Pod, 1 where a Pod is as bad as `--fail-on` says. */
function exitCode({ pods, unreadable }: ExplainReport, failOn: Severity | 'never'): 0 | 1 | 2 {
  if (unreadable.length > 0) return 2;
  if (failOn === 'never') return 0;
  const from = SEVERITIES.indexOf(failOn);
  return pods.some(({ outlook }) => SEVERITIES.indexOf(SEVERITY[outlook]) >= from) ? 1 : 0;
}
