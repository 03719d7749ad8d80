import type { ResourceRequirements } from '../kubernetes/api-types.gen.ts';
import { compare } from '../quantity/arithmetic.ts';
import { isZero, sign, ZERO } from '../quantity/quantity.ts';
import { addLists, onlyNames, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import type { QosClass } from './pod-resources.ts';
import { hasPodLevelResources, type SumOptions } from './pod-sums.ts';
import type { Features } from './walk.ts';

const COMPUTE = ['cpu', 'memory'];

/** cpu and memory above zero: all that the QoS class looks at. */
const computeAmounts = (amounts: ResourceRequirements['limits']): ResourceList => {
  const list = readList(amounts);
  return onlyNames(list, (name) => {
    const quantity = list.get(name);
    return COMPUTE.includes(name) && quantity !== undefined && sign(quantity) > 0;
  });
};

/** The QoS class the API server writes into a new Pod. */
export function qosClass(pod: Pod, on: Features, options: SumOptions = {}): QosClass {
  const { containers = [], initContainers = [], resources } = pod.spec;
  const deciding = podLevelDecides(pod, on, options)
    ? [resources]
    : [...containers, ...initContainers].map((container) => container.resources);
  if (on.qosComparesEachContainer) return commonClass(deciding.flatMap(classesOf));
  const requests = deciding.map((requirements) => computeAmounts(requirements?.requests));
  const limits = deciding.map((requirements) => computeAmounts(requirements?.limits));
  const everyLimit = limits.every((list) => COMPUTE.every((name) => list.has(name)));
  return classOf(addLists(...requests), addLists(...limits), everyLimit);
}

const CLASSES: readonly QosClass[] = ['Guaranteed', 'Burstable', 'BestEffort'];

/** The class of a live Pod: computed once at creation, and read from the status ever after. */
export const storedQosClass = ({ status }: Pod): QosClass | undefined =>
  CLASSES.find((known) => known === status?.qosClass);

/** All of one class, or Burstable. */
function commonClass(classes: readonly QosClass[]): QosClass {
  const [first = 'BestEffort'] = classes;
  return classes.every((one) => one === first) ? first : 'Burstable';
}

/** The class that each resource of one holder has by itself. */
const classesOf = (requirements: ResourceRequirements | undefined): readonly QosClass[] => {
  const [requests, limits] = [readList(requirements?.requests), readList(requirements?.limits)];
  return COMPUTE.map((name) => {
    const [request, limit] = [requests.get(name) ?? ZERO, limits.get(name) ?? ZERO];
    if (compare(request, limit) !== 0) return 'Burstable';
    return isZero(request) ? 'BestEffort' : 'Guaranteed';
  });
};

/** Whether `spec.resources` alone decides; until 1.36 an empty one does too. */
function podLevelDecides(pod: Pod, on: Features, options: SumOptions): boolean {
  const { podLevel = true } = options;
  if (!on.podLevelSums || !podLevel || pod.spec.resources === undefined) return false;
  return !on.PodLevelResourcesFixKubeletQOSClass || hasPodLevelResources(pod, on, options);
}

function classOf(requests: ResourceList, limits: ResourceList, everyLimit: boolean): QosClass {
  if (requests.size === 0 && limits.size === 0) return 'BestEffort';
  const equal = COMPUTE.every((name) => {
    const [request, limit] = [requests.get(name), limits.get(name)];
    return request !== undefined && limit !== undefined && compare(request, limit) === 0;
  });
  return everyLimit && equal ? 'Guaranteed' : 'Burstable';
}
