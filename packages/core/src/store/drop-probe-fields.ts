import type { Container, EphemeralContainer, LifecycleHandler, Probe } from '../kubernetes/api-types.gen.ts';
import { type DropContext, without } from './dropped-field.ts';
import { changeHttpActions } from './http-actions.ts';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'] as const;

/** G-015: a container whose probes and hooks do not choose a protocol, where the gates that let them are off. */
export function dropFromProbes<C extends Container | EphemeralContainer>(
  container: C,
  path: string,
  context: DropContext,
): C {
  const { lifecycle } = container;
  const probes = PROBES.map((field) => container[field]);
  if (![...probes, lifecycle?.postStart, lifecycle?.preStop].some(choosesProtocol)) return container;
  const plain = context.on.GRPCContainerProbeTLS ? container : dropGrpcModes(container, path, context);
  if (context.on.H2CContainerProbe) return plain;
  return changeHttpActions(plain, (action, at) =>
    without(action, 'protocol', `${path}.${at}`, 'H2CContainerProbe', context),
  );
}

const choosesProtocol = (handler: Probe | LifecycleHandler | undefined): boolean =>
  handler?.httpGet?.protocol !== undefined ||
  (handler !== undefined && 'grpc' in handler && handler.grpc?.mode !== undefined);

function dropGrpcModes<C extends Container | EphemeralContainer>(
  container: C,
  path: string,
  context: DropContext,
): C {
  const kept: [string, Probe][] = [];
  for (const field of PROBES) {
    const probe = container[field];
    if (probe?.grpc === undefined) continue;
    const grpc = without(probe.grpc, 'mode', `${path}.${field}.grpc`, 'GRPCContainerProbeTLS', context);
    kept.push([field, { ...probe, grpc }]);
  }
  return { ...container, ...Object.fromEntries(kept) };
}
