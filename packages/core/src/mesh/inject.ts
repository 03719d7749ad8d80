import type { Container } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { namespaceOf } from '../rules/input/namespaces.ts';
import type { RuleInput } from '../rules/input/rule-input.ts';
import { MESH_FACTS } from '../rules/known/meshes.ts';
import type { Mesh, MeshSettings } from '../rules/settings.ts';
import { podFromDecoded } from '../store/store-object.ts';
import type { Pod, Workload } from '../workload/workload.ts';
import { writtenSpec } from '../workload/written-spec.ts';
import { ISTIO } from './istio.ts';
import { KUMA } from './kuma.ts';
import { LINKERD } from './linkerd.ts';
import type { MeshProfile } from './profile.ts';
import { whyInjected } from './will-inject.ts';

export const PROFILES: Readonly<Record<Mesh, MeshProfile>> = { istio: ISTIO, linkerd: LINKERD, kuma: KUMA };

/** Makes workloads of an input what they will be once a mesh has injected them; without a mesh they stay as they are. */
export function injecting(
  input: RuleInput,
  mesh: MeshSettings | undefined,
  release: Release,
): (workload: Workload) => Workload {
  const facts = MESH_FACTS.find((one) => one.mesh === mesh?.name);
  if (mesh?.assumeInjected !== true || facts === undefined) return (workload) => workload;
  const profile = PROFILES[mesh.name];
  return (workload) => {
    const because = whyInjected(workload, namespaceOf({ workload, input }), facts, profile);
    return because === undefined ? workload : injected(workload, profile, { mesh, because, release });
  };
}

interface Injecting {
  readonly mesh: MeshSettings;
  readonly because: string;
  readonly release: Release;
}

function injected(workload: Workload, profile: MeshProfile, { mesh, because, release }: Injecting): Workload {
  const { pod } = workload;
  // All three meshes fall back to a regular container before 1.29.
  const native = (profile.nativeByPod(pod) ?? mesh.native) && release.on.orderedSidecarTermination;
  return {
    ...workload,
    pod: podWith(asAdmissionSeesIt(workload, release), profile, native, release),
    injected: {
      mesh: mesh.name,
      native,
      because,
      containers: [profile.init(pod).name ?? '', profile.proxy(pod, native).name ?? ''],
      asWritten: workload,
    },
  };
}

/**
 * The Pod before `spec.resources` is filled in from the containers, where that comes after admission: the mesh's own
 * containers then count. Before, it has come already.
 */
function asAdmissionSeesIt(workload: Workload, { on }: Release): Pod {
  const { pod } = workload;
  if (!on.PodLevelResourcesFixDefaulting || pod.spec.resources === undefined) return pod;
  const resources = writtenSpec(workload)['resources'] as NonNullable<Pod['spec']['resources']>;
  return { ...pod, spec: { ...pod.spec, resources } };
}

/** Native: before everything else. As a regular container: the redirection last of the init containers. */
function podWith(pod: Pod, profile: MeshProfile, native: boolean, release: Release): Pod {
  const { initContainers = [], containers = [] } = pod.spec;
  const init = profile.init(pod);
  const proxy = profile.proxy(pod, native);
  const sidecar: Container = { ...proxy, restartPolicy: 'Always' };
  const regular = profile.regularPlace(pod) === 'first' ? [proxy, ...containers] : [...containers, proxy];
  const metadata = {
    ...pod.metadata,
    annotations: { ...pod.metadata.annotations, ...profile.annotations(pod) },
  };
  const spec = {
    ...pod.spec,
    initContainers: native ? [init, sidecar, ...initContainers] : [...initContainers, init],
    containers: native ? containers : regular,
  };
  return { ...pod, ...podFromDecoded(metadata, spec, release) };
}
