import type { Fix } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { Service } from '../input/services.ts';
import { meshOfProxy } from '../known/meshes.ts';
import { productOf } from '../known/products.ts';
import { knownStartupProbe } from '../known/startup-probes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { handlerOf } from '../signs/probes.ts';
import { askingServicesOf, targetIn } from '../signs/service-targets.ts';

interface Unchecked extends Fact {
  readonly sidecar: string;
  readonly service: string;
  /** The port it has in the Pod; absent where all traffic goes through it. */
  readonly port: number | string | undefined;
  readonly fix: Fix;
}

/** L-094: without a readinessProbe a container is ready as soon as it is started. */
export const trafficSidecarWithoutReadiness: Rule = defineRule({
  meta: {
    id: 'traffic-sidecar-without-readiness',
    summary: 'A sidecar takes the traffic of a Service and has no readinessProbe',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-094, L-095; firebolt-db/firebolt-kubernetes-operator#56',
  },
  check,
  advise: ({ sidecar, service, port, fix }: Unchecked) => ({
    message: `Service "${service}" sends traffic ${port === undefined ? 'through' : `to port ${port} of`} sidecar "${sidecar}", which has no readinessProbe: the Pod stays ready when "${sidecar}" does not work`,
    explanation:
      'A container without a readinessProbe counts as ready from its start on, so the Service goes on sending to a dead entrance. A livenessProbe alone restarts it, and the traffic meanwhile is lost.',
    fix,
  }),
});

function check(context: RuleContext): readonly Unchecked[] {
  const { workload, input, containers } = context;
  const services = askingServicesOf({ workload, input });
  return containers.flatMap((entry) => {
    const { container, role, path } = entry;
    if (role !== 'sidecar' || container.readinessProbe !== undefined) return [];
    const entrance = entranceOf(context, services, entry);
    if (entrance === undefined) return [];
    const { service, port } = entrance;
    return [
      {
        path,
        sidecar: container.name ?? '',
        service: service.object.source.name,
        port,
        fix: fixOf(entry, port),
      },
    ];
  });
}

interface Entrance {
  readonly service: Service;
  readonly port: number | string | undefined;
}

/** The Service that a sidecar stands behind: with a port of its own, or with all of the Pod's traffic. */
function entranceOf(
  { containers, release }: RuleContext,
  services: readonly Service[],
  entry: RoleContainer,
): Entrance | undefined {
  for (const service of services) {
    const port = targetIn(service, entry, containers, release)?.targetPort;
    if (port !== undefined) return { service, port };
  }
  const [service] = services;
  return service !== undefined && carriesAll(entry.container) ? { service, port: undefined } : undefined;
}

/** Meshes send every inbound connection through their proxy, and an ingress proxy is put before an app for that. */
const carriesAll = (container: Container): boolean =>
  meshOfProxy(container) !== undefined || productOf(container)?.purpose === 'ingress-proxy';

/** With the handler of another probe of the container, of its vendor, or of the port itself. */
function fixOf({ container, path }: RoleContainer, port: number | string | undefined): Fix {
  const { startupProbe, livenessProbe, name = '' } = container;
  const probe = startupProbe ?? knownStartupProbe(container) ?? livenessProbe;
  const value = (probe && handlerOf(probe)) ?? (port === undefined ? undefined : { tcpSocket: { port } });
  return {
    description: `Add a readinessProbe to "${name}"`,
    ...(value && { edits: [{ op: 'set' as const, path: `${path}.readinessProbe`, value }] }),
  };
}
