import type { PodSpec } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { isSidecar } from '../workload/container-role.ts';

/**
 * A field behind a gate that is off is not stored, and a kubelet that knows the field with its gate off refuses the Pod
 * (L-231, L-234, L-236): what a live Pod uses is switched on, whatever the minor's default.
 */
export function withGatesInUse<Known extends Pick<Release, 'on'>>(release: Known, spec: PodSpec): Known {
  const { on } = release;
  const init = spec.initContainers ?? [];
  const sidecars = on.sidecarFieldInKubelet && init.some(isSidecar);
  const own = [...init.filter((one) => !isSidecar(one)), ...(spec.containers ?? [])];
  const rules = on.knowsRestartRules && own.some(({ restartPolicy }) => restartPolicy !== undefined);
  if ((!sidecars || on.SidecarContainers) && (!rules || on.ContainerRestartRules)) return release;
  return {
    ...release,
    on: {
      ...on,
      SidecarContainers: on.SidecarContainers || sidecars,
      ContainerRestartRules: on.ContainerRestartRules || rules,
    },
  };
}
