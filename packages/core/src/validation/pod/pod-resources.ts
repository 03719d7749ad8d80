import type { PodSpec, ResourceRequirements } from '../../kubernetes/api-types.gen.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { type Quantity, ZERO } from '../../quantity/quantity.ts';
import { containerTotal } from '../../store/default-resources.ts';
import { type FieldErrors, forbidden, invalid } from '../field-error.ts';
import type { PodContext } from './pod-context.ts';
import { isHugepages, validatePodResourceName } from './resource-names.ts';
import { validateRequirements } from './resources.ts';

type Amounts = Readonly<Record<string, string>>;

/** V-150 … V-155: `spec.resources`. */
export function* validatePodResources(spec: PodSpec, specPath: string, pod: PodContext): FieldErrors {
  const { resources } = spec;
  if (!pod.on.PodLevelResources || resources === undefined) return;
  const path = `${specPath}.resources`;
  if (pod.on.refusesPodResourcesOnWindows && spec.os?.name === 'windows') {
    yield forbidden('pod-resources-windows', path, 'may not be set for a windows pod');
    return;
  }
  if (resources.claims !== undefined) {
    const verb = pod.on.saysMayNotBeSet ? 'may not' : 'cannot';
    yield forbidden(
      'pod-resource-claims',
      `${path}.claims`,
      `claims ${verb} be set for Resources at pod-level`,
    );
  }
  yield* validateRequirements(resources, path, pod, validatePodResourceName);
  yield* validateCoversContainers(spec, resources, path, pod);
}

function amountOf(amounts: Amounts | undefined, name: string): Quantity | undefined {
  if (amounts === undefined || !Object.hasOwn(amounts, name)) return undefined;
  const quantity = readQuantity(amounts[name] ?? '');
  return typeof quantity === 'string' ? undefined : quantity;
}

function* validateCoversContainers(
  spec: PodSpec,
  resources: ResourceRequirements,
  path: string,
  { on }: PodContext,
): FieldErrors {
  for (const [name, total] of containerTotal(spec, 'requests')) {
    const request = amountOf(resources.requests, name) ?? (on.missingPodRequestIsZero ? ZERO : undefined);
    if (request === undefined || compare(total, request) <= 0) continue;
    yield invalid(
      'pod-resource-requests',
      `${path}.requests[${name}]`,
      printQuantity(request),
      `must be greater than or equal to aggregate container requests of ${printQuantity(total)}`,
    );
  }
  if (on.checksPodHugepageLimits) yield* validateHugepageLimits(spec, resources, path);
  yield* validateContainerLimits(spec, resources, path);
}

/** V-155. */
function* validateHugepageLimits(spec: PodSpec, resources: ResourceRequirements, path: string): FieldErrors {
  for (const [name, total] of containerTotal(spec, 'limits')) {
    const limit = isHugepages(name) ? amountOf(resources.limits, name) : undefined;
    if (limit === undefined || compare(total, limit) <= 0) continue;
    yield invalid(
      'pod-resource-limits',
      `${path}.limits[${name}]`,
      printQuantity(limit),
      `must be greater than or equal to aggregate container limits of ${printQuantity(total)}`,
    );
  }
}

/** V-153: regular containers only, and a path that no manifest has. */
function* validateContainerLimits(
  { containers = [] }: PodSpec,
  resources: ResourceRequirements,
  path: string,
): FieldErrors {
  for (const [index, container] of containers.entries()) {
    const limits = container.resources?.limits ?? {};
    for (const name of Object.keys(limits)) {
      const limit = amountOf(limits, name);
      const most = amountOf(resources.limits, name);
      if (limit === undefined || most === undefined || compare(limit, most) <= 0) continue;
      yield invalid(
        'pod-resource-limits',
        `${path}.containers[${index}][${name}].limits`,
        printQuantity(limit),
        `must be less than or equal to pod limits of ${printQuantity(most)}`,
      );
    }
  }
}
