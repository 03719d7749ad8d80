import type {
  CronJobSpec,
  DaemonSetSpec,
  DeploymentSpec,
  JobSpec,
  ObjectMeta,
  ReplicationController,
  StatefulSetSpec,
} from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { changed } from './changed.ts';
import { defaultPod, defaultTemplate } from './default-pod.ts';
import { defaultClaimSpec } from './default-volume.ts';
import type { ApiObject } from './stored-object.ts';

type Features = Release['on'];

/** What the server fills into an object before it validates it (fact sheet, section 4). */
export function defaultObject(api: ApiObject, on: Features): ApiObject {
  switch (api.kind) {
    case 'Pod':
      return { kind: api.kind, object: defaultPod(api.object, on) };
    case 'PodTemplate': {
      const { object } = api;
      return { kind: api.kind, object: { ...object, template: defaultTemplate(object.template ?? {}, on) } };
    }
    case 'Deployment':
      return {
        kind: api.kind,
        object: { ...api.object, spec: defaultDeployment(api.object.spec ?? {}, on) },
      };
    case 'StatefulSet':
      return {
        kind: api.kind,
        object: { ...api.object, spec: defaultStatefulSet(api.object.spec ?? {}, on) },
      };
    case 'DaemonSet':
      return { kind: api.kind, object: { ...api.object, spec: defaultDaemonSet(api.object.spec ?? {}, on) } };
    case 'ReplicaSet': {
      const { spec = {} } = api.object;
      const template = defaultTemplate(spec.template ?? {}, on);
      return { kind: api.kind, object: { ...api.object, spec: { replicas: 1, ...spec, template } } };
    }
    case 'ReplicationController':
      return { kind: api.kind, object: defaultReplicationController(api.object, on) };
    case 'Job': {
      const { metadata, spec = {} } = api.object;
      return {
        kind: api.kind,
        object: {
          ...api.object,
          ...withLabels(metadata, spec.template?.metadata?.labels),
          spec: defaultJobSpec(spec, on),
        },
      };
    }
    case 'CronJob':
      return { kind: api.kind, object: { ...api.object, spec: defaultCronJob(api.object.spec ?? {}, on) } };
  }
}

/** Labels of the template, where the object has none of its own (D-014). */
function withLabels(
  metadata: ObjectMeta | undefined,
  labels: ObjectMeta['labels'],
): { readonly metadata?: ObjectMeta } {
  if (labels === undefined || Object.keys(metadata?.labels ?? {}).length > 0)
    return metadata === undefined ? {} : { metadata };
  return { metadata: { ...metadata, labels } };
}

const REVISIONS = 10;

/** D-013. */
function defaultDeployment(spec: DeploymentSpec, on: Features): DeploymentSpec {
  const type = spec.strategy?.type || 'RollingUpdate';
  return {
    replicas: 1,
    revisionHistoryLimit: REVISIONS,
    progressDeadlineSeconds: 600,
    ...spec,
    strategy: {
      ...spec.strategy,
      type,
      ...(type === 'RollingUpdate' && {
        rollingUpdate: { maxUnavailable: '25%', maxSurge: '25%', ...spec.strategy?.rollingUpdate },
      }),
    },
    template: defaultTemplate(spec.template ?? {}, on),
  };
}

function defaultDaemonSet(spec: DaemonSetSpec, on: Features): DaemonSetSpec {
  const type = spec.updateStrategy?.type || 'RollingUpdate';
  return {
    revisionHistoryLimit: REVISIONS,
    ...spec,
    updateStrategy: {
      ...spec.updateStrategy,
      type,
      ...(type === 'RollingUpdate' && {
        rollingUpdate: { maxUnavailable: 1, maxSurge: 0, ...spec.updateStrategy?.rollingUpdate },
      }),
    },
    template: defaultTemplate(spec.template ?? {}, on),
  };
}

