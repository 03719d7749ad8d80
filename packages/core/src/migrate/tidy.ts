import type { Analysis } from '../analysis.ts';
import { editManifests } from '../edit/edit-manifests.ts';
import type { LocatedFinding } from '../finding.ts';
import type { Attempt } from './attempt.ts';
import type { Attempted } from './attempted.ts';
import { isAbout } from './workload-key.ts';

/** Rules whose mechanical fix takes away what only made up for the missing sidecar. */
const TIDIED: ReadonlySet<string> = new Set([
  'prestop-sleep-on-native-sidecar',
  'prestop-stops-sidecar-early',
]);

export interface Tidied {
  readonly texts: ReadonlyMap<string, string>;
  /** What went, in words, by workload and container. */
  readonly removed: ReadonlyMap<Attempted, ReadonlyMap<string, string>>;
}

/** Takes hooks away from the containers that moved, where that is right wherever it is found. */
export function tidy({ workloads, texts }: Attempt, after: Analysis): Tidied {
  const current = new Map(texts);
  const removed = new Map<Attempted, Map<string, string>>();
  for (const attempted of workloads) {
    for (const { moved } of attempted.moves) {
      const found = after.findings.find((one) => isHookOf(one, attempted, moved.index));
      if (found === undefined) continue;
      const { file } = found.source;
      const result = editManifests(current.get(file) ?? '', found.source, found.fix?.edits ?? []);
      if ('refused' in result) continue;
      current.set(file, result.text);
      const own = removed.get(attempted) ?? new Map<string, string>();
      removed.set(attempted, own.set(moved.container, wordsOf(found)));
    }
  }
  return { texts: current, removed };
}

function isHookOf(finding: LocatedFinding, { workload }: Attempted, index: number): boolean {
  const { rule, fix, path } = finding;
  const isMechanical = TIDIED.has(rule) && fix?.mechanical === true && fix.edits !== undefined;
  return (
    isMechanical &&
    isAbout(finding, workload) &&
    path.startsWith(`${workload.specPath}.initContainers[${index}].`)
  );
}

const wordsOf = ({ rule }: LocatedFinding): string =>
  rule === 'prestop-sleep-on-native-sidecar'
    ? 'its preStop hook, which only slept'
    : 'its preStop hook, which ended it while the app still ran';
