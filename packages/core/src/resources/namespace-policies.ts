import type { Source } from '../finding.ts';
import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';
import type { ResourceAmounts } from '../quantity/resource-list.ts';
import type { LimitRangeItem } from './limit-range.ts';
import type { QuotaScope } from './quota-scopes.ts';
import type { ResourceQuota } from './resource-quota.ts';

/** A LimitRange of the input. */
export interface LimitRange {
  readonly name: string;
  readonly items: readonly LimitRangeItem[];
}

/** What the input itself says of one namespace's resources. */
export interface NamespacePolicies {
  readonly limitRanges: readonly LimitRange[];
  readonly quotas: readonly ResourceQuota[];
}

export const NO_POLICIES: NamespacePolicies = { limitRanges: [], quotas: [] };

/** An object of the input, as `readManifests` returns it. */
export interface PolicyObject {
  readonly source: Source;
  readonly value: JsonObject;
}

export const isPolicy = ({ source }: PolicyObject): boolean =>
  source.apiVersion === 'v1' && (source.kind === 'LimitRange' || source.kind === 'ResourceQuota');

/** LimitRange and ResourceQuota objects by namespace; other objects are passed over. `null` is the absent namespace. */
export function policiesByNamespace(
  objects: Iterable<PolicyObject>,
): ReadonlyMap<string | null, NamespacePolicies> {
  const byNamespace = new Map<string | null, NamespacePolicies>();
  for (const object of objects) {
    if (!isPolicy(object)) continue;
    const { namespace, kind } = object.source;
    const before = byNamespace.get(namespace) ?? NO_POLICIES;
    byNamespace.set(
      namespace,
      kind === 'LimitRange' ? withLimitRange(before, object) : withQuota(before, object),
    );
  }
  return byNamespace;
}

const withLimitRange = (policies: NamespacePolicies, { source, value }: PolicyObject): NamespacePolicies => {
  const items = objectsOf(own(specOf(value), 'limits')).map((item) => ({
    type: ownText(item, 'type'),
    ...amountsAt(item, 'default'),
    ...amountsAt(item, 'defaultRequest'),
    ...amountsAt(item, 'min'),
    ...amountsAt(item, 'max'),
    ...amountsAt(item, 'maxLimitRequestRatio'),
  }));
  return { ...policies, limitRanges: [...policies.limitRanges, { name: source.name, items }] };
};

const withQuota = (policies: NamespacePolicies, { source, value }: PolicyObject): NamespacePolicies => {
  const spec = specOf(value);
  const status = own(value, 'status');
  const quota: ResourceQuota = {
    name: source.name,
    hard: amounts(own(spec, 'hard')),
    used: amounts(isJsonObject(status) ? own(status, 'used') : undefined),
    scopes: scopesOf(spec),
  };
  return { ...policies, quotas: [...policies.quotas, quota] };
};

function scopesOf(spec: JsonObject): readonly QuotaScope[] {
  const names = textsOf(own(spec, 'scopes')).map((scopeName) => ({ scopeName }));
  const selector = own(spec, 'scopeSelector');
  const expressions = isJsonObject(selector) ? objectsOf(own(selector, 'matchExpressions')) : [];
  const selected = expressions.map((expression) => ({
    scopeName: ownText(expression, 'scopeName'),
    operator: ownText(expression, 'operator'),
    values: textsOf(own(expression, 'values')),
  }));
  return [...names, ...selected];
}

const specOf = (value: JsonObject): JsonObject => {
  const spec = own(value, 'spec');
  return isJsonObject(spec) ? spec : {};
};

const listOf = (value: Json | undefined): readonly Json[] => (Array.isArray(value) ? value : []);
const objectsOf = (value: Json | undefined): readonly JsonObject[] => listOf(value).filter(isJsonObject);
const textsOf = (value: Json | undefined): readonly string[] =>
  listOf(value).filter((item) => typeof item === 'string');

const amountsAt = <Key extends string>(
  object: JsonObject,
  key: Key,
): Partial<Record<Key, ResourceAmounts>> => {
  const value = own(object, key);
  return isJsonObject(value) ? ({ [key]: amounts(value) } as Record<Key, ResourceAmounts>) : {};
};

/** Amounts as texts; anything that is neither text nor number is left out. */
const amounts = (value: Json | undefined): ResourceAmounts =>
  Object.fromEntries(
    Object.entries(isJsonObject(value) ? value : {}).flatMap(([name, amount]) =>
      typeof amount === 'string' || typeof amount === 'number' ? [[name, String(amount)]] : [],
    ),
  );
