import type { ResourceAmounts } from '@outrider/core';

const BINARY = ['Ki', 'Mi', 'Gi', 'Ti', 'Pi', 'Ei'] as const;

/**
 * A canonical quantity in the units people use: whole cores above a thousand millicores (`1500m` → `1.5`), binary
 * units where Kubernetes prints bare bytes (`1288490188` → `≈1.2Gi`). Exact unless it says `≈`.
 */
export function amount(resource: string, quantity: string): string {
  if (resource === 'cpu') return cores(quantity);
  if (isBytes(resource) && /^\d{4,}$/.test(quantity)) return bytes(Number(quantity));
  return quantity;
}

const isBytes = (resource: string): boolean =>
  resource === 'memory' || resource === 'ephemeral-storage' || resource.startsWith('hugepages-');

function cores(quantity: string): string {
  const milli = /^(\d+)m$/.exec(quantity)?.[1];
  return milli !== undefined && Number(milli) > 1000 ? String(Number(milli) / 1000) : quantity;
}

function bytes(count: number): string {
  const power = Math.min(Math.floor(Math.log2(count) / 10), BINARY.length);
  const value = count / 1024 ** power;
  const rounded = Math.round(value * 10) / 10;
  return `${rounded === value ? '' : '≈'}${rounded}${BINARY[power - 1] ?? ''}`;
}

/** The own entry of a resource: names come from manifests, and `constructor` is one like any other. */
export const quantityOf = (amounts: ResourceAmounts, resource: string): string | undefined =>
  Object.hasOwn(amounts, resource) ? amounts[resource] : undefined;
