import { textAt, textsAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { scalesOf } from '../../resources/autoscalers.ts';
import type { WorkloadResourcesOptions } from '../../resources/compute-workload-resources.ts';
import {
  type NamespacePolicies,
  NO_POLICIES,
  policiesByNamespace,
} from '../../resources/namespace-policies.ts';
import type { Workload } from '../../workload/workload.ts';

/** Everything that was given, so that a rule sees more than the one Pod. */
export interface RuleInput {
  /** In the order of the input. */
  readonly objects: readonly ManifestObject[];
  readonly workloads: readonly Workload[];
  /** Objects of a kind; the group is the API group without version, empty for the core's (`v1`). */
  readonly ofKind: (kind: string, group?: string) => readonly ManifestObject[];
  /** LimitRanges and ResourceQuotas of a namespace; `null` is the absent one. */
  readonly policiesOf: (namespace: string | null) => NamespacePolicies;
  /** What of the input decides over a workload's numbers, wherever it stands. */
  readonly decidingOn: (workload: Workload) => Pick<WorkloadResourcesOptions, 'policies' | 'scale'>;
}

/** A workload and what was given with it: what the functions of this folder need to find its surroundings. */
export interface Seen {
  readonly workload: Workload;
  readonly input: RuleInput;
}

/** Indexes are made when somebody asks for the first time. */
export function ruleInput(objects: readonly ManifestObject[], workloads: readonly Workload[]): RuleInput {
  const kinds = once(() => groupByKind(objects));
  const policies = once(() => policiesByNamespace(objects));
  const scales = once(() => scalesOf(objects));
  const policiesOf = (namespace: string | null): NamespacePolicies =>
    policies().get(namespace) ?? NO_POLICIES;
  return {
    objects,
    workloads,
    ofKind: (kind, group = '') => kinds().get(keyOf(kind, group)) ?? [],
    policiesOf,
    decidingOn: ({ source }) => {
      const scale = scales()(source);
      return { policies: policiesOf(source.namespace), ...(scale && { scale }) };
    },
  };
}

/** Computes on the first call. */
export function once<T>(compute: () => T): () => T {
  let computed: { readonly value: T } | undefined;
  return () => {
    computed ??= { value: compute() };
    return computed.value;
  };
}

function groupByKind(objects: readonly ManifestObject[]): ReadonlyMap<string, readonly ManifestObject[]> {
  const groups = new Map<string, ManifestObject[]>();
  for (const object of objects) {
    const key = keyOf(object.source.kind, groupOf(object.source.apiVersion));
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [object]);
    else group.push(object);
  }
  return groups;
}

const keyOf = (kind: string, group: string): string => `${group}/${kind}`;

/** `apps/v1` → `apps`, `v1` → nothing. */
export const groupOf = (apiVersion: string): string =>
  apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '';

/** Objects without a namespace go where kubectl puts them, and so do their neighbours. */
export const inNamespaceOf =
  ({ source }: Workload | ManifestObject) =>
  (object: ManifestObject): boolean =>
    (object.source.namespace ?? 'default') === (source.namespace ?? 'default');

export const annotationsOf = (object: ManifestObject): Readonly<Record<string, string>> =>
  textsAt(object.value, 'metadata', 'annotations');

export const labelsOf = (object: ManifestObject): Readonly<Record<string, string>> =>
  textsAt(object.value, 'metadata', 'labels');

/** Whether an object reference with `kind`, `name` and maybe `apiVersion` names the workload's object. */
export function refersTo(reference: ManifestObject['value'], { source }: Workload): boolean {
  const apiVersion = textAt(reference, 'apiVersion');
  return (
    textAt(reference, 'kind') === source.kind &&
    textAt(reference, 'name') === source.name &&
    (apiVersion === undefined || groupOf(apiVersion) === groupOf(source.apiVersion))
  );
}
