import type {
  CronJob,
  CronJobSpec,
  Job,
  JobSpec,
  LabelSelector,
  ObjectMeta,
  PodTemplateSpec,
} from '../../kubernetes/api-types.gen.ts';
import {
  type FieldErrors,
  invalid,
  invalidFor,
  nonnegative,
  notSupported,
  required,
  tooLong,
} from '../field-error.ts';
import { nameOf, validateLabelSelector, validateObjectMeta } from '../metadata.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { validatePodTemplate } from '../pod/pod-spec.ts';
import { compileSelector } from '../selector.ts';
import { cronError } from '../text/cron.ts';
import { byteLength, dnsLabel, dnsSubdomain, regexMessage } from '../text/names.ts';
import { timeZoneError } from '../text/time-zone.ts';
import { validateFailurePolicy, validateSuccessPolicy } from './job-policies.ts';
import { validateJobScheduling } from './job-scheduling.ts';

const subdomain = (name: string) => dnsSubdomain(name);

/** V-200 … V-205. */
export function* validateJob(job: Job, position: PodPosition): FieldErrors {
  const { metadata = {}, spec = {} } = job;
  yield* validateObjectMeta(withSharedLabels(metadata, spec), subdomain, position.on);
  const stored = withGeneratedSelector(metadata, spec);
  yield* validateGeneratedSelector(metadata, stored, position);
  yield* validateJobSpec(stored, 'spec', position);
  if (stored.selector === undefined) yield required('job-selector', 'spec.selector');
  else yield* validateLabelSelector(stored.selector, 'spec.selector', position.on);
  const compiled = compileSelector(stored.selector, position.on);
  const labels = stored.template?.metadata?.labels;
  if (compiled !== undefined && !compiled.matches(labels)) {
    yield invalid(
      'job-selector',
      'spec.template.metadata.labels',
      labels ?? null,
      '`selector` does not match template `labels`',
    );
  }
  yield* validateIndexedName(metadata, stored);
}

/** V-205: the last Pod's hostname. */
function* validateIndexedName(
  metadata: ObjectMeta,
  { completionMode, completions = 0 }: JobSpec,
): FieldErrors {
  if (completionMode !== 'Indexed' || completions <= 0) return;
  const name = nameOf(metadata);
  const hostname = `${name}-${completions - 1}`;
  if (dnsLabel(hostname).length > 0) {
    const detail = `will not able to create pod with invalid DNS label: ${hostname}`;
    yield invalid('indexed-job-name', 'metadata.name', name, detail);
  }
}

/** The server gives each object a UID before it validates; we cannot know which. */
const UNKNOWN_UID = '00000000-0000-0000-0000-000000000000';

const JOB_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
const UID_LABELS = ['controller-uid', 'batch.kubernetes.io/controller-uid'];
const UID_LABEL = 'batch.kubernetes.io/controller-uid';

const generatedLabels = (metadata: ObjectMeta): readonly (readonly [label: string, value: string])[] => [
  ...JOB_LABELS.map((label) => [label, nameOf(metadata)] as const),
  ...UID_LABELS.map((label) => [label, UNKNOWN_UID] as const),
];

/** D-014: selector and labels that the server adds, unless the Job brings its own with `manualSelector`. */
function withGeneratedSelector(metadata: ObjectMeta, spec: JobSpec): JobSpec {
  if (spec.manualSelector === true) return spec;
  const template: PodTemplateSpec = {
    ...spec.template,
    metadata: {
      ...spec.template?.metadata,
      labels: { ...Object.fromEntries(generatedLabels(metadata)), ...spec.template?.metadata?.labels },
    },
  };
  const selector: LabelSelector = {
    ...spec.selector,
    matchLabels: { [UID_LABEL]: UNKNOWN_UID, ...spec.selector?.matchLabels },
  };
  return { ...spec, template, selector };
}

/**
 * Labels that a Job was given because it had none are the very map of its template in the server's memory, so the
 * generated ones turn up in both.
 */
function withSharedLabels(metadata: ObjectMeta, { template, manualSelector }: JobSpec): ObjectMeta {
  const { labels } = metadata;
  if (labels === undefined || labels !== template?.metadata?.labels || manualSelector === true)
    return metadata;
  return { ...metadata, labels: { ...Object.fromEntries(generatedLabels(metadata)), ...labels } };
}

/** V-204. */
function* validateGeneratedSelector(metadata: ObjectMeta, spec: JobSpec, { on }: PodPosition): FieldErrors {
  if (spec.manualSelector === true || spec.selector === undefined) return;
  const labels = spec.template?.metadata?.labels ?? {};
  const expected = generatedLabels(metadata);
  for (const label of ['controller-uid', 'job-name', UID_LABEL, 'batch.kubernetes.io/job-name']) {
    const value = expected.find(([name]) => name === label)?.[1] ?? '';
    if (labels[label] === value) continue;
    yield invalid('job-selector', `spec.template.metadata.labels[${label}]`, labels, `must be '${value}'`);
  }
  const compiled = compileSelector(spec.selector, on);
  if (compiled !== undefined && !compiled.matches(Object.fromEntries(expected)))
    yield invalid('job-selector', 'spec.selector', spec.selector, '`selector` not auto-generated');
}

