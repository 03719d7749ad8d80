import type { RoleContainer } from '../../workload/container-role.ts';
import { isMeshInit, type MeshFacts } from '../known/meshes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { nativeMeshes } from '../signs/native-mesh.ts';

interface Bypass extends Fact {
  readonly mesh: MeshFacts;
  readonly init: string;
  /** `runs as user 1337`, or the annotation. */
  readonly how: { readonly user: number } | { readonly annotation: string };
}

/** L-001: behind a native proxy an init container has the mesh like the app. */
export const initMeshBypass: Rule = defineRule({
  meta: {
    id: 'init-mesh-bypass',
    summary: 'An init container goes past the mesh, although the proxy is up before it',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-001; istio/istio#23802, istio/istio#34032',
  },
  check: (context: RuleContext) => nativeMeshes(context).flatMap((mesh) => bypasses(context, mesh)),
  advise: ({ mesh, init, how }: Bypass) => ({
    message:
      'user' in how
        ? `Init container "${init}" runs as user ${how.user}, whose traffic ${mesh.title} does not redirect: it leaves the Pod without mTLS and without policy, and behind the native proxy it needs no way around it`
        : `${how.annotation} lets outgoing traffic past ${mesh.title}, for the app too: if it is there for init container "${init}", it needs that no longer behind the native proxy`,
    explanation:
      'An init container had no network while the proxy was a regular container, so people sent its traffic past the proxy. A native proxy is started first, and its startupProbe is waited for.',
    fix: {
      description:
        'user' in how
          ? `Remove runAsUser ${how.user} from "${init}", and keep "${init}" behind the proxy`
          : `Remove ${how.annotation} if only init containers need it`,
    },
  }),
});

function bypasses(context: RuleContext, mesh: MeshFacts): readonly Bypass[] {
  const inits = context.containers.filter(({ container, role }) => role === 'init' && !isMeshInit(container));
  const byUser = inits.flatMap(({ container, path }): readonly Bypass[] => {
    const user = container.securityContext?.runAsUser;
    if (user !== mesh.uid) return [];
    const init = container.name ?? '';
    return [{ path: `${path}.securityContext.runAsUser`, mesh, init, how: { user } }];
  });
  return [...byUser, ...byAnnotation(context, mesh, inits[0])];
}

/** Often it is there for the app, so it is a notice, and only where an init container may be the reason. */
function byAnnotation(
  { pod }: RuleContext,
  mesh: MeshFacts,
  init: RoleContainer | undefined,
): readonly Bypass[] {
  if (init === undefined) return [];
  return mesh.excludesOutbound.flatMap((annotation): readonly Bypass[] =>
    (pod.metadata.annotations?.[annotation] ?? '') === ''
      ? []
      : [
          {
            path: `metadata.annotations[${annotation}]`,
            severity: 'info',
            mesh,
            init: init.container.name ?? '',
            how: { annotation },
          },
        ],
  );
}
