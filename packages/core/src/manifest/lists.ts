import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';

/**
 * The items of a `List` or any `*List` (P-009); `undefined` for other objects, also for a custom kind that only
 * ends in List.
 */
export function itemsOf(value: JsonObject): readonly Json[] | undefined {
  const kind = ownText(value, 'kind');
  if (!kind.endsWith('List')) return undefined;
  const items = own(value, 'items');
  if (Array.isArray(items)) return items as readonly Json[];
  return kind === 'List' ? [] : undefined;
}

export const isList = (value: Json): boolean => isJsonObject(value) && itemsOf(value) !== undefined;

/** An item with the kind of its list: items of a PodList need not say that they are Pods (P-009). */
export function withKindOf(list: JsonObject, item: JsonObject): JsonObject {
  const listKind = ownText(list, 'kind');
  if (listKind === 'List' || Object.hasOwn(item, 'kind')) return item;
  return { apiVersion: own(list, 'apiVersion') ?? null, kind: listKind.slice(0, -'List'.length), ...item };
}
