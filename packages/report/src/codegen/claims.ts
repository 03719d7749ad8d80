import { fitsType, isJsonObject, type Json, type JsonObject, objectAt } from '@outrider/core';
import { isLabel, isList } from './checks.ts';
import { type Call, call, literal } from './code.ts';
import { isEmpty } from './subtract.ts';

/** A volume that is a claim of each Pod of a StatefulSet. */
export interface Claim {
  readonly name: string;
  readonly call: Call;
}

/** The claims of a StatefulSet, if the builder takes every one of them; else they stay in its props together. */
export function claimsOf(whole: JsonObject): readonly Claim[] {
  const { kind } = whole;
  const { volumeClaimTemplates: list, template } = objectAt(whole, 'spec');
  if (kind !== 'StatefulSet' || !isList(list)) return [];
  const claims = list.map((claim: Json) => claimOf(claim)).filter((claim) => claim !== undefined);
  const names = [...claims.map(({ name }) => name), ...volumesIn(template)];
  return claims.length === list.length && new Set(names).size === names.length ? claims : [];
}

function claimOf(claim: Json): Claim | undefined {
  if (!isJsonObject(claim) || !fitsType(claim, 'PersistentVolumeClaim')) return undefined;
  const { metadata, spec, ...others } = claim;
  if (!isJsonObject(metadata) || !isJsonObject(spec)) return undefined;
  const { name, ...own } = metadata;
  if (!isLabel(name)) return undefined;
  const more = { ...others, ...(!isEmpty(own) && { metadata: own }) };
  const last = isEmpty(more) ? [] : [literal(more)];
  return { name, call: call('claim', literal(name), literal(spec), ...last) };
}

function volumesIn(template: Json | undefined): readonly Json[] {
  const { volumes } = isJsonObject(template) ? objectAt(template, 'spec') : {};
  return isList(volumes)
    ? volumes.flatMap((volume: Json) => (isJsonObject(volume) ? [volume['name'] ?? ''] : []))
    : [];
}
