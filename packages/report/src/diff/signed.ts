/** `+500m`, `−2Gi`, `0`: a canonical quantity as a change, exact. */
export const signed = (quantity: string): string =>
  quantity === '0' ? '0' : quantity.startsWith('-') ? `−${quantity.slice(1)}` : `+${quantity}`;

export const signedNumber = (count: number): string => signed(String(count));

const MILLICORES = /^(-?)(\d+)(m?)$/;

/**
 * Amounts of one row in one unit, exact: `700m 1200m +500m`, but `8.4 14.4 +6` where they are cores rather than parts.
 * Only CPU is told in two units; other amounts are what Kubernetes prints.
 */
export function inOneUnit(resource: string, amounts: readonly string[]): readonly string[] {
  if (resource !== 'cpu') return amounts;
  const parts = amounts.map((amount) => MILLICORES.exec(amount));
  if (parts.some((part) => part === null)) return amounts;
  const millis = parts.map((part) => BigInt(part?.[2] ?? '0') * (part?.[3] === 'm' ? 1n : 1000n));
  if (millis.every((milli) => milli % 1000n === 0n)) return amounts;
  const asCores =
    millis.some((milli) => milli >= 10_000n) || millis.every((milli) => milli === 0n || milli >= 1000n);
  return millis.map(
    (milli, index) => `${parts[index]?.[1] ?? ''}${asCores ? cores(milli) : milliText(milli)}`,
  );
}

const milliText = (milli: bigint): string => (milli === 0n ? '0' : `${milli}m`);

const cores = (milli: bigint): string =>
  `${milli / 1000n}.${String(milli % 1000n).padStart(3, '0')}`.replace(/\.?0+$/, '');
