import {
  analyze,
  type KubernetesVersion,
  locateFinding,
  type ManifestObject,
  NEWEST_KUBERNETES,
  parseKubernetesVersion,
  releaseOf,
  type Severity,
  supportedVersions,
  verdictChange,
} from '@outrider/core';
import { type UpgradeReport, upgradeJson, upgradeText } from '@outrider/report';
import { analyzeInput } from './analyze-input.ts';
import { exitCodeOf } from './exit-code.ts';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { findInput } from './input/find-input.ts';
import type { Io } from './io.ts';
import { targetsOf, writeReports } from './output.ts';
import { textOptions } from './text-options.ts';
import { UsageError } from './usage-error.ts';

/** `outrider validate --from 1.32 --to 1.37`: what an upgrade of the cluster changes in the server's verdict. */
export async function upgrade(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, ['text', 'json'] as const);
  if (flags.has('kubernetes-version')) throw new UsageError('--from and --to take the place of -k');
  const from = versionOf(flags, 'from') ?? missing();
  const to = versionOf(flags, 'to') ?? NEWEST_KUBERNETES;
  const input = await findInput(flags.paths, io);
  const analysis = analyzeInput(input, { release: releaseOf(to), flags, io }, analyze);
  const objects = new Set(analysis.workloads.map(({ workload }) => workload.manifest));
  const reports = [...objects].map((object) => reportOf(object, from, to));
  const added = reports.flatMap((report) => report.added);
  const page = { from, to, reports, analysis };
  writeReports(targets, io, (format, isTerminal) =>
    format === 'json' ? upgradeJson(page) : upgradeText(page, textOptions(flags, io, isTerminal)),
  );
  const failOn = (flags.value('fail-on') ?? 'error') as Severity | 'never';
  return exitCodeOf({ ...analysis, findings: added }, failOn);
}

function versionOf(flags: ParsedFlags, name: 'from' | 'to'): KubernetesVersion | undefined {
  const text = flags.value(name);
  if (text === undefined) return undefined;
  try {
    return parseKubernetesVersion(text);
  } catch (error) {
    if (error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

function missing(): never {
  throw new UsageError('--to needs --from: the version the cluster has today');
}

function reportOf(object: ManifestObject, from: KubernetesVersion, to: KubernetesVersion): UpgradeReport {
  const { source, value } = object;
  const change = verdictChange(value, [from, to]);
  return {
    source,
    supported: supportedVersions(value),
    from: change.from.fate,
    to: change.to.fate,
    added: change.added.map((finding) => locateFinding(finding, object)),
    gone: change.gone,
  };
}
