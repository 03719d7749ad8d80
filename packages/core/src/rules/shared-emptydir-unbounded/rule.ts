import type { Release } from '../../kubernetes/release.ts';
import { hasAmount } from '../../quantity/resource-list.ts';
import { isDeclared } from '../../resources/cgroups.ts';
import { sumOptionsAt } from '../../resources/compute-pod-resources.ts';
import { podLimits } from '../../resources/pod-sums.ts';
import type { Pod } from '../../workload/workload.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { writableVolumes } from '../signs/volumes.ts';
import { named } from '../signs/words.ts';

interface Unbounded extends Fact {
  readonly volume: string;
  readonly sidecar: string;
  readonly others: readonly string[];
  readonly inMemory: boolean;
}

/** what bounds an emptyDir is its sizeLimit, else the limits of the Pod, else nothing. */
export const sharedEmptydirUnbounded: Rule = defineRule({
  meta: {
    id: 'shared-emptydir-unbounded',
    summary: 'A volume between a sidecar and the app may grow without a limit',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'R-046, R-099; pkg/kubelet/eviction/eviction_manager.go',
  },
  check,
  advise: ({ volume, sidecar, others, inMemory }: Unbounded) => ({
    message: `Volume "${volume}", which sidecar "${sidecar}" shares with ${named(others)}, has no sizeLimit: ${
      inMemory
        ? "it may take all of the node's memory"
        : "it may fill the node's disk, and the kubelet then evicts Pods"
    }`,
    explanation:
      'A log or cache directory grows when the one who empties it stalls. With a sizeLimit only this Pod is evicted, and at a size that you chose; limits of ephemeral-storage do the same for all of the Pod.',
    fix: { description: `Set emptyDir.sizeLimit of "${volume}"` },
  }),
});

function check({ admitted: pod, containers, release }: RuleContext): readonly Unbounded[] {
  return (pod.spec.volumes ?? []).flatMap(({ name = '', emptyDir }, index): readonly Unbounded[] => {
    if (emptyDir === undefined || emptyDir.sizeLimit !== undefined) return [];
    const inMemory = emptyDir.medium === 'Memory';
    if (isBounded(pod, release, inMemory)) return [];
    const users = containers.filter(
      ({ container, role }) =>
        role !== 'init' && (container.volumeMounts ?? []).some((mount) => mount.name === name),
    );
    const sidecar = users.find(({ role }) => role === 'sidecar');
    const others = users.filter((user) => user !== sidecar);
    const written = users.some(({ container }) => writableVolumes(container).has(name));
    if (sidecar === undefined || others.length === 0 || !written) return [];
    return [
      {
        path: `spec.volumes[${index}].emptyDir`,
        volume: name,
        sidecar: sidecar.container.name ?? '',
        others: others.map(({ container }) => container.name ?? ''),
        inMemory,
      },
    ];
  });
}

/** In memory the limit of the Pod's cgroup bounds it, on disk the sum of what limits there are. */
function isBounded(pod: Pod, release: Release, inMemory: boolean): boolean {
  const options = sumOptionsAt(release);
  if (inMemory) return isDeclared('memory', pod, release.on, options);
  return hasAmount(podLimits(pod, release.on, options), 'ephemeral-storage');
}
