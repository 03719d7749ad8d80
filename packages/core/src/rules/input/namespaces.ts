import type { ManifestObject } from '../../manifest/manifest.ts';
import { annotationsOf, labelsOf, type Seen } from './rule-input.ts';

/** The Namespace object that a workload goes to, where the input has it. */
export const namespaceOf = ({ workload, input }: Seen): ManifestObject | undefined =>
  input.ofKind('Namespace').find(({ source }) => source.name === (workload.source.namespace ?? 'default'));

/** Its labels; none where the input does not have it. */
export function namespaceLabels(seen: Seen): Readonly<Record<string, string>> {
  const namespace = namespaceOf(seen);
  return namespace === undefined ? {} : labelsOf(namespace);
}

export function namespaceAnnotations(seen: Seen): Readonly<Record<string, string>> {
  const namespace = namespaceOf(seen);
  return namespace === undefined ? {} : annotationsOf(namespace);
}