const MOST_INDEXED = 100_000;
const MOST_OF_MANY = 10_000;
const MANAGED_BY = /^[A-Za-z0-9/\-._~%!$&'()*+,;=:]+$/;

/** What a Job and the job template of a CronJob have in common. */
export function* validateJobSpec(spec: JobSpec, path: string, position: PodPosition): FieldErrors {
  for (const field of [
    'parallelism',
    'completions',
    'activeDeadlineSeconds',
    'backoffLimit',
    'ttlSecondsAfterFinished',
    'backoffLimitPerIndex',
    'maxFailedIndexes',
  ] as const)
    yield* nonnegative('job-numbers', `${path}.${field}`, spec[field]);
  if (spec.maxFailedIndexes !== undefined && spec.backoffLimitPerIndex === undefined)
    yield required('job-indexes', `${path}.backoffLimitPerIndex`, 'when maxFailedIndexes is specified');
  if (spec.managedBy !== undefined) yield* validateManagedBy(spec.managedBy, `${path}.managedBy`, position);
  yield* validateCompletionMode(spec, path);
  if (spec.podFailurePolicy !== undefined)
    yield* validateFailurePolicy(spec, `${path}.podFailurePolicy`, position.on);
  if (spec.successPolicy !== undefined)
    yield* validateSuccessPolicy(spec, `${path}.successPolicy`, position.on);
  yield* validateReplacement(spec, `${path}.podReplacementPolicy`);
  yield* validateJobScheduling(spec, `${path}.scheduling`, position);
  yield* validatePodTemplate(spec.template ?? {}, `${path}.template`, position);
  yield* validateJobRestartPolicy(spec, `${path}.template.spec.restartPolicy`);
}

function* validateManagedBy(name: string, path: string, { on }: PodPosition): FieldErrors {
  const slash = name.indexOf('/');
  const [host, rest] = [name.slice(0, slash), name.slice(slash + 1)];
  if (name === '') yield required('managed-by', path);
  else if (slash <= 0 || rest === '')
    yield invalid('managed-by', path, name, 'must be a domain-prefixed path (such as "acme.io/foo")');
  else {
    yield* invalidFor('managed-by', path, host, dnsSubdomain(host));
    if (!MANAGED_BY.test(rest))
      yield invalid('managed-by', path, rest, regexMessage('Invalid path', MANAGED_BY.source.slice(1, -1)));
  }
  if (byteLength(name) > 63) {
    const long = tooLong('managed-by', path, 63, on);
    // Go's TooLongMaxLength, which went with the old words: pkg/apis/batch/validation/validation.go, 1.30 and 1.31.
    yield on.tooLongSaysMayNot ? long : { ...long, detail: 'may not be longer than 63' };
  }
}

function* validateCompletionMode(spec: JobSpec, path: string): FieldErrors {
  const { completionMode: mode, backoffLimitPerIndex, maxFailedIndexes } = spec;
  if (mode !== undefined && mode !== 'NonIndexed' && mode !== 'Indexed')
    yield notSupported('job-indexes', `${path}.completionMode`, mode, ['NonIndexed', 'Indexed']);
  if (mode === 'Indexed') yield* validateIndexed(spec, path);
  if (mode !== undefined && mode !== 'NonIndexed') return;
  const detail = 'requires indexed completion mode';
  if (backoffLimitPerIndex !== undefined)
    yield invalid('job-indexes', `${path}.backoffLimitPerIndex`, backoffLimitPerIndex, detail);
  if (maxFailedIndexes !== undefined)
    yield invalid('job-indexes', `${path}.maxFailedIndexes`, maxFailedIndexes, detail);
}

function* validateIndexed(spec: JobSpec, path: string): FieldErrors {
  const { completions, parallelism, maxFailedIndexes: failed, backoffLimitPerIndex } = spec;
  const atMost = (field: string, value: number, limit: string) =>
    invalid('job-indexes', `${path}.${field}`, value, `must be less than or equal to ${limit}`);
  if (completions === undefined)
    yield required('job-indexes', `${path}.completions`, 'when completion mode is Indexed');
  if (parallelism !== undefined && parallelism > MOST_INDEXED)
    yield atMost('parallelism', parallelism, `${MOST_INDEXED} when completion mode is Indexed`);
  if (completions !== undefined && failed !== undefined && failed > completions)
    yield atMost('maxFailedIndexes', failed, 'completions');
  if (failed !== undefined && failed > MOST_INDEXED)
    yield atMost('maxFailedIndexes', failed, `${MOST_INDEXED}`);
  if (completions === undefined || completions <= MOST_INDEXED || backoffLimitPerIndex === undefined) return;
  const limit = `${MOST_OF_MANY} when completions are above ${MOST_INDEXED} and used with backoff limit per index`;
  if (failed === undefined) {
    const detail = `must be specified when completions is above ${MOST_INDEXED}`;
    yield required('job-indexes', `${path}.maxFailedIndexes`, detail);
  }
  if (parallelism !== undefined && parallelism > MOST_OF_MANY)
    yield atMost('parallelism', parallelism, limit);
  if (failed !== undefined && failed > MOST_OF_MANY) yield atMost('maxFailedIndexes', failed, limit);
}

function* validateReplacement(
  { podReplacementPolicy: policy, podFailurePolicy }: JobSpec,
  path: string,
): FieldErrors {
  if (policy === undefined) return;
  const supported = podFailurePolicy === undefined ? ['Failed', 'TerminatingOrFailed'] : ['Failed'];
  if (!supported.includes(policy)) yield notSupported('pod-replacement-policy', path, policy, supported);
}

/** V-200, V-201: the default, Always, counts as missing. */
function* validateJobRestartPolicy({ template, podFailurePolicy }: JobSpec, path: string): FieldErrors {
  const policy = template?.spec?.restartPolicy ?? 'Always';
  if (policy === 'Always') yield required('job-restart-policy', path, 'valid values: "OnFailure", "Never"');
  else if (policy !== 'OnFailure' && policy !== 'Never')
    yield notSupported('job-restart-policy', path, policy, ['OnFailure', 'Never']);
  else if (podFailurePolicy !== undefined && policy !== 'Never') {
    const detail = 'only "Never" is supported when podFailurePolicy is specified';
    yield invalid('failure-policy-restart', path, policy, detail);
  }
}

const LONGEST_CRON_NAME = 52;

/** V-210 … V-213. */
export function* validateCronJob({ metadata = {}, spec = {} }: CronJob, position: PodPosition): FieldErrors {
  yield* validateObjectMeta(metadata, subdomain, position.on);
  yield* validateSchedule(spec, 'spec.schedule', position);
  yield* nonnegative('cron-job', 'spec.startingDeadlineSeconds', spec.startingDeadlineSeconds);
  if (spec.timeZone !== undefined) yield* validateTimeZone(spec.timeZone, 'spec.timeZone');
  const policy = spec.concurrencyPolicy ?? '';
  if (!CONCURRENCY.includes(policy))
    yield notSupported('cron-job', 'spec.concurrencyPolicy', policy, CONCURRENCY);
  const job = spec.jobTemplate?.spec ?? {};
  const path = 'spec.jobTemplate.spec';
  yield* validateJobSpec(job, path, position);
  if (job.selector !== undefined)
    yield invalid('job-selector', `${path}.selector`, job.selector, '`selector` will be auto-generated');
  if (job.manualSelector === true)
    yield notSupported('job-selector', `${path}.manualSelector`, true, ['nil', 'false']);
  yield* nonnegative('cron-job', 'spec.successfulJobsHistoryLimit', spec.successfulJobsHistoryLimit);
  yield* nonnegative('cron-job', 'spec.failedJobsHistoryLimit', spec.failedJobsHistoryLimit);
  const name = nameOf(metadata);
  if (byteLength(name) > LONGEST_CRON_NAME)
    yield invalid(
      'cron-job-name',
      'metadata.name',
      name,
      `must be no more than ${LONGEST_CRON_NAME} characters`,
    );
}

const CONCURRENCY = ['Allow', 'Forbid', 'Replace'];

function* validateSchedule(
  { schedule = '', timeZone }: CronJobSpec,
  path: string,
  { on }: PodPosition,
): FieldErrors {
  if (schedule === '') {
    yield required('cron-schedule', path);
    return;
  }
  const error = cronError(schedule);
  if (error !== undefined) yield invalid('cron-schedule', path, schedule, error);
  if (!schedule.includes('TZ')) return;
  if (on.refusesZoneInSchedule)
    yield invalid(
      'cron-schedule',
      path,
      schedule,
      'cannot use TZ or CRON_TZ in schedule, use timeZone field instead',
    );
  else if (timeZone !== undefined)
    yield invalid(
      'cron-schedule',
      path,
      schedule,
      'cannot use both timeZone field and TZ or CRON_TZ in schedule',
    );
}

/** V-211. */
function* validateTimeZone(zone: string, path: string): FieldErrors {
  for (const detail of timeZoneError(zone)) yield invalid('cron-time-zone', path, zone, detail);
}
