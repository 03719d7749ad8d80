import { fitsType, isJsonObject, type JsonObject, objectAt } from '@outrider/core';
import { isText } from './checks.ts';
import { claimsOf } from './claims.ts';
import { type Call, call, type Entry, literal, name, object } from './code.ts';
import { type Expressed, fault } from './expressed.ts';
import { isEmpty, isSame, overlay, subtract } from './subtract.ts';

/** What a door of the builder writes, and the props that make it. */
interface Props {
  readonly entries: readonly Entry[];
  readonly writes: JsonObject;
}

/** A way out of the builder, for one kind of the API. */
export interface Door {
  readonly method: string;
  readonly podPath: string;
  /** Fields of the Pod's spec that the door says. */
  readonly without: (spec: JsonObject) => readonly string[];
  readonly props: (object: JsonObject, pod: JsonObject) => Props | undefined;
}

const POLICIES: Readonly<Record<'pod' | 'job' | 'selecting', readonly string[]>> = {
  pod: ['Always', 'OnFailure', 'Never'],
  job: ['Never', 'OnFailure'],
  selecting: ['Always'],
};

const restartPolicyIn =
  (kind: keyof typeof POLICIES) =>
  ({ restartPolicy }: JsonObject): readonly string[] =>
    isText(restartPolicy) && POLICIES[kind].includes(restartPolicy) ? ['restartPolicy'] : [];

/** Fields of a spec, one by one, as far as the type takes them. */
function typedFields(spec: JsonObject, type: string, without: readonly string[]): JsonObject {
  const typed = Object.entries(spec).filter(
    ([key, value]) => !without.includes(key) && fitsType({ [key]: value }, type),
  );
  return Object.fromEntries(typed);
}

const entriesOf = (fields: JsonObject): readonly Entry[] =>
  Object.entries(fields).map(([key, value]) => [key, literal(value)]);

/** A selector that is the Pod's labels goes without saying. */
function selecting(type: string) {
  return (whole: JsonObject, pod: JsonObject): Props => {
    const spec = objectAt(whole, 'spec');
    const labels = objectAt(pod, 'metadata', 'labels');
    const own = { matchLabels: labels };
    const isOwn = !isEmpty(labels) && isSame(spec['selector'] ?? null, own);
    const claimed = claimsOf(whole).length > 0 ? ['volumeClaimTemplates'] : [];
    const said = ['template', ...claimed, ...(isOwn ? ['selector'] : [])];
    const typed = typedFields(spec, type, said);
    const selector = typed['selector'] ?? own;
    const claims = Object.fromEntries(claimed.map((field) => [field, spec[field] ?? null]));
    return {
      entries: [...entriesOf(typed), ...policyEntries(pod, 'selecting')],
      writes: { spec: { ...typed, ...claims, selector, template: pod } },
    };
  };
}

/** The policy, if the door's props take it; the default of a Job's door goes without saying. */
const policyEntries = (pod: JsonObject, kind: keyof typeof POLICIES): readonly Entry[] => {
  const { restartPolicy = '' } = objectAt(pod, 'spec');
  const isDefault = kind === 'job' && restartPolicy === 'Never';
  const isTaken = isText(restartPolicy) && POLICIES[kind].includes(restartPolicy);
  return isTaken && !isDefault ? [['restartPolicy', literal(restartPolicy)]] : [];
};

/** The Pod as a door of Jobs writes it: with a policy, whether one was written or not. */
const jobPod = (pod: JsonObject): JsonObject => overlay({ spec: { restartPolicy: 'Never' } }, pod);

function job(whole: JsonObject, pod: JsonObject): Props {
  const typed = typedFields(objectAt(whole, 'spec'), 'JobSpec', ['template']);
  const policy = policyEntries(pod, 'job');
  return {
    entries: [...entriesOf(typed), ...policy],
    writes: { spec: { ...typed, template: jobPod(pod) } },
  };
}

