import { fitsType, isJsonObject, type Json, type JsonObject, objectAt } from '@outrider/core';
import { isCpu, isKey, isMemory, isText } from './checks.ts';
import { call, literal } from './code.ts';
import { type Part, same } from './container-parts.ts';
import { isEmpty, overlay, subtract } from './subtract.ts';

interface Amounts {
  readonly request: string | undefined;
  readonly limit: string | undefined;
}

type Takes = (value: Json | undefined) => value is string;

/** What stands in requests and limits, where the builder takes it: a number is not what it writes. */
function amountsOf(container: JsonObject, resource: string, takes: Takes): Amounts {
  const request = objectAt(container, 'resources', 'requests')[resource];
  const limit = objectAt(container, 'resources', 'limits')[resource];
  return { request: takes(request) ? request : undefined, limit: takes(limit) ? limit : undefined };
}

const written = (resource: string, { request, limit }: Amounts): JsonObject => ({
  resources: {
    ...(request !== undefined && { requests: { [resource]: request } }),
    ...(limit !== undefined && { limits: { [resource]: limit } }),
  },
});

const TAKES = { cpu: isCpu, memory: isMemory } as const;

/** `cpu`, `cpuLimit`, `memory` and `memoryLimit` of a container, `.cpu()`, `.memory()` of a sidecar. */
export function mainResource(container: JsonObject, resource: 'cpu' | 'memory'): Part | undefined {
  const amounts = amountsOf(container, resource, TAKES[resource]);
  const { request, limit } = amounts;
  if (request === undefined && limit === undefined) return undefined;
  return {
    writes: written(resource, amounts),
    calls:
      request === undefined
        ? [call('limits', literal({ [resource]: limit ?? '' }))]
        : [call(resource, literal(request), ...(limit === undefined ? [] : [literal({ limit })]))],
    options: [
      ...(request === undefined ? [] : [[resource, literal(request)] as const]),
      ...(limit === undefined ? [] : [[`${resource}Limit`, literal(limit)] as const]),
    ],
  };
}

/** `.resource()`: what only sidecars have a method for. A limit alone has none. */
export function otherResources(container: JsonObject): readonly Part[] {
  const requests = container['resources'];
  if (!isJsonObject(requests)) return [];
  const names = Object.keys(objectAt(requests, 'requests')).filter(
    (name) => name !== 'cpu' && name !== 'memory' && isKey(name),
  );
  return names.flatMap((name) => otherResource(container, name) ?? []);
}

function otherResource(container: JsonObject, name: string): Part | undefined {
  const amounts = amountsOf(container, name, isText);
  const { request, limit } = amounts;
  if (request === undefined) return undefined;
  const limited = limit === undefined ? [] : [literal({ limit })];
  return {
    writes: written(name, amounts),
    calls: [call('resource', literal(name), literal(request), ...limited)],
    options: [],
  };
}

/** `resources` in the API's words: what the other parts leave, which may be that there are none. */
export function restOfResources({ resources }: JsonObject, parts: readonly Part[]): readonly Part[] {
  if (!isJsonObject(resources)) return [];
  const said = parts.map(({ writes }) => writes).reduce(overlay, {});
  const left = subtract(resources, objectAt(said, 'resources'));
  const isSaid = left === undefined || (isEmpty(left) && parts.length > 0);
  return isSaid || !isTaken(left) ? [] : [same('resources', left, { resources: left })];
}

function isTaken({ requests = {}, limits = {}, ...more }: JsonObject): boolean {
  return [requests, limits].every(isAmounts) && fitsType(more, 'ResourceRequirements');
}

const isAmounts = (amounts: Json): boolean =>
  isJsonObject(amounts) &&
  Object.entries(amounts).every(
    ([name, value]) => isKey(name) && (isText(value) || typeof value === 'number'),
  );
