import type { Json } from '../../json.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readJsonQuantity } from '../../quantity/parse-quantity.ts';
import { roundUpToMilli } from '../../quantity/quantity.ts';

const AMOUNT = /(?:\.(?:requests|limits|overhead|capacity)\[[^\]]*\]|\.(?:sizeLimit|divisor))$/;

/** Whether two values are one amount in two spellings: the server stores `1000m` as `1`, and `1u` as `1m` (D-007). */
export function isSameAmount(sent: Json, stored: Json, path: string): boolean {
  if (!AMOUNT.test(path)) return false;
  const [left, right] = [readJsonQuantity(sent), readJsonQuantity(stored)];
  if (typeof left === 'string' || typeof right === 'string') return false;
  return compare(roundUpToMilli(left), right) === 0;
}
