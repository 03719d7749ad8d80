import type { Container, PodSpec, ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import type { Release } from '../kubernetes/release.ts';
import { readJsonQuantity } from '../quantity/parse-quantity.ts';
import { printQuantity } from '../quantity/print-quantity.ts';
import { roundUpToMilli } from '../quantity/quantity.ts';
import {
  maxLists,
  onlyNames,
  printList,
  type ResourceAmounts,
  type ResourceList,
  readList,
} from '../quantity/resource-list.ts';
import { walkAmounts } from '../quantity/walk-amounts.ts';

type Features = Release['on'];

/**
 * What the API server fills into a Pod's resources: requests from limits, the Pod's own from its containers
 * everything rounded up to thousandths. A pod template is stored without the first two; the
 * Pod made from it gets them. With PodLevelResourcesFixDefaulting the Pod's own come later: `completePodLevel`.
 */
export function defaultPodResources(spec: PodSpec, on: Features): PodSpec {
  const requested = requestsFromLimits(spec);
  return roundResources(on.PodLevelResourcesFixDefaulting ? requested : defaultPodLevel(requested, on));
}

/** Writes every amount of a PodSpec as it is stored: canonical, rounded up to a thousandth. */
export function roundResources(spec: PodSpec): PodSpec {
  return {
    ...withContainers(spec, (container) => withResources(container, roundRequirements(container.resources))),
    ...(spec.resources && { resources: roundRequirements(spec.resources) }),
    ...(spec.overhead && { overhead: roundAmounts(spec.overhead) }),
  };
}

/** Per container and resource: a limit without a request is the request too. */
export const requestsFromLimits = (spec: PodSpec): PodSpec =>
  withContainers(spec, (container) => {
    const { limits, requests } = container.resources ?? {};
    if (isEmpty(limits)) return container;
    return withResources(container, { ...container.resources, requests: merged(limits, requests) });
  });

/** Later amounts win; keys are data, so `__proto__` is one like any other. */
const merged = (...amounts: readonly (ResourceAmounts | undefined)[]): ResourceAmounts =>
  Object.fromEntries(amounts.flatMap((list) => Object.entries(list ?? {})));

/**
 * What the registry fills into `spec.resources` before a new Pod is stored: after admission, so that injected
 * containers count (R-072, R-073; `DefaultPodLevelResources` in pkg/api/pod/util.go).
 */
export function completePodLevel(spec: PodSpec, on: Features): PodSpec {
  const { resources } = spec;
  if (!on.PodLevelResources || !on.PodLevelResourcesFixDefaulting || resources === undefined) return spec;
  if (isEmpty(resources.limits) && isEmpty(resources.requests)) return spec;
  const limited = { ...resources, ...defaultHugepageLimits(spec, resources, on) };
  const requested = { ...limited, ...podRequests(spec, limited, on) };
  return { ...spec, resources: { ...requested, ...defaultPodLimits(spec, requested) } };
}

/**
 * A Pod's limit is what its containers are limited to, if all of them are, ephemeral ones too; at least its request
 * (R-072).
 */
function defaultPodLimits(
  spec: PodSpec,
  { limits, requests }: ResourceRequirements,
): Pick<ResourceRequirements, 'limits'> {
  const containers = [
    ...containersOf(spec).map(({ container }) => container),
    ...(spec.ephemeralContainers ?? []),
  ];
  const missing = onlyNames(
    containerTotal(spec, 'limits'),
    (name) =>
      isPodLevel(name) &&
      Object.hasOwn(requests ?? {}, name) &&
      !Object.hasOwn(limits ?? {}, name) &&
      containers.every(({ resources }) => Object.hasOwn(resources?.limits ?? {}, name)),
  );
  if (missing.size === 0) return {};
  const requested = onlyNames(readList(requests), (name) => missing.has(name));
  return { limits: merged(limits, printList(maxLists(missing, requested))) };
}

/** The defaults of `spec.resources`, where it is in use already. */
function defaultPodLevel(spec: PodSpec, on: Features): PodSpec {
  if (!on.PodLevelResources || spec.resources === undefined) return spec;
  const limits = defaultHugepageLimits(spec, spec.resources, on);
  const requests = defaultPodRequests(spec, { ...spec.resources, ...limits }, on);
  return { ...spec, resources: { ...spec.resources, ...limits, ...requests } };
}

/** The containers' huge page limits become the Pod's own where it has none (R-073). */
function defaultHugepageLimits(
  spec: PodSpec,
  { limits, requests }: ResourceRequirements,
  on: Features,
): Pick<ResourceRequirements, 'limits'> {
  if (!on.podLevelHugepages || (isEmpty(limits) && isEmpty(requests))) return {};
  const isRequested = (name: string) => on.hugepageRequestStopsLimit && Object.hasOwn(requests ?? {}, name);
  const missing = amountsWhere(
    containerTotal(spec, 'limits'),
    (name) => isHugepages(name) && !Object.hasOwn(limits ?? {}, name) && !isRequested(name),
  );
  return isEmpty(missing) ? {} : { limits: merged(limits, missing) };
}

/** Up to 1.36 a Pod without limits of its own gets no requests. */
const defaultPodRequests = (
  spec: PodSpec,
  resources: ResourceRequirements,
  on: Features,
): Pick<ResourceRequirements, 'requests'> =>
  isEmpty(resources.limits) ? {} : podRequests(spec, resources, on);

/** The Pod's requests: what its containers request together, else its limit. */
function podRequests(
  spec: PodSpec,
  { limits, requests }: ResourceRequirements,
  on: Features,
): Pick<ResourceRequirements, 'requests'> {
  const ofContainers = amountsWhere(containerTotal(spec, 'requests'), isCompute);
  const ofLimits = Object.entries(limits ?? {}).filter(
    ([name]) => isCompute(name) || (on.podLevelHugepages && isHugepages(name)),
  );
  const all = merged(Object.fromEntries(ofLimits), ofContainers, requests);
  return isEmpty(all) ? {} : { requests: all };
}

const isCompute = (name: string): boolean => name === 'cpu' || name === 'memory';
const isHugepages = (name: string): boolean => name.startsWith('hugepages-');
const isPodLevel = (name: string): boolean => isCompute(name) || isHugepages(name);
const isEmpty = (amounts: ResourceAmounts | undefined): boolean => Object.keys(amounts ?? {}).length === 0;

/** What all containers request or are limited to together, as the server sums it. */
export const containerTotal = (spec: PodSpec, side: 'requests' | 'limits'): ResourceList =>
  walkAmounts(
    containersOf(spec).map(({ role, container }) => ({
      role,
      amounts: readList(container.resources?.[side]),
    })),
  ).total;

const amountsWhere = (list: ResourceList, passes: (name: string) => boolean): ResourceAmounts =>
  printList(new Map([...list].filter(([name]) => passes(name))));

const withContainers = (spec: PodSpec, change: (container: Container) => Container): PodSpec => ({
  ...spec,
  ...(spec.containers && { containers: spec.containers.map(change) }),
  ...(spec.initContainers && { initContainers: spec.initContainers.map(change) }),
});

const withResources = (container: Container, resources: ResourceRequirements | undefined): Container =>
  resources === undefined || resources === container.resources ? container : { ...container, resources };

const roundRequirements = <R extends ResourceRequirements | undefined>(requirements: R): R =>
  requirements && {
    ...requirements,
    ...(requirements.limits && { limits: roundAmounts(requirements.limits) }),
    ...(requirements.requests && { requests: roundAmounts(requirements.requests) }),
  };

export const roundAmounts = (amounts: ResourceAmounts): ResourceAmounts =>
  Object.fromEntries(Object.entries(amounts).map(([name, text]) => [name, storedText(text)]));

/** A text that is no quantity stays: decoding has refused it. */
function storedText(text: string): string {
  const quantity = readJsonQuantity(text);
  return typeof quantity === 'string' ? text : printQuantity(roundUpToMilli(quantity));
}
