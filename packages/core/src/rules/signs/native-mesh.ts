import { type Mark, MESH_FACTS, type MeshFacts, meshOfProxy } from '../known/meshes.ts';
import type { RuleContext } from '../rule.ts';

type Marked = Readonly<Record<'labels' | 'annotations', Readonly<Record<string, string>>>>;

/** The mark that some labels and annotations have, as the path of its key and its value. */
export function markOf(
  marks: readonly Mark[],
  marked: Marked,
): { readonly path: string; readonly text: string } | undefined {
  for (const { on, key, values } of marks) {
    const value = Object.hasOwn(marked[on], key) ? marked[on][key] : undefined;
    if (value === undefined || value === '' || values?.includes(value) === false) continue;
    return { path: `metadata.${on}[${key}]`, text: `${key}: ${value}` };
  }
  return undefined;
}

export const podMarks = ({ pod }: RuleContext): Marked => ({
  labels: pod.metadata.labels ?? {},
  annotations: pod.metadata.annotations ?? {},
});

/** The meshes whose proxy is a native sidecar of the Pod, or will be when it is injected. */
export function nativeMeshes(context: RuleContext): readonly MeshFacts[] {
  const { settings, containers } = context;
  const marked = podMarks(context);
  return MESH_FACTS.filter((facts) => {
    if (markOf(facts.optOut, marked) !== undefined) return false;
    return (
      containers.some(({ container, role }) => role === 'sidecar' && meshOfProxy(container) === facts) ||
      markOf(facts.native, marked) !== undefined ||
      (settings.mesh?.native === true && settings.mesh.name === facts.mesh)
    );
  });
}
