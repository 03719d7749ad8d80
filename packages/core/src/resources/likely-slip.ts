import { compare } from '../quantity/arithmetic.ts';
import { parseQuantity, readQuantity } from '../quantity/parse-quantity.ts';
import { sign } from '../quantity/quantity.ts';
import type { Slip } from './resource-notes.ts';

const LEAST_MEMORY = parseQuantity('4Mi');
const MOST_CPUS = parseQuantity('100');

/** Sizes that are powers of two from 64 on are meant in Mi. */
const MEANT_BINARY = /^(?:64|128|256|512|1024|2048|4096|8192|16384|32768|65536)M$/;

/** The typical slip that an amount as written looks like, if any; zero is none. */
export function likelySlip(name: string, text: string): Slip | undefined {
  const quantity = readQuantity(text);
  if (typeof quantity === 'string' || sign(quantity) <= 0) return undefined;
  if (name === 'cpu') return compare(quantity, MOST_CPUS) > 0 && !text.endsWith('m') ? 'huge-cpu' : undefined;
  if (name !== 'memory') return undefined;
  if (text.endsWith('m')) return 'milli-bytes';
  if (compare(quantity, LEAST_MEMORY) < 0) return 'tiny-memory';
  return MEANT_BINARY.test(text) ? 'decimal-mega' : undefined;
}
