import { fitsType, isJsonObject, type Json, type JsonArray, type JsonObject, objectAt } from '@outrider/core';
import { isList, isText } from './checks.ts';
import { type Code, call, literal, object } from './code.ts';
import { type Expressed, type Fault, fault, isFault } from './expressed.ts';
import { chainOf, type PodInput, podCode, type Raw } from './pod-code.ts';
import { isEmpty, subtract } from './subtract.ts';

/** An object's fields in code, its Pod templates written with the builder. */
export interface Templated {
  readonly code: Code;
  readonly raws: readonly Raw[];
  /** Templates that stayed as they are, and why. */
  readonly faults: readonly Fault[];
}

type Context = Pick<PodInput, 'aim' | 'nameSidecar'>;

/** A value as it stands in a manifest, but for the Pod templates in it. */
export function templated(value: Json, path: string, context: Context): Templated {
  if (isJsonObject(value))
    return isTemplate(value) ? templateOr(value, path, context) : within(value, path, context);
  if (!isList(value)) return { code: literal(value), raws: [], faults: [] };
  const items = (value as JsonArray).map((item, index) => templated(item, `${path}[${index}]`, context));
  return joined({ is: 'list', items: items.map(({ code }) => code) }, items);
}

function within(value: JsonObject, path: string, context: Context): Templated {
  const fields = Object.entries(value).map(
    ([key, item]) => [key, templated(item, path === '' ? key : `${path}.${key}`, context)] as const,
  );
  return joined(
    object(fields.map(([key, { code }]) => [key, code])),
    fields.map(([, field]) => field),
  );
}

const joined = (code: Code, parts: readonly Templated[]): Templated => ({
  code,
  raws: parts.flatMap(({ raws }) => raws),
  faults: parts.flatMap(({ faults }) => faults),
});

/** A Pod's metadata and spec, and nothing else. */
const isTemplate = (value: JsonObject): boolean =>
  Object.keys(value).every((key) => key === 'metadata' || key === 'spec') &&
  isList(objectAt(value, 'spec')['containers']);

function templateOr(value: JsonObject, path: string, context: Context): Templated {
  const made = templateOf(value, path, context);
  return isFault(made) ? { code: literal(value), raws: [], faults: [made.fault] } : { ...made, faults: [] };
}

const POLICIES = ['Always', 'OnFailure', 'Never'];

function templateOf(
  value: JsonObject,
  path: string,
  { aim, nameSidecar }: Context,
): Expressed<Omit<Templated, 'faults'>> {
  const spec = objectAt(value, 'spec');
  const { restartPolicy } = spec;
  const policy = isText(restartPolicy) && POLICIES.includes(restartPolicy) ? { restartPolicy } : {};
  const metadata = objectAt(value, 'metadata');
  const input = { metadata, spec, specPath: `${path}.spec`, without: Object.keys(policy), claims: [], aim };
  const trial = podCode({ ...input, nameSidecar: () => '' });
  if (isFault(trial)) return trial;
  const more = subtract(metadata, trial.metadata) ?? {};
  const isNothing = isEmpty(more) && (!Object.hasOwn(value, 'metadata') || !isEmpty(trial.metadata));
  if (!isJsonObject(value['metadata'] ?? {}) || !fitsType(more, 'ObjectMeta'))
    return fault(`${path}.metadata`, 'the builder takes no such metadata');
  const made = podCode({ ...input, nameSidecar });
  if (isFault(made)) return made;
  const props = { ...(!isNothing && { metadata: more }), ...policy };
  const door = call('template', ...(isEmpty(props) ? [] : [literal(props)]));
  return { code: chainOf(made, door), raws: made.raws };
}
