import { isJsonObject, type Json, type JsonObject, own } from '../../json.ts';

type Step = string | number;

/** Left alone at the root, and in embedded resources. */
const META: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata']);

/**
 * The first step of a way through a custom resource that its structural schema does not have, so that the API server
 * prunes the field there; nothing if the whole way stays. The walk is that of `prune` and `skipPrune` in
 * `k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning/algorithm.go`.
 */
export const prunedAt = (schema: JsonObject, steps: readonly Step[]): number | undefined =>
  prune({ ...schema, 'x-kubernetes-embedded-resource': true }, steps, 0, false);

/** `skips`: the list around this value keeps what its schema does not know. */
function prune(
  schema: JsonObject | undefined,
  steps: readonly Step[],
  at: number,
  skips: boolean,
): number | undefined {
  const step = steps[at];
  if (step === undefined) return undefined;
  const preserves = skips || isTrue(schema, 'x-kubernetes-preserve-unknown-fields');
  if (preserves && schema === undefined) return undefined;
  if (typeof step === 'number') return prune(objectIn(schema, 'items'), steps, at + 1, preserves);
  if (META.has(step) && isTrue(schema, 'x-kubernetes-embedded-resource')) return undefined;
  const property = own(objectIn(schema, 'properties') ?? {}, step);
  const others = schema === undefined ? undefined : own(schema, 'additionalProperties');
  if (property === undefined && others === undefined) return preserves ? undefined : at;
  return prune(asObject(property ?? others), steps, at + 1, false);
}

const isTrue = (schema: JsonObject | undefined, key: string): boolean =>
  schema !== undefined && own(schema, key) === true;

const objectIn = (schema: JsonObject | undefined, key: string): JsonObject | undefined =>
  schema === undefined ? undefined : asObject(own(schema, key));

const asObject = (value: Json | undefined): JsonObject | undefined =>
  isJsonObject(value) ? value : undefined;
