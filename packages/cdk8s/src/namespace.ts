import { isObject } from './merge.ts';

/** The namespace that an emitted object has, patches included. */
export function namespaceOf(value: unknown): string | null {
  const metadata = isObject(value) ? value['metadata'] : undefined;
  const namespace = isObject(metadata) ? metadata['namespace'] : undefined;
  return typeof namespace === 'string' ? namespace : null;
}
