import type { Analysis } from '../analysis.ts';
import { fingerprintOf } from '../diff/fingerprint.ts';
import type { LocatedFinding } from '../finding.ts';
import { isJsonObject, type Json, listAt, numberAt, textAt } from '../json.ts';
import type { ManifestObject } from '../manifest/manifest.ts';

/** What a finding is about, wherever its file is and whatever list its container stands in. */
export interface BaselineEntry {
  readonly rule: string;
  readonly kind: string;
  readonly namespace: string | null;
  readonly name: string;
  /** Empty where the finding is not about one. */
  readonly container: string;
  readonly count: number;
}

const VERSION = 1;

/** The findings of an analysis as a baseline; errors of the text itself are for mending. */
export function baselineOf(analysis: Analysis): readonly BaselineEntry[] {
  const entries = new Map<string, BaselineEntry>();
  const entryOf = entriesIn(analysis);
  for (const finding of analysis.findings.filter(mayStand)) {
    const entry = entryOf(finding);
    const key = keyOf(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  return [...entries].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, entry]) => entry);
}

/** One line an entry, so that a change of one shows as one. */
export const baselineText = (entries: readonly BaselineEntry[]): string =>
  `{ "schemaVersion": ${VERSION}, "findings": [${entries
    .map((entry) => `\n  ${JSON.stringify(entry)}`)
    .join(',')}\n] }\n`;

export type BaselineResult =
  | { readonly entries: readonly BaselineEntry[]; readonly error?: undefined }
  | { readonly entries?: undefined; readonly error: string };

/** Reads what {@link baselineText} wrote. */
export function readBaseline(text: string): BaselineResult {
  const value = parsed(text);
  if (!isJsonObject(value)) return { error: 'it is no JSON object' };
  if (numberAt(value, 'schemaVersion') !== VERSION) return { error: `its schemaVersion is not ${VERSION}` };
  const entries = listAt(value, 'findings').map(readEntry);
  const known = entries.filter((entry) => entry !== undefined);
  return known.length === entries.length
    ? { entries: known }
    : { error: 'a finding in it lacks its rule or object' };
}

function parsed(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

function readEntry(value: Json): BaselineEntry | undefined {
  const rule = textAt(value, 'rule');
  const kind = textAt(value, 'kind');
  const name = textAt(value, 'name');
  if (rule === undefined || kind === undefined || name === undefined) return undefined;
  return {
    rule,
    kind,
    namespace: textAt(value, 'namespace') ?? null,
    name,
    container: textAt(value, 'container') ?? '',
    count: numberAt(value, 'count') ?? 1,
  };
}

export interface Passed {
  readonly findings: readonly LocatedFinding[];
  /** How many were passed over. */
  readonly passed: number;
  /** How many the baseline has that are not found any more. */
  readonly gone: number;
}

/** Findings without those of a baseline: as many of a sort as it counts, the first ones. */
export function withoutBaseline(analysis: Analysis, entries: readonly BaselineEntry[]): Passed {
  const left = new Map(entries.map((entry) => [keyOf(entry), entry.count]));
  const entryOf = entriesIn(analysis);
  const findings = analysis.findings.filter((finding) => {
    const key = keyOf(entryOf(finding));
    const count = mayStand(finding) ? (left.get(key) ?? 0) : 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const gone = [...left.values()].reduce((sum, count) => sum + count, 0);
  return { findings, passed: analysis.findings.length - findings.length, gone };
}

const mayStand = ({ origin, severity }: LocatedFinding): boolean =>
  origin !== 'input' || severity !== 'error';

const keyOf = ({ rule, kind, namespace, name, container }: BaselineEntry): string =>
  JSON.stringify([kind, namespace, name, rule, container]);

function entriesIn(analysis: Analysis): (finding: LocatedFinding) => BaselineEntry {
  const containerOf = containersIn(analysis);
  return (finding) => {
    const { kind, namespace, name } = finding.source;
    return { rule: finding.rule, kind, namespace, name, container: containerOf(finding), count: 1 };
  };
}

/** The name of the container that a finding is about; empty if it is about none. */
export function containersIn({ workloads, others }: Analysis): (finding: LocatedFinding) => string {
  let byPlace: ReadonlyMap<string, ManifestObject> | undefined;
  return (finding) => {
    byPlace ??= new Map(
      [...workloads.map(({ workload }) => workload.manifest), ...others].map((one) => [
        placeOf(one.source),
        one,
      ]),
    );
    return fingerprintOf(finding, byPlace.get(placeOf(finding.source))?.value ?? {}).container;
  };
}

const placeOf = ({ file, document, item }: LocatedFinding['source']): string =>
  JSON.stringify([file, document, item]);
