import { MESH_SETTINGS, type MeshSetting } from '../known/mesh-settings.ts';
import { type MeshFacts, meshOfProxy } from '../known/meshes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { nativeMeshes } from '../signs/native-mesh.ts';

interface Old extends Fact {
  readonly setting: MeshSetting;
  readonly mesh: MeshFacts;
}

/** L-003, L-122: what these settings were made for is the kubelet's work now. */
export const meshLegacyHoldConfig: Rule = defineRule({
  meta: {
    id: 'mesh-legacy-hold-config',
    summary: 'A setting of the mesh makes up for an order that native sidecars have anyway',
    severity: 'info',
    needs: 'SidecarContainers',
    source: 'L-003, L-122; istio/istio#32775, istio/istio#47718, linkerd/linkerd2#11465',
  },
  check: (context: RuleContext) => nativeMeshes(context).flatMap((mesh) => settingsOf(context, mesh)),
  advise: ({ setting, mesh }: Old) => ({
    message: `${setting.text ?? setting.name} of ${mesh.title} ${setting.says}`,
    explanation:
      'As a native sidecar the proxy starts before the app, its startupProbe is waited for, and it gets SIGTERM when the app has ended. Settings that hold the app back or the proxy alive were made for proxies among the regular containers.',
    fix: {
      description:
        setting.effect === 'ignored'
          ? `Remove ${setting.text ?? setting.name}`
          : `Look whether ${setting.text ?? setting.name} is still wanted`,
    },
  }),
});

function settingsOf(context: RuleContext, mesh: MeshFacts): readonly Old[] {
  return MESH_SETTINGS.filter((setting) => setting.mesh === mesh.mesh).flatMap((setting) => {
    const path = pathOf(context, setting);
    return path === undefined ? [] : [{ path, setting, mesh }];
  });
}

function pathOf(context: RuleContext, setting: MeshSetting): string | undefined {
  const { sign, name, text = '', value } = setting;
  const given = context.pod.metadata.annotations?.[name];
  switch (sign) {
    case 'annotation':
      if (given === undefined || (value !== undefined && given !== value)) return undefined;
      return `metadata.annotations[${name}]`;
    case 'annotation text':
      return isOn(given, text) ? `metadata.annotations[${name}]` : undefined;
    case 'variable':
      return variableOf(context, setting);
  }
}

/** `holdApplicationUntilProxyStarts: true`, in YAML as in JSON; a duration counts as on. */
function isOn(annotation: string | undefined, setting: string): boolean {
  const [, value = ''] = annotation?.split(setting) ?? [];
  return /^["']?\s*:\s*["']?(?:true|\d)/.test(value);
}

function variableOf({ containers }: RuleContext, { mesh, name }: MeshSetting): string | undefined {
  const proxy = containers.find(({ container }) => meshOfProxy(container)?.mesh === mesh);
  const index = (proxy?.container.env ?? []).findIndex((one) => one.name === name);
  return proxy === undefined || index < 0 ? undefined : `${proxy.path}.env[${index}]`;
}
