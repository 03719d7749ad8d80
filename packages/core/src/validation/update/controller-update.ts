import type { JobSpec, StatefulSetSpec } from '../../kubernetes/api-types.gen.ts';
import type { ApiObject } from '../../store/stored-object.ts';
import { type FieldErrors, forbidden, invalid } from '../field-error.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { validateFields } from '../validate-fields.ts';
import { isSame } from './deep-equal.ts';

type Position = Omit<PodPosition, 'isPod' | 'metadata'>;

/** Errors that only a create can meet: names that exist are kept, and so is what cannot change anyway. */
const CREATE_ONLY: ReadonlySet<string> = new Set(['cron-job-name', 'object-name', 'indexed-job-name']);

/** V-320 … V-323: templates of controllers may change, what they are bound to may not. */
export function* validateControllerUpdate(
  before: ApiObject,
  after: ApiObject,
  position: Position,
): FieldErrors {
  for (const error of validateFields(after, position)) if (!CREATE_ONLY.has(error.rule)) yield error;
  switch (after.kind) {
    case 'Deployment':
    case 'ReplicaSet':
    case 'DaemonSet':
      if (before.kind === after.kind)
        yield* immutable('spec.selector', before.object.spec?.selector, after.object.spec?.selector);
      return;
    case 'StatefulSet':
      if (before.kind === after.kind)
        yield* validateStatefulSetUpdate(before.object.spec ?? {}, after.object.spec ?? {}, position);
      return;
    case 'Job':
      if (before.kind === after.kind)
        yield* validateJobUpdate(before.object.spec ?? {}, after.object.spec ?? {}, position);
      return;
    case 'Pod':
    case 'PodTemplate':
    case 'ReplicationController':
    case 'CronJob':
  }
}

function* immutable(path: string, before: unknown, after: unknown): FieldErrors {
  if (!isSame(before, after)) yield invalid('immutable-field', path, after ?? null, 'field is immutable');
}

const JOB_FIELDS = [
  'completionMode',
  'podFailurePolicy',
  'backoffLimitPerIndex',
  'managedBy',
  'successPolicy',
] as const satisfies readonly (keyof JobSpec)[];

/** V-320: a suspended Job may still be scheduled otherwise. */
function* validateJobUpdate(before: JobSpec, after: JobSpec, { on }: Position): FieldErrors {
  const isIndexed = after.completionMode === 'Indexed' && after.completions !== undefined;
  const isElastic = isIndexed && before.completions !== undefined && after.completions === after.parallelism;
  if (!isElastic) yield* immutable('spec.completions', before.completions, after.completions);
  yield* immutable('spec.selector', before.selector, after.selector);
  const isSuspended = before.suspend === true;
  const old = isSuspended ? withSchedulingOf(after, before) : before;
  const mayResize = isSuspended && on.MutablePodResourcesForSuspendedJobs;
  yield* immutable('spec.template', old.template, mayResize ? withResourcesOf(old, after) : after.template);
  for (const field of JOB_FIELDS) yield* immutable(`spec.${field}`, before[field], after[field]);
}

/** The old spec with what a suspended Job may change taken from the new one. */
function withSchedulingOf({ template: update }: JobSpec, old: JobSpec): JobSpec {
  const { nodeSelector, tolerations, schedulingGates, affinity } = update?.spec ?? {};
  const nodeAffinity = affinity?.nodeAffinity;
  return {
    ...old,
    template: {
      ...old.template,
      metadata: { ...old.template?.metadata, ...update?.metadata },
      spec: {
        ...old.template?.spec,
        ...(nodeSelector && { nodeSelector }),
        ...(tolerations && { tolerations }),
        ...(schedulingGates && { schedulingGates }),
        ...(nodeAffinity && { affinity: { ...old.template?.spec?.affinity, nodeAffinity } }),
      },
    },
  };
}

/** The new template with the old resources of its containers. */
function withResourcesOf({ template: old }: JobSpec, { template }: JobSpec): JobSpec['template'] {
  const munged = (list: 'containers' | 'initContainers') =>
    (template?.spec?.[list] ?? []).map((container, index) => ({
      ...container,
      resources: old?.spec?.[list]?.[index]?.resources ?? {},
    }));
  return {
    ...template,
    spec: { ...template?.spec, containers: munged('containers'), initContainers: munged('initContainers') },
  };
}

const STATEFUL_FIELDS = [
  'replicas',
  'ordinals',
  'template',
  'updateStrategy',
  'persistentVolumeClaimRetentionPolicy',
  'minReadySeconds',
] as const satisfies readonly (keyof StatefulSetSpec)[];

const FIXED_STATEFUL_FIELDS = [
  'selector',
  'volumeClaimTemplates',
  'serviceName',
  'podManagementPolicy',
] as const satisfies readonly (keyof StatefulSetSpec)[];

/** V-323. */
function* validateStatefulSetUpdate(
  before: StatefulSetSpec,
  after: StatefulSetSpec,
  { on }: Position,
): FieldErrors {
  if (on.statefulSetFieldsAreImmutable) {
    for (const field of FIXED_STATEFUL_FIELDS) yield* immutable(`spec.${field}`, before[field], after[field]);
    return;
  }
  const mutable: ReadonlySet<string> = new Set([
    ...STATEFUL_FIELDS,
    ...(on.revisionHistoryIsMutable ? ['revisionHistoryLimit'] : []),
  ]);
  const fixed = (spec: StatefulSetSpec) =>
    Object.fromEntries(Object.entries(spec).filter(([field]) => !mutable.has(field)));
  if (isSame(fixed(before), fixed(after))) return;
  const more = on.revisionHistoryIsMutable ? "'revisionHistoryLimit', " : '';
  yield forbidden(
    'immutable-field',
    'spec',
    `updates to statefulset spec for fields other than 'replicas', 'ordinals', 'template', 'updateStrategy', ${more}'persistentVolumeClaimRetentionPolicy' and 'minReadySeconds' are forbidden`,
  );
}
