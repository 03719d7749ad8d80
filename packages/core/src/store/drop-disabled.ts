import type { JobSpec, PodTemplateSpec, StatefulSetSpec } from '../kubernetes/api-types.gen.ts';
import { dropFromPodSpec } from './drop-pod-fields.ts';
import { type DropContext, without } from './dropped-field.ts';
import type { ApiObject } from './stored-object.ts';

/** The object without what disabled gates remove on create. What is removed is noted in the context. */
export function dropDisabled(api: ApiObject, context: DropContext): ApiObject {
  switch (api.kind) {
    case 'Pod':
      return {
        kind: api.kind,
        object: { ...api.object, spec: dropFromPodSpec(api.object.spec, 'spec', context) },
      };
    case 'PodTemplate': {
      const { object } = api;
      return { kind: api.kind, object: { ...object, ...dropFromHolder(object, '', context) } };
    }
    case 'Deployment':
    case 'DaemonSet':
    case 'ReplicaSet':
    case 'ReplicationController': {
      const spec = { ...api.object.spec, ...dropFromHolder(api.object.spec ?? {}, 'spec.', context) };
      return { kind: api.kind, object: { ...api.object, spec } } as ApiObject;
    }
    case 'StatefulSet': {
      const spec = dropMaxUnavailable(api.object.spec ?? {}, context);
      return {
        kind: api.kind,
        object: { ...api.object, spec: { ...spec, ...dropFromHolder(spec, 'spec.', context) } },
      };
    }
    case 'Job': {
      const spec = dropFromJob(api.object.spec ?? {}, context);
      return {
        kind: api.kind,
        object: { ...api.object, spec: { ...spec, ...dropFromHolder(spec, 'spec.', context) } },
      };
    }
    case 'CronJob': {
      // Of the fields of the Job itself all but one are left alone (pkg/registry/batch/cronjob/strategy.go).
      const { spec = {} } = api.object;
      const job = dropScheduling(spec.jobTemplate?.spec ?? {}, 'spec.jobTemplate.spec', context);
      const kept = { ...job, ...dropFromHolder(job, 'spec.jobTemplate.spec.', context) };
      const jobTemplate = { ...spec.jobTemplate, spec: kept };
      return { kind: api.kind, object: { ...api.object, spec: { ...spec, jobTemplate } } };
    }
  }
}

interface TemplateHolder {
  readonly template?: PodTemplateSpec;
}

function dropFromHolder({ template }: TemplateHolder, prefix: string, context: DropContext): TemplateHolder {
  if (template?.spec === undefined) return {};
  return {
    template: { ...template, spec: dropFromPodSpec(template.spec, `${prefix}template.spec`, context) },
  };
}

function dropMaxUnavailable(spec: StatefulSetSpec, context: DropContext): StatefulSetSpec {
  const rollingUpdate = spec.updateStrategy?.rollingUpdate;
  if (context.on.MaxUnavailableStatefulSet || rollingUpdate === undefined) return spec;
  const at = 'spec.updateStrategy.rollingUpdate';
  return {
    ...spec,
    updateStrategy: {
      ...spec.updateStrategy,
      rollingUpdate: without(rollingUpdate, 'maxUnavailable', at, 'MaxUnavailableStatefulSet', context),
    },
  };
}

/** G-014. */
function dropFromJob(spec: JobSpec, context: DropContext): JobSpec {
  const { on } = context;
  let kept = spec;
  if (!on.JobPodFailurePolicy)
    kept = without(kept, 'podFailurePolicy', 'spec', 'JobPodFailurePolicy', context);
  if (!on.JobManagedBy) kept = without(kept, 'managedBy', 'spec', 'JobManagedBy', context);
  if (!on.JobSuccessPolicy) kept = without(kept, 'successPolicy', 'spec', 'JobSuccessPolicy', context);
  if (!on.JobBackoffLimitPerIndex) kept = dropBackoffPerIndex(kept, context);
  if (!on.JobPodReplacementPolicy)
    kept = without(kept, 'podReplacementPolicy', 'spec', 'JobPodReplacementPolicy', context);
  return dropScheduling(kept, 'spec', context);
}

/** G-016. */
const dropScheduling = (spec: JobSpec, path: string, context: DropContext): JobSpec =>
  context.on.WorkloadWithJob ? spec : without(spec, 'scheduling', path, 'WorkloadWithJob', context);

function dropBackoffPerIndex(spec: JobSpec, context: DropContext): JobSpec {
  const gate = 'JobBackoffLimitPerIndex';
  const kept = without(
    without(spec, 'backoffLimitPerIndex', 'spec', gate, context),
    'maxFailedIndexes',
    'spec',
    gate,
    context,
  );
  const rules = kept.podFailurePolicy?.rules;
  if (rules === undefined) return kept;
  const left = rules.filter(({ action }, index) => {
    if (action !== 'FailIndex') return true;
    context.dropped.push({ path: `spec.podFailurePolicy.rules[${index}]`, gate });
    return false;
  });
  return { ...kept, podFailurePolicy: { ...kept.podFailurePolicy, rules: left } };
}
