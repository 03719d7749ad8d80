import type {
  Container,
  EnvVar,
  EphemeralContainer,
  Lifecycle,
  LifecycleHandler,
  VolumeMount,
} from '../kubernetes/api-types.gen.ts';
import type { FeatureGate } from '../kubernetes/feature-gates.ts';
import { changed } from './changed.ts';
import { dropFromProbes } from './drop-probe-fields.ts';
import { type DropContext, without } from './dropped-field.ts';

export type ContainerList = 'containers' | 'initContainers' | 'ephemeralContainers';

/** A container without what disabled gates remove (G-001, G-002, G-004, G-006, G-007, G-009, G-010, G-012). */
export function dropFromContainer<C extends Container | EphemeralContainer>(
  container: C,
  list: ContainerList,
  path: string,
  context: DropContext,
): C {
  const { on } = context;
  let kept = dropRestartPolicy(container, list, path, context);
  if (!on.InPlacePodVerticalScaling)
    kept = without(kept, 'resizePolicy', path, 'InPlacePodVerticalScaling', context);
  if (kept.lifecycle !== undefined) kept = dropFromLifecycle(kept, kept.lifecycle, path, context);
  kept = dropFromProbes(kept, path, context);
  kept = dropFromMounts(kept, path, context);
  if (!on.DynamicResourceAllocation && kept.resources?.claims !== undefined) {
    const resources = without(
      kept.resources,
      'claims',
      `${path}.resources`,
      'DynamicResourceAllocation',
      context,
    );
    kept = { ...kept, resources };
  }
  if (!on.EnvFiles && kept.env !== undefined)
    kept = { ...kept, env: dropFileKeyRefs(kept.env, path, context) };
  return dropFromSecurityContext(kept, path, context);
}

/** Until restart rules came, a policy on anything but an init container was refused instead (V-102). */
function dropRestartPolicy<C extends Container | EphemeralContainer>(
  container: C,
  list: ContainerList,
  path: string,
  context: DropContext,
): C {
  const { on } = context;
  if (!on.SidecarContainers && list === 'initContainers')
    return without<Container, 'restartPolicy'>(
      container,
      'restartPolicy',
      path,
      'SidecarContainers',
      context,
    ) as C;
  if (on.ContainerRestartRules || !on.knowsRestartRules) return container;
  const rulesLess = without<Container, 'restartPolicyRules'>(
    container,
    'restartPolicyRules',
    path,
    'ContainerRestartRules',
    context,
  );
  if (list === 'initContainers' && rulesLess.restartPolicy === 'Always') return rulesLess as C;
  return without<Container, 'restartPolicy'>(
    rulesLess,
    'restartPolicy',
    path,
    'ContainerRestartRules',
    context,
  ) as C;
}

function dropFromLifecycle<C extends Container | EphemeralContainer>(
  container: C,
  lifecycle: Lifecycle,
  path: string,
  context: DropContext,
): C {
  const at = `${path}.lifecycle`;
  const before = context.dropped.length;
  let kept = lifecycle;
  if (!context.on.PodLifecycleSleepAction) kept = dropSleep(kept, at, context);
  if (!context.on.ContainerStopSignals)
    kept = without(kept, 'stopSignal', at, 'ContainerStopSignals', context);
  if (context.dropped.length === before) return container;
  if (Object.keys(kept).length > 0) return { ...container, lifecycle: kept };
  // Nothing is left, so the whole of it goes.
  const [first] = context.dropped.splice(before);
  if (first !== undefined) context.dropped.push({ ...first, path: at });
  const { lifecycle: _, ...rest } = container;
  return rest as C;
}

/** Without its sleep a handler is empty and fails validation, until servers removed the handler with it (G-004). */
function dropSleep(lifecycle: Lifecycle, path: string, context: DropContext): Lifecycle {
  const kept: { postStart?: LifecycleHandler; preStop?: LifecycleHandler; stopSignal?: string } = {
    ...lifecycle,
  };
  for (const hook of ['preStop', 'postStart'] as const) {
    const handler = lifecycle[hook];
    if (handler?.sleep === undefined) continue;
    kept[hook] = without(handler, 'sleep', `${path}.${hook}`, 'PodLifecycleSleepAction', context);
    if (!context.on.sleepDropRemovesHandler || Object.keys(kept[hook] ?? {}).length > 0) continue;
    delete kept[hook];
    context.dropped.pop();
    context.dropped.push({ path: `${path}.${hook}`, gate: 'PodLifecycleSleepAction' });
  }
  return kept;
}

const OF_MOUNTS: readonly (readonly [FeatureGate, keyof VolumeMount])[] = [
  ['RecursiveReadOnlyMounts', 'recursiveReadOnly'],
  ['VolumeBindMountOptions', 'bindMountOptions'],
];

function dropFromMounts<C extends Container | EphemeralContainer>(
  container: C,
  path: string,
  context: DropContext,
): C {
  const off = OF_MOUNTS.filter(([gate]) => !context.on[gate]);
  if (off.length === 0) return container;
  const dropFrom = (mount: VolumeMount, index: number): VolumeMount =>
    off.reduce(
      (kept, [gate, field]) => without(kept, field, `${path}.volumeMounts[${index}]`, gate, context),
      mount,
    );
  return {
    ...container,
    ...changed(container.volumeMounts, (mounts) => ({ volumeMounts: mounts.map(dropFrom) })),
  };
}

const dropFileKeyRefs = (env: readonly EnvVar[], path: string, context: DropContext): readonly EnvVar[] =>
  env.map((variable, index) =>
    variable.valueFrom === undefined
      ? variable
      : {
          ...variable,
          valueFrom: without(
            variable.valueFrom,
            'fileKeyRef',
            `${path}.env[${index}].valueFrom`,
            'EnvFiles',
            context,
          ),
        },
  );

function dropFromSecurityContext<C extends Container | EphemeralContainer>(
  container: C,
  path: string,
  context: DropContext,
): C {
  const { on } = context;
  if (container.securityContext === undefined) return container;
  let { securityContext } = container;
  if (!on.AppArmorFields && on.knowsAppArmorFields)
    securityContext = without(
      securityContext,
      'appArmorProfile',
      `${path}.securityContext`,
      'AppArmorFields',
      context,
    );
  if (
    !on.ProcMountType &&
    securityContext.procMount !== undefined &&
    securityContext.procMount !== 'Default'
  ) {
    context.dropped.push({ path: `${path}.securityContext.procMount`, gate: 'ProcMountType' });
    securityContext = { ...securityContext, procMount: 'Default' };
  }
  return securityContext === container.securityContext ? container : { ...container, securityContext };
}
