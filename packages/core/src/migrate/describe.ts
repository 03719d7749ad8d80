import type { Analysis } from '../analysis.ts';
import type { WorkloadDiff } from '../diff/analysis-diff.ts';
import type { Attempted } from './attempted.ts';
import { lineOf } from './line-of.ts';
import type { PodSums, WorkloadLeft, WorkloadMigration } from './migration.ts';
import type { Tidied } from './tidy.ts';
import { isAbout } from './workload-key.ts';

/** Whose rules found something that a person has to take away, now that the kubelet does it. */
const NEEDLESS: ReadonlySet<string> = new Set([
  'sidecar-quit-call',
  'pid-namespace-kill-hack',
  'sentinel-file-shutdown',
  'wait-wrapper-hack',
  'poststart-readiness-hack',
  'external-sidecar-terminator',
  'duplicate-init-and-sidecar',
  'prestop-sleep-on-native-sidecar',
]);

/** What the migration did to one Pod, and what follows from it. */
export function changeOf(
  attempted: Attempted,
  { removed }: Tidied,
  analysis: Analysis,
  effects: WorkloadDiff | undefined,
): WorkloadMigration {
  const { workload, moves, patchOf } = attempted;
  const { before, after } = effects?.resources ?? {};
  const needless = analysis.findings.filter((one) => NEEDLESS.has(one.rule) && isAbout(one, workload));
  const gone = removed.get(attempted);
  const lifecycle = effects?.lifecycle.after;
  return {
    source: effects?.source.after ?? workload.source,
    podPath: workload.podPath,
    ...(patchOf && { patchOf }),
    moved: moves.map(({ moved }) => {
      const hook = gone?.get(moved.container);
      return hook === undefined ? moved : { ...moved, removed: [...moved.removed, hook] };
    }),
    resources: { before: sumsOf(before?.pod), after: sumsOf(after?.pod) },
    startOrder: [
      ...(lifecycle?.start.gates.map(({ container }) => [container]) ?? []),
      lifecycle?.start.regular ?? [],
    ],
    stopOrder: lifecycle?.stop.stopOrder ?? [],
    findings: {
      added: (effects?.findings.added ?? []).filter((one) => !needless.includes(one)),
      fixed: effects?.findings.fixed ?? [],
    },
    needless,
  };
}

const sumsOf = (pod: PodSums | undefined): PodSums => ({
  requests: pod?.requests ?? {},
  limits: pod?.limits ?? {},
  qosClass: pod?.qosClass ?? 'BestEffort',
});

/** What stayed, workload by workload. */
export const leftOf = (workloads: readonly Attempted[]): readonly WorkloadLeft[] =>
  workloads
    .filter(({ passed }) => passed.length > 0)
    .map(({ workload, passed }) => ({
      source: workload.source,
      podPath: workload.podPath,
      containers: passed.map(({ entry, certainty, because, reason, force }) => ({
        container: entry.container.name ?? '',
        certainty,
        because,
        line: lineOf(workload, entry),
        reason,
        ...(force !== undefined && { force }),
      })),
    }));
