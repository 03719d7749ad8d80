import { parseNode, type ResourceAmounts, type WorkloadResourcesOptions } from '@outrider/core';
import type { FlagName } from './flags/flags.ts';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { nodeMemoryOf } from './node-memory.ts';
import { pricesOf } from './prices.ts';
import { UsageError } from './usage-error.ts';

/**
 * What the flags of `outrider resources` ask for.
 *
 * @throws UsageError for a node, DaemonSets or prices that cannot be read
 */
export function resourceOptions(flags: ParsedFlags): WorkloadResourcesOptions {
  const node = nodeOf(flags, 'node');
  const daemonSets = nodeOf(flags, 'daemon-sets');
  const prices = pricesOf(flags);
  const shown = flags.values('show');
  return {
    ...nodeMemoryOf(flags),
    ...(node && { node }),
    ...(daemonSets && { daemonSets }),
    ...(prices && { prices }),
    cgroup: shown.includes('cgroup'),
    consumers: flags.has('consumers') || shown.includes('tools'),
    exclusiveCpus: shown.includes('cpus'),
    useStatus: flags.has('live'),
  };
}

function nodeOf(flags: ParsedFlags, name: FlagName): ResourceAmounts | undefined {
  const text = flags.value(name);
  if (text === undefined) return undefined;
  try {
    return parseNode(text);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new UsageError(`Cannot read --${name} ${text}: write amounts such as cpu=4,memory=16Gi`);
  }
}
