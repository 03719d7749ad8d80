import type { Finding } from '../../finding.ts';
import { type JsonObject, ownText } from '../../json.ts';
import type { Release } from '../../kubernetes/release.ts';
import { storedKind } from '../../store/kinds.ts';
import { type Stored, storeObject, storeUpdate } from '../../store/store-object.ts';
import type { ApiObject } from '../../store/stored-object.ts';
import { dropFindings } from '../drop-findings.ts';
import { type FieldErrors, invalid } from '../field-error.ts';
import { DEFAULT_SERVER, type PodPosition, type ServerOptions } from '../pod/pod-context.ts';
import { structureFindings } from '../structure-findings.ts';
import { validateFields } from '../validate-fields.ts';
import { errorFinding } from '../validate-object.ts';
import { warningsOf } from '../warnings/warnings.ts';
import { validateControllerUpdate } from './controller-update.ts';
import { isSame } from './deep-equal.ts';
import { validateEphemeralUpdate, validatePodResize, validatePodUpdate } from './pod-update.ts';
import { withoutTolerated } from './tolerated.ts';

/** An ordinary update, or one through a sub-resource of Pods. */
export type UpdateOperation = 'update' | 'update/resize' | 'update/ephemeralcontainers';

/**
 * What the API server of a release says to an update of a stored object (V-300 …): what may not change, and what it
 * says to the new object by itself. Both are given as manifests; the old one is stored as its create would have been.
 */
export function validateUpdate(
  old: JsonObject,
  value: JsonObject,
  release: Release,
  operation: UpdateOperation = 'update',
  server: ServerOptions = DEFAULT_SERVER,
): readonly Finding[] {
  const kind = storedKind(ownText(value, 'apiVersion'), ownText(value, 'kind'));
  if (kind === undefined || ownText(old, 'kind') !== kind) return [];
  const before = storeObject(kind, old, release).stored;
  const update = storeUpdate(kind, value, release, before, operation === 'update/resize');
  const after =
    operation === 'update/ephemeralcontainers' ? withEphemeralOnly(before, update) : update.stored;
  const errors = Array.from(updateErrors(before, after, operation, { on: release.on, server }), (error) =>
    errorFinding(error, value),
  );
  return [
    ...structureFindings(update.problems),
    ...errors,
    ...(errors.length === 0 && !isPod(after) && specChanged(before, after)
      ? warningsOf(after, release.on)
      : []),
    ...dropFindings(update.dropped, update.decoded),
  ];
}

const isPod = ({ kind }: ApiObject): boolean => kind === 'Pod';

const specChanged = (before: ApiObject, after: ApiObject): boolean =>
  !isSame(Reflect.get(before.object, 'spec'), Reflect.get(after.object, 'spec'));

/** The sub-resource takes over the ephemeral containers and nothing else. */
function withEphemeralOnly(before: ApiObject, { stored }: Stored): ApiObject {
  if (before.kind !== 'Pod' || stored.kind !== 'Pod') return stored;
  const { ephemeralContainers } = stored.object.spec;
  const { ephemeralContainers: _, ...spec } = before.object.spec;
  return {
    kind: 'Pod',
    object: { ...before.object, spec: { ...spec, ...(ephemeralContainers && { ephemeralContainers }) } },
  };
}

type Position = Omit<PodPosition, 'isPod' | 'metadata'>;

function* updateErrors(
  before: ApiObject,
  after: ApiObject,
  operation: UpdateOperation,
  position: Position,
): FieldErrors {
  yield* validateMetadataUpdate(before, after);
  if (before.kind === 'Pod' && after.kind === 'Pod') {
    yield* withoutTolerated(withoutCreateRules(validateFields(after, position)), before, position.on);
    switch (operation) {
      case 'update':
        return yield* validatePodUpdate(before.object, after.object, position.on);
      case 'update/resize':
        return yield* validatePodResize(before.object, after.object, position.on);
      case 'update/ephemeralcontainers':
        return yield* validateEphemeralUpdate(before.object, after.object);
    }
  }
  yield* withoutTolerated(validateControllerUpdate(before, after, position), before, position.on);
}

/** Ephemeral containers are refused on create alone. */
function* withoutCreateRules(errors: FieldErrors): FieldErrors {
  for (const error of errors) if (error.detail !== 'cannot be set on create') yield error;
}

/** What an object is cannot change. */
function* validateMetadataUpdate(before: ApiObject, after: ApiObject): FieldErrors {
  const { name = '', namespace = '' } = after.object.metadata ?? {};
  if (name !== (before.object.metadata?.name ?? ''))
    yield invalid('immutable-field', 'metadata.name', name, 'field is immutable');
  if (namespace !== (before.object.metadata?.namespace ?? ''))
    yield invalid('immutable-field', 'metadata.namespace', namespace, 'field is immutable');
}
