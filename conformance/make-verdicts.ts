/**
 * Records Kubernetes' answers for packages/core/test/vectors/apiserver.
 * `node conformance/make-verdicts.ts add FILE.jsonl.gz MINOR…`: also what these minors say of the objects of a file.
 * `node conformance/make-verdicts.ts since FILE.jsonl.gz MINOR [--count 200] [--seed 1] [--feature-gates A=true]`: random
 * workloads of which the minor says something else than the one before it, with what their Pods reserve; with gates these
 * are appended to the file.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { gunzipSync, gzipSync } from 'node:zlib';
import { workload } from './generate/workload.ts';
import { ask, type OracleResources, type Verdict } from './oracle.ts';
import { MINORS } from './versions.ts';

interface Recorded extends Omit<Verdict, 'stored' | 'resources'> {
  readonly versions: readonly string[];
  readonly resources?: Pick<OracleResources, 'requests' | 'limits' | 'qosClass' | 'oomScoreAdj'> & {
    /** `spec.resources` of the stored Pod. */
    readonly podLevel?: unknown;
  };
}

interface Row {
  readonly doc: unknown;
  readonly gates?: string;
  readonly verdicts: readonly Recorded[];
}

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    'feature-gates': { type: 'string', default: '' },
  },
});
const [mode, file = '', ...minors] = positionals;

const readRows = (): Row[] =>
  gunzipSync(readFileSync(file))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));

const writeRows = (rows: readonly Row[]): void =>
  writeFileSync(file, gzipSync(`${rows.map((row) => JSON.stringify(row)).join('\n')}\n`, { level: 9 }));

/** Of a kind that the minor does not serve nothing is recorded, and of a refused object the server gives no warnings. */
const said = ({ strict, decodeError, errors, warnings }: Verdict): Omit<Recorded, 'versions'> => ({
  ...(strict && { strict }),
  ...(decodeError !== undefined && !decodeError.startsWith('no verdict for ') && { decodeError }),
  ...(errors && {
    errors: errors.map(({ type, field, message, detail }) => ({ type, field, message, detail })),
  }),
  ...(warnings && !errors && { warnings }),
});

function reserved({ resources, errors }: Verdict): Pick<Recorded, 'resources'> {
  if (resources === undefined || errors !== undefined) return {};
  const { requests, limits, qosClass, oomScoreAdj, pod } = resources;
  const podLevel = (pod.spec as { resources?: unknown }).resources;
  return {
    resources: {
      requests,
      limits,
      qosClass,
      ...(oomScoreAdj && { oomScoreAdj }),
      ...(podLevel !== undefined && { podLevel }),
    },
  };
}

/** What is compared of two verdicts: pointers that Go prints differ with every run. */
const key = (verdict: Omit<Recorded, 'versions'>): string =>
  JSON.stringify([
    (verdict.strict ?? []).toSorted(),
    verdict.decodeError ?? '',
    (verdict.errors ?? [])
      .map(({ type, field, message }) =>
        JSON.stringify([type, field, message]).replaceAll(/\(0x[0-9a-f]+\)/g, ''),
      )
      .toSorted(),
    (verdict.warnings ?? []).toSorted(),
  ]);

function withVerdict({ verdicts, ...row }: Row, minor: string, verdict: Verdict): Row {
  const { errors, ...rest } = said(verdict);
  const added: Recorded = {
    versions: [minor],
    ...rest,
    ...(errors && { errors: errors.map(({ type, field, message }) => ({ type, field, message }) as never) }),
  };
  const others = verdicts
    .map((one) => ({ ...one, versions: one.versions.filter((version) => version !== minor) }))
    .filter(({ versions }) => versions.length > 0);
  const same = others.findIndex((one) => key(one) === key(added));
  if (same < 0) return { ...row, verdicts: [...others, added] };
  return {
    ...row,
    verdicts: others.map((one, index) =>
      index === same ? { ...one, versions: [...one.versions, minor] } : one,
    ),
  };
}

function add(): void {
  let rows = readRows();
  for (const minor of minors) {
    const verdicts = ask(
      minor,
      rows.map(({ doc }) => doc),
      { allowPrivileged: false },
    );
    rows = rows.map((row, index) => withVerdict(row, minor, verdicts[index] ?? {}));
  }
  writeRows(rows);
}

function since(): void {
  const [minor = ''] = minors;
  const before = MINORS[MINORS.indexOf(minor) - 1] ?? '';
  const gates = options['feature-gates'];
  const count = Number(options.count);
  const objects = Array.from({ length: 20 * count }, (_, index) =>
    workload(Number(options.seed) * 1_000_003 + index),
  );
  const older = ask(before, objects, { allowPrivileged: false });
  const newer = ask(minor, objects, { allowPrivileged: false, featureGates: gates });
  const changed = objects.flatMap((doc, index): Row[] => {
    const verdict = newer[index] ?? {};
    const recorded = { versions: [minor], ...said(verdict), ...reserved(verdict) };
    const was = { versions: [minor], ...said(older[index] ?? {}), ...reserved(older[index] ?? {}) };
    if (JSON.stringify(recorded) === JSON.stringify(was)) return [];
    return [{ doc, ...(gates !== '' && { gates }), verdicts: [recorded as Recorded] }];
  });
  const known = gates !== '' && existsSync(file) ? readRows() : [];
  writeRows([...known, ...changed.slice(0, count)]);
}

if (mode === 'add') add();
else since();
