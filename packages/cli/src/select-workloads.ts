import type { Inventory, InventoryWorkload } from '@outrider/core';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { didYouMean } from './flags/suggest.ts';
import { UsageError } from './usage-error.ts';

/**
 * Keeps the workloads that `--workload Kind/name` or `Kind/namespace/name` names; all without it.
 *
 * @throws UsageError if the input has none of that name
 */
export function selectWorkloads<A extends Inventory>(analysis: A, flags: ParsedFlags): A {
  const wanted = flags.value('workload');
  if (wanted === undefined) return analysis;
  const workloads = analysis.workloads.filter((one) => namesOf(one).some((name) => isSame(name, wanted)));
  if (workloads.length > 0) return { ...analysis, workloads };
  const known = analysis.workloads.map((one) => namesOf(one)[0]);
  const few = known.length <= 10 && known.length > 0 ? `: there are ${known.join(', ')}` : '';
  throw new UsageError(`The input has no workload "${wanted}"${didYouMean(wanted, known) || few}`);
}

const isSame = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

function namesOf({ workload: { source } }: InventoryWorkload): readonly [string, string] {
  const { kind, namespace, name } = source;
  return [`${kind}/${name}`, `${kind}/${namespace ?? 'default'}/${name}`];
}
