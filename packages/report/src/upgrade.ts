import type {
  Analysis,
  Fate,
  Finding,
  KubernetesVersion,
  LocatedFinding,
  Source,
  SupportedVersions,
} from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';
import { objectName, placeOf } from './source-name.ts';
import type { Tone } from './terminal/paint.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { findingJson } from './validate-json.ts';
import { validateSummary } from './validate-summary.ts';

/** What an upgrade of the cluster changes for one object. */
export interface UpgradeReport {
  readonly source: Source;
  readonly supported: SupportedVersions;
  readonly from: Fate;
  readonly to: Fate;
  /** What the newer server says and the older did not. */
  readonly added: readonly LocatedFinding[];
  readonly gone: readonly Finding[];
}

export interface Upgrade {
  readonly from: KubernetesVersion;
  readonly to: KubernetesVersion;
  readonly reports: readonly UpgradeReport[];
  /** At the newer version. */
  readonly analysis: Analysis;
}

const WORDS: Readonly<Record<Fate, string>> = {
  refused: 'refused',
  reduced: 'stored without some of its fields',
  works: 'works',
};

const TONES: Readonly<Record<Fate, Tone>> = { refused: 'red', reduced: 'yellow', works: 'green' };

/** `outrider validate --from … --to …` for people: changed objects with the reasons, then the rest in a line. */
export function upgradeText({ from, to, reports, analysis }: Upgrade, options: TextOptions): string {
  const changed = reports.filter(({ added, gone }) => added.length + gone.length > 0);
  const unread = analysis.unreadable.map(
    ({ file, line, column, message }) =>
      `${visible(file)}:${line}:${column}: error: cannot read: ${visible(message)}`,
  );
  const sum = `From Kubernetes ${from} to ${to} the server's verdict changes for ${changed.length} of ${plural(reports.length, 'workload')}.`;
  return [
    ...unread,
    ...changed.flatMap((report) => [...reportLines(report, from, to, options), '']),
    sum,
    '',
  ].join('\n');
}

function reportLines(
  { source, supported, from: before, to: after, added, gone }: UpgradeReport,
  from: KubernetesVersion,
  to: KubernetesVersion,
  { paint, width }: TextOptions,
): readonly string[] {
  const sentence = (mark: string, tone: Tone, text: string): readonly string[] =>
    wrap(visible(text), width - 4).map((line, index) => `  ${index === 0 ? paint(tone, mark) : ' '} ${line}`);
  return [
    `${paint('bold', objectName(source))}  ${paint('dim', placeOf(source))}`,
    `  ${from}: ${paint(TONES[before], WORDS[before])}; ${to}: ${paint(TONES[after], WORDS[after])}; ${supportedWords(supported)}`,
    ...added.flatMap(({ line, severity, message }) =>
      sentence('+', 'red', `line ${line}, ${severity}: ${message}`),
    ),
    ...gone.flatMap(({ message }) => sentence('-', 'green', `no longer: ${message}`)),
  ];
}

function supportedWords({ oldest, newest, versions }: SupportedVersions): string {
  if (oldest === undefined || newest === undefined) return 'works at no version';
  if (oldest === newest) return `works at ${oldest} alone`;
  const minors = Number(newest.slice(2)) - Number(oldest.slice(2)) + 1;
  return versions.length === minors ? `works at ${oldest} to ${newest}` : `works at ${versions.join(', ')}`;
}

/** The same for programs: the JSON of `validate` at the newer version, with `upgrade` beside it. */
export const upgradeJson = ({ from, to, reports, analysis }: Upgrade): string =>
  `${JSON.stringify(
    {
      schemaVersion: 1,
      command: 'validate',
      kubernetesVersion: to,
      summary: validateSummary(analysis),
      findings: analysis.findings.map(findingJson),
      upgrade: {
        from,
        to,
        workloads: reports.map(({ supported, added, ...report }) => ({
          source: report.source,
          oldest: supported.oldest ?? null,
          newest: supported.newest ?? null,
          versions: supported.versions,
          from: report.from,
          to: report.to,
          added: added.map(findingJson),
          gone: report.gone,
        })),
      },
      unreadable: analysis.unreadable,
    },
    null,
    2,
  )}\n`;
