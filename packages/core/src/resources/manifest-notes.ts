import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';
import { type QuantityQuirk, quantityQuirks } from '../quantity/kubernetes-overflow.ts';
import { printList, readList } from '../quantity/resource-list.ts';
import type { Workload } from '../workload/workload.ts';
import { likelySlip } from './likely-slip.ts';
import type { ResourceNote } from './resource-notes.ts';

/** Notes on what was written rather than on what is stored: defaulting has hidden it there. */
export function manifestNotes({
  manifest,
  specPath,
}: Pick<Workload, 'manifest' | 'specPath'>): readonly ResourceNote[] {
  const spec = objectAt(manifest.value, specPath);
  return ['initContainers', 'containers'].flatMap((list) =>
    itemsOf(own(spec, list)).flatMap((container, index) => {
      const place = { container: ownText(container, 'name'), path: `spec.${list}[${index}]` };
      const resources = objectAt(container, 'resources');
      return [
        ...requestsFromLimits(place, resources),
        ...quirkyQuantities(place, resources),
        ...likelySlips(place, resources),
      ];
    }),
  );
}

interface Place {
  readonly container: string;
  readonly path: string;
}

function requestsFromLimits(place: Place, resources: JsonObject): readonly ResourceNote[] {
  const requests = objectAt(resources, 'requests');
  const alone = Object.entries(objectAt(resources, 'limits')).filter(
    ([name]) => !Object.hasOwn(requests, name),
  );
  const reserves = printList(
    readList(Object.fromEntries(alone.map(([name, amount]) => [name, textOf(amount)]))),
  );
  return Object.keys(reserves).length === 0 ? [] : [{ kind: 'request-from-limit', ...place, reserves }];
}

/** Quirks that change a number; how an amount is printed is not one of them. */
const TOLD: readonly QuantityQuirk[] = [
  'digitless-zero',
  'milli-overflow',
  'value-overflow',
  'suffix-lost',
  'int32-exponent-wrap',
];

function quirkyQuantities(place: Place, resources: JsonObject): readonly ResourceNote[] {
  return ['requests', 'limits'].flatMap((side) =>
    Object.entries(objectAt(resources, side)).flatMap(([name, amount]): readonly ResourceNote[] => {
      const text = textOf(amount).trim();
      const quirks = couldBeQuirky(text) ? quantityQuirks(text).filter((quirk) => TOLD.includes(quirk)) : [];
      if (quirks.length === 0) return [];
      return [
        { kind: 'quirky-quantity', ...place, path: `${place.path}.resources.${side}.${name}`, text, quirks },
      ];
    }),
  );
}

function likelySlips(place: Place, resources: JsonObject): readonly ResourceNote[] {
  return ['requests', 'limits'].flatMap((side) =>
    Object.entries(objectAt(resources, side)).flatMap(([name, amount]): readonly ResourceNote[] => {
      const text = textOf(amount).trim();
      const slip = couldBeQuirky(text) ? undefined : likelySlip(name, text);
      if (slip === undefined) return [];
      return [{ kind: 'likely-slip', ...place, path: `${place.path}.resources.${side}.${name}`, text, slip }];
    }),
  );
}

/** Ordinary amounts are most: a few digits and a suffix short of P and E. */
const couldBeQuirky = (text: string): boolean => !/^[0-9][0-9.]{0,11}(?:[mkMGT]|[KMGT]i)?$/.test(text);

const textOf = (amount: Json): string =>
  typeof amount === 'string' || typeof amount === 'number' ? String(amount) : '';

const itemsOf = (list: Json | undefined): readonly JsonObject[] =>
  Array.isArray(list) ? (list as readonly Json[]).map((item) => (isJsonObject(item) ? item : {})) : [];

/** The object at a dotted path with indexes; empty if there is none. */
function objectAt(object: JsonObject, path: string): JsonObject {
  let found: Json = object;
  for (const key of path.match(/[^.[\]]+/g) ?? []) {
    const next: Json | undefined = Array.isArray(found)
      ? (found as readonly Json[])[Number(key)]
      : isJsonObject(found)
        ? own(found, key)
        : undefined;
    found = next ?? null;
  }
  return isJsonObject(found) ? found : {};
}
