import { namespaceAnnotations, namespaceLabels, namespaceOf } from '../input/namespaces.ts';
import { MESH_FACTS, type MeshFacts } from '../known/meshes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { markOf, podMarks } from '../signs/native-mesh.ts';
import { runToCompletion } from '../signs/run-to-completion.ts';

interface Off extends Fact {
  readonly mesh: MeshFacts;
  readonly mark: string;
  readonly waiter: string;
  /** The namespace that is injected, where it is known. */
  readonly namespace: string | undefined;
}

/** L-026: a proxy that is a native sidecar does not hold a Job. */
export const meshInjectionOffForJob: Rule = defineRule({
  meta: {
    id: 'mesh-injection-off-for-job',
    summary: 'A Job is left out of the mesh so that it can complete',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-026; open-sspm/open-sspm#34, yugabyte/charts#206, haproxytech/helm-charts#264',
  },
  check: (context: RuleContext) => MESH_FACTS.flatMap((mesh) => off(context, mesh)),
  advise: ({ mesh, mark, waiter, namespace }: Off) => ({
    message: `${mark} leaves ${waiter.replace(/^the /, 'this ')} out of ${mesh.title}${
      namespace === undefined ? '' : `, though namespace "${namespace}" is injected`
    }: its traffic leaves the mesh in clear, and a native proxy would not keep it from completing`,
    explanation:
      'Injection used to be switched off for Jobs because the proxy kept them running. A proxy that is injected as a native sidecar is stopped by the kubelet when the work has ended.',
    fix: { description: `Let ${mesh.title} inject native sidecars, and remove ${mark}` },
  }),
});

/** Silent where the Namespace is given and no mesh injects into it. */
function off(context: RuleContext, mesh: MeshFacts): readonly Off[] {
  const waits = runToCompletion(context.workload);
  const mark = markOf(mesh.optOut, podMarks(context));
  if (waits === undefined || mark === undefined) return [];
  const isInjected =
    context.settings.mesh?.name === mesh.mesh ||
    markOf(mesh.injected, {
      labels: namespaceLabels(context),
      annotations: namespaceAnnotations(context),
    }) !== undefined;
  const namespace = namespaceOf(context)?.source.name;
  if (!isInjected && namespace !== undefined) return [];
  return [
    {
      path: mark.path,
      severity: isInjected ? 'warning' : 'info',
      mesh,
      mark: mark.text,
      waiter: waits.waiter,
      namespace: isInjected ? namespace : undefined,
    },
  ];
}
