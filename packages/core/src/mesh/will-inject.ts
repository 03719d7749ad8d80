import type { ManifestObject } from '../manifest/manifest.ts';
import { annotationsOf, labelsOf } from '../rules/input/rule-input.ts';
import type { Mark, MeshFacts } from '../rules/known/meshes.ts';
import { markOf } from '../rules/signs/native-mesh.ts';
import type { Workload } from '../workload/workload.ts';
import type { MeshProfile } from './profile.ts';

/** Labels and annotations with which a Pod asks for a proxy, whatever its namespace says. */
const OPT_IN: Readonly<Record<MeshProfile['mesh'], readonly Mark[]>> = {
  istio: [
    { on: 'labels', key: 'sidecar.istio.io/inject', values: ['true', 'yes', 'y', 'on'] },
    { on: 'annotations', key: 'sidecar.istio.io/inject', values: ['true', 'yes', 'y', 'on'] },
    { on: 'labels', key: 'istio.io/rev' },
  ],
  linkerd: [{ on: 'annotations', key: 'linkerd.io/inject', values: ['enabled', 'ingress'] }],
  kuma: [{ on: 'labels', key: 'kuma.io/sidecar-injection', values: ['enabled', 'true'] }],
};

/**
 * Why a mesh will inject its proxy into the Pods of a workload; `undefined` if it will not. A namespace that is not
 * in the input is taken to be in the mesh: who names a mesh means these Pods.
 */
export function whyInjected(
  { pod, source }: Workload,
  namespace: ManifestObject | undefined,
  facts: MeshFacts,
  profile: MeshProfile,
): string | undefined {
  const name = source.namespace ?? 'default';
  const own = { labels: pod.metadata.labels ?? {}, annotations: pod.metadata.annotations ?? {} };
  const names = [...(pod.spec.initContainers ?? []), ...(pod.spec.containers ?? [])].map((one) => one.name);
  if (names.includes(facts.proxy) || profile.ignoredNamespaces.includes(name)) return undefined;
  if (profile.refuses(pod) !== undefined || markOf(facts.optOut, own) !== undefined) return undefined;
  const asked = markOf(OPT_IN[facts.mesh], own);
  if (asked !== undefined) return `the Pod has ${asked.text}`;
  if (namespace === undefined) return `namespace ${name} is not in the input, and taken to be in the mesh`;
  const marks = { labels: labelsOf(namespace), annotations: annotationsOf(namespace) };
  const mark = markOf(facts.injected, marks);
  return mark === undefined ? undefined : `namespace ${name} has ${mark.text}`;
}
