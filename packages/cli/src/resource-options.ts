import { type Prices, parseNode, type ResourceAmounts, type WorkloadResourcesOptions } from '@outrider/core';
import type { FlagName } from './flags/flags.ts';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { nodeMemoryOf } from './node-memory.ts';
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
    consumers: shown.includes('tools'),
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

function pricesOf(flags: ParsedFlags): Prices | undefined {
  const text = flags.value('price');
  if (text === undefined) return undefined;
  const prices = text.split(',').map((part) => {
    const equals = part.lastIndexOf('=');
    return [part.slice(0, Math.max(equals, 0)).trim(), price(part.slice(equals + 1), text)] as const;
  });
  if (prices.some(([name]) => name === '')) throw unreadablePrice(text);
  const { vcpu = 0, gib = 0 } = Object.fromEntries(prices);
  const others = prices.filter(([name]) => name !== 'vcpu' && name !== 'gib');
  return { vcpuHour: vcpu, gibHour: gib, unitHour: Object.fromEntries(others) };
}

function price(digits: string, text: string): number {
  if (!/^\s*\d+(\.\d+)?\s*$/.test(digits)) throw unreadablePrice(text);
  return Number(digits);
}

const unreadablePrice = (text: string): UsageError =>
  new UsageError(
    `Cannot read --price ${text}: write prices an hour such as vcpu=0.04,gib=0.005,nvidia.com/gpu=2.5`,
  );
