import { type PodResourcesOptions, parseQuantity, QuantitySyntaxError } from '@outrider/core';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { UsageError } from './usage-error.ts';

/** @throws UsageError if `--node-memory` is no quantity */
export function nodeMemoryOf(flags: ParsedFlags): PodResourcesOptions {
  const nodeMemory = flags.value('node-memory');
  if (nodeMemory === undefined) return {};
  try {
    parseQuantity(nodeMemory);
    return { nodeMemory };
  } catch (error) {
    if (!(error instanceof QuantitySyntaxError)) throw error;
    throw new UsageError(`Cannot read --node-memory ${nodeMemory}: write a quantity such as 16Gi`);
  }
}
