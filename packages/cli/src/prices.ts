import { readFileSync } from 'node:fs';
import type { Prices } from '@outrider/core';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { reasonOf } from './input/cannot-read.ts';
import { UsageError } from './usage-error.ts';

/** `cpu` is a vCPU-hour and `memory` a GiB-hour; `vcpu` and `gib` are other names for them. */
const CPU: readonly string[] = ['cpu', 'vcpu'];
const MEMORY: readonly string[] = ['memory', 'gib'];

/**
 * `--price cpu=0.0316,memory=0.0042`, or the name of a JSON file with an object of the same names.
 *
 * @throws UsageError for what is neither
 */
export function pricesOf(flags: ParsedFlags): Prices | undefined {
  const text = flags.value('price');
  if (text === undefined) return undefined;
  const entries = text.includes('=') ? entriesOf(text) : fileEntries(text);
  const prices = entries.map(([name, price]) => [name, priceOf(price, text)] as const);
  const of = (names: readonly string[]): number => prices.find(([name]) => names.includes(name))?.[1] ?? 0;
  const others = prices.filter(([name]) => !CPU.includes(name) && !MEMORY.includes(name));
  return { vcpuHour: of(CPU), gibHour: of(MEMORY), unitHour: Object.fromEntries(others) };
}

type Entries = readonly (readonly [name: string, price: string])[];

function entriesOf(text: string): Entries {
  return text.split(',').map((part) => {
    const equals = part.lastIndexOf('=');
    const name = part.slice(0, Math.max(equals, 0)).trim();
    if (name === '') throw unreadable(text);
    return [name, part.slice(equals + 1).trim()];
  });
}

function fileEntries(file: string): Entries {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (typeof content !== 'object' || content === null || Array.isArray(content)) throw unreadable(file);
    return Object.entries(content).map(([name, price]) => [name, String(price)]);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`Cannot read --price ${file}: ${reasonOf(error)}`);
  }
}

function priceOf(digits: string, text: string): number {
  if (!/^\d+(\.\d+)?$/.test(digits)) throw unreadable(text);
  return Number(digits);
}

const unreadable = (text: string): UsageError =>
  new UsageError(
    `Cannot read --price ${text}: write prices an hour such as cpu=0.04,memory=0.005,nvidia.com/gpu=2.5, or name a JSON file with them`,
  );