function defaultStatefulSet(spec: StatefulSetSpec, on: Features): StatefulSetSpec {
  const retention = spec.persistentVolumeClaimRetentionPolicy;
  return {
    replicas: 1,
    revisionHistoryLimit: REVISIONS,
    ...spec,
    podManagementPolicy: spec.podManagementPolicy || 'OrderedReady',
    updateStrategy: defaultUpdateStrategy(spec.updateStrategy, on),
    persistentVolumeClaimRetentionPolicy: {
      whenDeleted: retention?.whenDeleted || 'Retain',
      whenScaled: retention?.whenScaled || 'Retain',
    },
    template: defaultTemplate(spec.template ?? {}, on),
    ...changed(spec.volumeClaimTemplates, (claims) => ({
      volumeClaimTemplates: claims.map((claim) => ({ ...claim, spec: defaultClaimSpec(claim.spec ?? {}) })),
    })),
  };
}

function defaultUpdateStrategy(
  strategy: StatefulSetSpec['updateStrategy'],
  on: Features,
): NonNullable<StatefulSetSpec['updateStrategy']> {
  const type = strategy?.type || 'RollingUpdate';
  const rollingUpdate = strategy?.type ? strategy.rollingUpdate : (strategy?.rollingUpdate ?? {});
  if (type !== 'RollingUpdate' || rollingUpdate === undefined) return { ...strategy, type };
  return {
    type,
    rollingUpdate: {
      partition: 0,
      ...(on.MaxUnavailableStatefulSet && { maxUnavailable: 1 }),
      ...rollingUpdate,
    },
  };
}

/** A ReplicationController without a selector takes its template's labels (V-250). */
function defaultReplicationController(object: ReplicationController, on: Features): ReplicationController {
  const { spec = {} } = object;
  const labels = spec.template?.metadata?.labels;
  const selected = Object.keys(spec.selector ?? {}).length > 0;
  return {
    ...object,
    ...withLabels(object.metadata, labels),
    spec: {
      replicas: 1,
      ...spec,
      ...(!selected && labels !== undefined && { selector: labels }),
      ...changed(spec.template, (template) => ({ template: defaultTemplate(template, on) })),
    },
  };
}

const MAX_INT32 = 2 ** 31 - 1;

/** D-014. */
export function defaultJobSpec(spec: JobSpec, on: Features): JobSpec {
  const single = spec.completions === undefined && spec.parallelism === undefined;
  return {
    parallelism: 1,
    ...(single && { completions: 1 }),
    backoffLimit: spec.backoffLimitPerIndex === undefined ? 6 : MAX_INT32,
    completionMode: 'NonIndexed',
    suspend: false,
    ...(on.defaultsManualSelector && { manualSelector: false }),
    ...(on.JobPodReplacementPolicy && {
      podReplacementPolicy: spec.podFailurePolicy === undefined ? 'TerminatingOrFailed' : 'Failed',
    }),
    ...spec,
    ...changed(spec.podFailurePolicy, (policy) => ({ podFailurePolicy: defaultFailurePolicy(policy) })),
    template: defaultTemplate(spec.template ?? {}, on),
  };
}

const defaultFailurePolicy = (
  policy: NonNullable<JobSpec['podFailurePolicy']>,
): NonNullable<JobSpec['podFailurePolicy']> => ({
  ...policy,
  ...changed(policy.rules, (rules) => ({
    rules: rules.map((rule) => ({
      ...rule,
      ...changed(rule.onPodConditions, (patterns) => ({
        onPodConditions: patterns.map((pattern) => ({ ...pattern, status: pattern.status || 'True' })),
      })),
    })),
  })),
});

/** The job template of a CronJob gets the pod template's defaults, and the Job's only once a Job is made of it. */
function defaultCronJob(spec: CronJobSpec, on: Features): CronJobSpec {
  const job = spec.jobTemplate?.spec ?? {};
  return {
    suspend: false,
    successfulJobsHistoryLimit: 3,
    failedJobsHistoryLimit: 1,
    ...spec,
    concurrencyPolicy: spec.concurrencyPolicy || 'Allow',
    jobTemplate: {
      ...spec.jobTemplate,
      spec: {
        ...job,
        ...(on.defaultsCronJobFailurePolicy &&
          changed(job.podFailurePolicy, (policy) => ({ podFailurePolicy: defaultFailurePolicy(policy) }))),
        template: defaultTemplate(job.template ?? {}, on),
      },
    },
  };
}
