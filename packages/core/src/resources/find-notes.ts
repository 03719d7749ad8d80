import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { containersOf, type RoleContainer } from '../kubernetes/container-role.ts';
import { compare, subtract } from '../quantity/arithmetic.ts';
import { sign, ZERO } from '../quantity/quantity.ts';
import { hasAmount, printList, type ResourceList, readList } from '../quantity/resource-list.ts';
import type { Pod } from '../workload/workload.ts';
import { cgroups, isDeclared } from './cgroups.ts';
import { limitsAtLeast } from './limits-at-least.ts';
import { hasPodLevelResources, podRequests, requestWalk, type SumOptions } from './pod-sums.ts';
import { qosClass } from './qos-class.ts';
import type { ResourceNote } from './resource-notes.ts';
import type { Features } from './walk.ts';

/** All notes that the stored Pod gives rise to. */
export const findNotes = (pod: Pod, on: Features, options: SumOptions = {}): readonly ResourceNote[] => [
  ...initPeaks(pod, on, options),
  ...initsAfterSidecars(pod, on, options),
  ...costsGuaranteed(pod, on, options),
  ...limitNotes(pod, on, options),
  ...podLimitsAsOwn(pod, on, options),
];

/** `left - right` where that is above zero. */
function above(left: ResourceList, right: ResourceList): ResourceList {
  const differences = [...left].map(
    ([name, amount]) => [name, subtract(amount, right.get(name) ?? ZERO)] as const,
  );
  return new Map(differences.filter(([, difference]) => sign(difference) > 0));
}

/** Under `spec.resources` neither an init peak nor an order of containers changes what is reserved. */
const decidesSums = (pod: Pod, on: Features, options: SumOptions): boolean =>
  !hasPodLevelResources(pod, on, options) && (pod.spec.initContainers ?? []).length > 0;

function initPeaks(pod: Pod, on: Features, options: SumOptions): readonly ResourceNote[] {
  if (!decidesSums(pod, on, options)) return [];
  const { steps, run, total } = requestWalk(pod, on);
  const notes: ResourceNote[] = [];
  let told = run;
  for (const { path, container, role, use } of steps) {
    if (role !== 'init') continue;
    const reached = new Map(
      [...use].filter(([name, amount]) => compare(amount, total.get(name) ?? ZERO) === 0),
    );
    const extra = above(reached, told);
    if (extra.size === 0) continue;
    told = new Map([...told, ...reached]);
    notes.push({
      kind: 'init-peak',
      container: container.name ?? '',
      path: `spec.${path}`,
      extra: printList(above(reached, run)),
    });
  }
  return notes;
}

/** Each init container that would cost less before the sidecars it follows. */
function initsAfterSidecars(pod: Pod, on: Features, options: SumOptions): readonly ResourceNote[] {
  if (!decidesSums(pod, on, options)) return [];
  const { initContainers = [] } = pod.spec;
  const requests = podRequests(pod, on, options);
  return containersOf(pod.spec).flatMap(({ container, role, path }, index): readonly ResourceNote[] => {
    const sidecars = initContainers.slice(0, index).filter(({ restartPolicy }) => restartPolicy === 'Always');
    if (role !== 'init' || sidecars.length === 0) return [];
    const moved = [container, ...initContainers.toSpliced(index, 1)];
    const saves = above(
      requests,
      podRequests({ ...pod, spec: { ...pod.spec, initContainers: moved } }, on, options),
    );
    if (saves.size === 0) return [];
    const names = sidecars.map(({ name = '' }) => name);
    return [
      {
        kind: 'init-after-sidecar',
        container: container.name ?? '',
        path,
        sidecars: names,
        saves: printList(saves),
      },
    ];
  });
}

/** A container whose absence would make the Pod Guaranteed. */
function costsGuaranteed(pod: Pod, on: Features, options: SumOptions): readonly ResourceNote[] {
  const containers = containersOf(pod.spec);
  if (containers.length < 2 || qosClass(pod, on, options) !== 'Burstable') return [];
  const loose = containers.filter(({ container }) => !isGuaranteed(container, on));
  const [culprit] = loose;
  if (culprit === undefined || loose.length > 1 || hasPodLevelResources(pod, on, options)) return [];
  return [{ kind: 'costs-guaranteed', container: culprit.container.name ?? '', path: culprit.path }];
}

const isGuaranteed = (container: Container, on: Features): boolean =>
  qosClass({ metadata: {}, spec: { containers: [container] } }, on) === 'Guaranteed';

/**
 * A limit that some containers have and others lack, and what the kubelet makes of it. That a Pod
 * without a cpu limit on every container has no quota is what people mean by leaving it out.
 */
function limitNotes(pod: Pod, on: Features, options: SumOptions): readonly ResourceNote[] {
  return Object.entries(limitsAtLeast(pod, on, options)).flatMap(
    ([resource, containers]): readonly ResourceNote[] => {
      if (resource !== 'cpu' && resource !== 'memory') return [];
      const podCgroup = isDeclared(resource, pod, on, options) ? 'capped' : 'uncapped';
      if (resource === 'cpu' && podCgroup === 'uncapped') return [];
      return [{ kind: 'limit-at-least', resource, containers, podCgroup }];
    },
  );
}

const hasLimit = (spec: PodSpec, resource: string): boolean =>
  hasAmount(readList(spec.resources?.limits), resource);

/** Containers that outweigh others because they ask for nothing. */
function podLimitsAsOwn(pod: Pod, on: Features, options: SumOptions): readonly ResourceNote[] {
  if (!hasPodLevelResources(pod, on, options) || !hasLimit(pod.spec, 'cpu')) return [];
  const { containerCgroup } = cgroups(pod, on, options);
  const sharesOf = (name: string) => containerCgroup[name]?.cpuShares ?? 0;
  const asks = ({ container }: RoleContainer) =>
    [container.resources?.requests, container.resources?.limits].some((amounts) =>
      readList(amounts).has('cpu'),
    );
  const containers = containersOf(pod.spec);
  return containers
    .filter((entry) => !asks(entry))
    .flatMap(({ container, path }): readonly ResourceNote[] => {
      const { name = '' } = container;
      const outweighs = containers
        .filter((entry) => asks(entry) && sharesOf(entry.container.name ?? '') < sharesOf(name))
        .map((entry) => entry.container.name ?? '');
      if (outweighs.length === 0) return [];
      return [{ kind: 'pod-limit-as-own', container: name, path, cpuShares: sharesOf(name), outweighs }];
    });
}

/** Requests that a LimitRange's default limit leaves below them. */
export function requestsAboveDefaultLimits(before: Pod, after: Pod): readonly ResourceNote[] {
  const originals = containersOf(before.spec);
  return containersOf(after.spec).flatMap(({ container, path }, index): readonly ResourceNote[] => {
    const own = readList(originals[index]?.container.resources?.limits);
    const requests = readList(container.resources?.requests);
    const given = [...readList(container.resources?.limits)].filter(([name]) => !own.has(name));
    const resources = given
      .filter(([name, limit]) => compare(requests.get(name) ?? ZERO, limit) > 0)
      .map(([name]) => name);
    if (resources.length === 0) return [];
    return [{ kind: 'request-above-default-limit', container: container.name ?? '', path, resources }];
  });
}
