import { type JsonObject, type ManifestObject, objectAt, textAt } from '@outrider/core';
import { isText } from './checks.ts';
import { claimsOf } from './claims.ts';
import { type Call, type Code, call, literal, name } from './code.ts';
import { DOORS, type Door, doorCode } from './door.ts';
import { type Expressed, type Fault, fault, isFault } from './expressed.ts';
import { type NotExpressed, noteOn, rawNotes } from './notes.ts';
import { type Patch, split } from './patches.ts';
import { type Aim, chainOf, type NameSidecar, type PodCode, podCode } from './pod-code.ts';
import { isEmpty } from './subtract.ts';
import { templated } from './template-code.ts';

export interface ObjectInput {
  readonly manifest: ManifestObject;
  /** Of the construct, once in its chart. */
  readonly id: string;
  readonly aim: Aim;
  readonly nameSidecar: NameSidecar;
  /** Why `cdk8s synth` would refuse the object if the builder made it. */
  readonly refusal: string | undefined;
}

/** An object as an expression that makes its construct, with the patches to be made then. */
export interface ObjectCode {
  readonly code: Code;
  readonly patches: readonly Call[];
  readonly notes: readonly NotExpressed[];
}

export function objectCode(input: ObjectInput): ObjectCode {
  const { value, patches } = split(input.manifest.value);
  const made = builtOrPlain(input, value);
  return {
    code: made.code,
    patches: [...identityPatches(input.manifest.value), ...patches].map(patchCall),
    notes: [
      ...made.notes,
      ...patches.map(({ path, reason }) => noteOn(input.manifest, 'JsonPatch', path, reason)),
    ],
  };
}

type Made = Pick<ObjectCode, 'code' | 'notes'>;

function builtOrPlain(input: ObjectInput, value: JsonObject): Made {
  const { manifest, refusal } = input;
  const door = DOORS.get(`${textAt(value, 'apiVersion')} ${textAt(value, 'kind')}`);
  if (door === undefined) return holderOf(input, value);
  const built =
    refusal === undefined ? builtOf(input, value, door) : fault('', `synth would refuse it: ${refusal}`);
  if (!isFault(built)) return built;
  return { code: plain(value, input.id), notes: [faultNote(manifest, built.fault)] };
}

/** An object of another kind, custom ones too: the Pod templates in it are the builder's. */
function holderOf(input: ObjectInput, value: JsonObject): Made {
  const { code, raws, faults } = templated(plainProps(value), '', input);
  return {
    code: plainCall(input.id, code),
    notes: [
      ...faults.map((one) => faultNote(input.manifest, one)),
      ...raws.flatMap(({ path, fields }) => rawNotes(input.manifest, path, fields)),
    ],
  };
}

const faultNote = (manifest: ManifestObject, { path, reason }: Fault): NotExpressed =>
  noteOn(manifest, 'ApiObject', path, reason);

function builtOf(input: ObjectInput, value: JsonObject, door: Door): Expressed<Made> {
  const steps = door.podPath === '' ? [] : door.podPath.split('.');
  const pod = objectAt(value, ...steps);
  const spec = objectAt(pod, 'spec');
  const podInput = {
    metadata: objectAt(pod, 'metadata'),
    spec,
    specPath: [...steps, 'spec'].join('.'),
    without: door.without(spec),
    claims: claimsOf(value),
    aim: input.aim,
  };
  // First without names: what comes to nothing takes none.
  const trial = podCode({ ...podInput, nameSidecar: () => '' });
  if (isFault(trial)) return trial;
  const last = doorCode(door, value, writtenPod(trial, spec), input.id);
  if (isFault(last)) return last;
  const made = podCode({ ...podInput, nameSidecar: input.nameSidecar });
  if (isFault(made)) return made;
  const raws = [{ path: '', fields: last.raw }, ...made.raws];
  return {
    code: chainOf(made, last.call),
    notes: raws.flatMap(({ path, fields }) => rawNotes(input.manifest, path, fields)),
  };
}

/** What the builder makes of the Pod: with `raw`, all of its spec. */
const writtenPod = ({ metadata }: PodCode, spec: JsonObject): JsonObject => ({
  ...(!isEmpty(metadata) && { metadata }),
  spec,
});

const plain = (value: JsonObject, id: string): Code => plainCall(id, literal(plainProps(value)));

const plainCall = (id: string, props: Code): Code => call('new ApiObject', name('this'), literal(id), props);

function plainProps({ apiVersion, kind, metadata, ...body }: JsonObject): JsonObject {
  return {
    apiVersion: isVersion(apiVersion) ? apiVersion : '',
    kind: isText(kind) ? kind : '',
    ...(metadata !== undefined && { metadata }),
    ...body,
  };
}

/** cdk8s takes a group and a version. */
const isVersion = (apiVersion: JsonObject[string] | undefined): apiVersion is string =>
  isText(apiVersion) && apiVersion.split('/').length <= 2;

/** What has no version or kind, or none that cdk8s takes, gets it as a patch. */
function identityPatches(whole: JsonObject): readonly Patch[] {
  const wrong = [
    ...(isVersion(whole['apiVersion']) ? [] : ['apiVersion']),
    ...(isText(whole['kind']) ? [] : ['kind']),
  ];
  return wrong.map((key) => ({
    op: whole[key] === undefined ? 'remove' : 'add',
    pointer: `/${key}`,
    path: key,
    value: whole[key] ?? null,
    reason: 'cdk8s takes no such object',
  }));
}

const patchCall = ({ op, pointer, value }: Patch): Call =>
  op === 'add'
    ? call('JsonPatch.add', literal(pointer), literal(value))
    : call('JsonPatch.remove', literal(pointer));