function cronJob(whole: JsonObject, pod: JsonObject): Props | undefined {
  const spec = objectAt(whole, 'spec');
  if (!isText(spec['schedule'])) return undefined;
  const typed = typedFields(spec, 'CronJobSpec', ['jobTemplate']);
  const { metadata } = objectAt(spec, 'jobTemplate');
  const isTaken = isJsonObject(metadata) && fitsType(metadata, 'ObjectMeta');
  const ofJob = typedFields(objectAt(spec, 'jobTemplate', 'spec'), 'JobSpec', ['template']);
  const job: readonly Entry[] = [
    ...(isTaken ? [['jobMetadata', literal(metadata)] as const] : []),
    ...(isEmpty(ofJob) ? [] : [['job', literal(ofJob)] as const]),
  ];
  const jobSpec = { ...ofJob, template: jobPod(pod) };
  return {
    entries: [...entriesOf(typed), ...policyEntries(pod, 'job'), ...job],
    writes: { spec: { ...typed, jobTemplate: { ...(isTaken && { metadata }), spec: jobSpec } } },
  };
}

const pod = (_: JsonObject, written: JsonObject): Props => ({
  entries: policyEntries(written, 'pod'),
  writes: written,
});

/** The doors by the kinds that they write. */
export const DOORS: ReadonlyMap<string, Door> = new Map<string, Door>([
  [
    'apps/v1 Deployment',
    {
      method: 'deployment',
      podPath: 'spec.template',
      without: restartPolicyIn('selecting'),
      props: selecting('DeploymentSpec'),
    },
  ],
  [
    'apps/v1 StatefulSet',
    {
      method: 'statefulSet',
      podPath: 'spec.template',
      without: restartPolicyIn('selecting'),
      props: selecting('StatefulSetSpec'),
    },
  ],
  [
    'apps/v1 DaemonSet',
    {
      method: 'daemonSet',
      podPath: 'spec.template',
      without: restartPolicyIn('selecting'),
      props: selecting('DaemonSetSpec'),
    },
  ],
  ['batch/v1 Job', { method: 'job', podPath: 'spec.template', without: restartPolicyIn('job'), props: job }],
  [
    'batch/v1 CronJob',
    {
      method: 'cronJob',
      podPath: 'spec.jobTemplate.spec.template',
      without: restartPolicyIn('job'),
      props: cronJob,
    },
  ],
  ['v1 Pod', { method: 'pod', podPath: '', without: restartPolicyIn('pod'), props: pod }],
]);

export interface DoorCode {
  readonly call: Call;
  /** What only the door's `raw` could take. */
  readonly raw: JsonObject;
}

/** The call that makes an object of a Pod. `pod` is what the builder writes of it: metadata and spec. */
export function doorCode(door: Door, whole: JsonObject, pod: JsonObject, id: string): Expressed<DoorCode> {
  const props = door.props(whole, pod);
  if (props === undefined) return fault('spec', 'there is no schedule');
  const { apiVersion = '', kind = '', status: state } = whole;
  const status = isJsonObject(state) ? { status: state } : {};
  const metadata = metadataOf(door, whole);
  const raw = subtract(
    whole,
    overlay({ apiVersion, kind, ...(!isEmpty(metadata) && { metadata }), ...status }, props.writes),
  );
  if (raw === undefined) return fault(door.podPath, 'the builder would add a selector or a restartPolicy');
  const entries: readonly Entry[] = [
    ...(isEmpty(metadata) ? [] : [['metadata', literal(metadata)] as const]),
    ...props.entries,
    ...entriesOf(status),
    ...(isEmpty(raw) ? [] : [['raw', literal(raw)] as const]),
  ];
  const more = entries.length > 0 ? [object(entries)] : [];
  return { call: call(door.method, name('this'), literal(id), ...more), raw };
}

/** The object's own metadata; a Pod's labels and annotations are said at its beginning. */
function metadataOf({ podPath }: Door, { metadata }: JsonObject): JsonObject {
  if (!isJsonObject(metadata)) return {};
  if (podPath !== '') return metadata;
  const { labels: _, annotations: __, ...own } = metadata;
  return own;
}
