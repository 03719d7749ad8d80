import type { Edit } from '../../finding.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule } from '../rule.ts';
import { type ProbeKind, probedPort, probesOf } from '../signs/probes.ts';
import { type LoopbackServer, loopbackServers } from './loopback-servers.ts';

interface Unreachable extends Fact {
  readonly container: string;
  readonly kind: ProbeKind;
  readonly port: number;
  readonly server: LoopbackServer;
  readonly containerPath: string;
  readonly isSidecar: boolean;
}

/** L-082: the kubelet calls the address of the Pod. */
export const probeTargetsLoopbackOnlyServer: Rule = defineRule({
  meta: {
    id: 'probe-targets-loopback-only-server',
    summary: 'A probe calls a server that listens on loopback only',
    severity: 'warning',
    source: 'GoogleCloudPlatform/cloud-sql-proxy#1555, GoogleCloudPlatform/alloydb-auth-proxy#157',
  },
  check: ({ containers }) => containers.flatMap(unreachable),
  advise: ({ container, kind, port, server, containerPath, isSidecar }: Unreachable) => ({
    message: `The ${kind} of "${container}" calls port ${port} of the Pod's address, but ${server.because}: it never succeeds${consequence(kind, isSidecar)}`,
    explanation:
      "The kubelet probes from outside the Pod, at the Pod's IP address. A server that listens on 127.0.0.1 or localhost refuses that.",
    fix: {
      description: `Start "${container}" with ${server.remedy}, or use an exec probe`,
      edits: [editOf(server, containerPath)],
    },
  }),
});

const unreachable = ({ container, role, path }: RoleContainer): readonly Unreachable[] =>
  role === 'init'
    ? []
    : probesOf(container).flatMap(({ kind, probe }): readonly Unreachable[] => {
        const port = probedPort(container, probe);
        if (port === undefined) return [];
        const server = loopbackServers(container).find((one) => one.port === port);
        if (server === undefined) return [];
        return [
          {
            path: `${path}.${kind}`,
            container: container.name ?? '',
            kind,
            port,
            server,
            containerPath: path,
            isSidecar: role === 'sidecar',
          },
        ];
      });

function consequence(kind: ProbeKind, isSidecar: boolean): string {
  switch (kind) {
    case 'startupProbe':
      return isSidecar
        ? ', and the containers after it never start'
        : ', and the container is restarted for ever';
    case 'readinessProbe':
      return ', and the Pod is never ready';
    case 'livenessProbe':
      return ', and the container is restarted again and again';
  }
}

const editOf = ({ at, remedy, field }: LoopbackServer, containerPath: string): Edit =>
  at === undefined
    ? { op: 'insert', path: `${containerPath}.args`, value: remedy }
    : {
        op: 'set',
        path: `${containerPath}.${at}`,
        value: field === 'value' ? (remedy.split('=')[1] ?? '') : remedy,
      };
