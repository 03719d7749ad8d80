import type { Workload } from '../workload/workload.ts';
import type { Block } from './choose-containers.ts';
import { workloadKey } from './workload-key.ts';

/** Why containers must stay, by workload; grows until an attempt holds. */
export type Blocks = Map<string, Map<string, Block>>;

export function block(blocks: Blocks, workload: Workload, container: string, why: Block): void {
  const key = workloadKey(workload);
  const own = blocks.get(key) ?? new Map<string, Block>();
  blocks.set(key, own.set(container, own.get(container) ?? why));
}
