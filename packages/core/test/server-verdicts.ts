import { readFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Finding, JsonObject, KubernetesVersion, Release } from '../src/index.ts';
import { analyze, releaseOf, validateObject } from '../src/index.ts';

/** What the server of some versions said of an object. */
export interface Verdict {
  readonly versions: readonly string[];
  readonly strict?: readonly string[];
  readonly decodeError?: string;
  readonly errors?: readonly { readonly type: string; readonly field: string; readonly message: string }[];
  readonly warnings?: readonly string[];
  readonly resources?: ReservedResources;
}

/** What the Pod that is stored, or made from the stored template, reserves. */
export interface ReservedResources {
  readonly requests: Readonly<Record<string, string>>;
  readonly limits: Readonly<Record<string, string>>;
  readonly qosClass: string;
  /** By container; absent for a Pod without regular containers. */
  readonly oomScoreAdj?: Readonly<Record<string, number>>;
  /** Its own `spec.resources`. */
  readonly podLevel?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface VerdictRow {
  readonly doc: JsonObject;
  /** As kube-apiserver takes them: `Name=true,Other=false`. */
  readonly gates?: string;
  readonly verdicts: readonly Verdict[];
}

export function readVerdicts(name: string): readonly VerdictRow[] {
  const file = new URL(`vectors/apiserver/${name}.jsonl.gz`, import.meta.url);
  const lines = gunzipSync(readFileSync(file)).toString().split('\n');
  return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as VerdictRow);
}

/** The release that answered. */
export const releaseOfRow = ({ gates = '' }: VerdictRow, version: KubernetesVersion): Release =>
  releaseOf(
    version,
    Object.fromEntries(
      gates
        .split(',')
        .filter(Boolean)
        .map((pair) => pair.split('='))
        .map(([name = '', on]) => [name, on === 'true']),
    ),
  );

/** With `podLevel` also where the Pod has none, so that it is compared too. */
export const reservedByServer = ({ resources }: Verdict): ReservedResources | undefined =>
  resources && { ...resources, podLevel: filled(resources.podLevel) };

/** Empty lists vanish on the way through JSON. */
const filled = (lists: ReservedResources['podLevel'] = {}): NonNullable<ReservedResources['podLevel']> =>
  Object.fromEntries(Object.entries(lists).filter(([, amounts]) => Object.keys(amounts).length > 0));

/** The same of our own. */
export function reservedHere(doc: JsonObject, release: Release): ReservedResources | undefined {
  const { workloads } = analyze([{ file: 'object.json', text: JSON.stringify(doc) }], release, { rules: [] });
  const [one] = workloads;
  if (one === undefined) return undefined;
  const { requests, limits, qosClass, containers } = one.resources.pod;
  const regular = one.workload.pod.spec.containers ?? [];
  return {
    requests,
    limits,
    qosClass,
    ...(regular.length > 0 && {
      oomScoreAdj: Object.fromEntries(containers.map(({ name, oomScoreAdj }) => [name, oomScoreAdj])),
    }),
    podLevel: filled(one.workload.pod.spec.resources as ReservedResources['podLevel']),
  };
}

/** What differs between our verdict and the server's; empty where they agree. */
export function differences(doc: JsonObject, verdict: Verdict, release: Release): readonly string[] {
  const findings = validateObject(doc, release, { allowPrivileged: false });
  const server = findings.filter(({ origin }) => origin === 'server');
  const decode = server.find((finding) => finding.server?.stage === 'decode');
  if (verdict.decodeError !== undefined)
    return verdict.decodeError.endsWith(decode?.message ?? '\n')
      ? []
      : [`decode: ${decode?.message ?? 'nothing'}`];
  const messagesAt = (stage: string) =>
    server.filter((one) => one.server?.stage === stage).map(({ message }) => message);
  const warnings = findings.filter(({ origin }) => origin === 'server-warning').map(({ message }) => message);
  return [
    ...(decode === undefined ? [] : [`decode: ${decode.message}`]),
    ...setDifference('strict', messagesAt('strict'), verdict.strict ?? []),
    ...errorDifference(
      server.filter((one) => one.server?.stage === 'validation'),
      (verdict.errors ?? []).map(({ type, field, message }) => ({ type, path: field, message })),
    ),
    ...setDifference(
      'warning',
      warnings,
      (verdict.warnings ?? []).filter((text) => !text.startsWith('unknown field')),
    ),
  ];
}

export interface ExpectedError {
  readonly type: string;
  readonly path: string;
  /** `<type text>[: <value>][: <detail>]`; the value is printed differently by each server. */
  readonly message: string;
}

/** Compared as sets of (type, path, detail), as the contract has them. */
export function errorDifference(
  ours: readonly Finding[],
  theirs: readonly ExpectedError[],
): readonly string[] {
  const keys = new Set(ours.map(({ path, server }) => JSON.stringify([server?.type, path, server?.detail])));
  const matched = new Set<string>();
  const missing = theirs.flatMap((error) => {
    const key = [...keys].find((candidate) => isSame(candidate, error));
    if (key === undefined) return [`missing: ${error.type} ${error.path} ${error.message}`];
    matched.add(key);
    return [];
  });
  return [...missing, ...[...keys].filter((key) => !matched.has(key)).map((key) => `not theirs: ${key}`)];
}

const TYPE_TEXT =
  /^(?:Invalid value|Required value|Forbidden|Unsupported value|Duplicate value|Not found|Too long|Too many)(?:: |$)/;

/** Where a recording of a very long text stops. */
const CUT = ' ...(truncated)';

function isSame(key: string, { type, path, message }: ExpectedError): boolean {
  const [ourType, ourPath, detail] = JSON.parse(key) as [string, string, string];
  if (ourType !== type || ourPath !== path) return false;
  const rest = message.replace(TYPE_TEXT, '').replace(/\n(?:<diff>)?$/, '');
  if (rest.endsWith(CUT)) {
    const start = rest.slice(0, -CUT.length);
    return start.endsWith(detail.slice(0, start.length - start.indexOf('supported values')));
  }
  if (detail === '') return rest === '' || !/: (?:must|may|can|supported)/.test(rest);
  return rest === detail || rest.endsWith(`: ${detail}`);
}

function setDifference(what: string, ours: readonly string[], theirs: readonly string[]): readonly string[] {
  return [
    ...theirs.filter((text) => !ours.includes(text)).map((text) => `missing ${what}: ${text}`),
    ...ours.filter((text) => !theirs.includes(text)).map((text) => `${what} not theirs: ${text}`),
  ];
}
