import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { listensOn } from '../known/listeners.ts';
import { productOf } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { fromWords } from '../signs/command-line.ts';
import { loopbackPortsIn } from '../signs/loopback.ts';
import { declaredPorts, listeningPorts, ownPorts } from '../signs/ports.ts';
import { probedPort } from '../signs/probes.ts';

interface Depends extends Fact {
  readonly app: string;
  readonly other: string;
  readonly port: string;
  /** The mesh has put its own address in the place of the app's. */
  readonly rewritten: boolean;
}

/** Trouble of the sidecar is then answered with a restart of the app. */
export const appLivenessDependsOnSidecar: Rule = defineRule({
  meta: {
    id: 'app-liveness-depends-on-sidecar',
    summary: 'The livenessProbe of a regular container asks a sidecar',
    severity: 'warning',
    source: 'openshift/cluster-ingress-operator#1439, GoogleCloudPlatform/cloud-sql-proxy#1789',
  },
  check,
  advise: ({ app, other, port, rewritten }: Depends) => ({
    message: rewritten
      ? `The livenessProbe of "${app}" goes through port ${port} of "${other}": if the proxy hangs, "${app}" is restarted`
      : `The livenessProbe of "${app}" asks port ${port}, which "${other}" serves: if "${other}" hangs, "${app}" is restarted, which mends nothing`,
    explanation: rewritten
      ? 'The mesh rewrites HTTP, TCP and gRPC probes, so that the kubelet, which has no certificate, reaches the app. An exec probe is left as it is.'
      : 'A livenessProbe restarts the container that it stands on. What watches a sidecar belongs on the sidecar.',
    fix: rewritten
      ? {
          description: `Give the livenessProbe a higher failureThreshold than the proxy's own probes, or an exec handler`,
        }
      : { description: `Ask a port of "${app}" itself, and move this probe to "${other}"` },
  }),
});

/** How Istio writes probes that its agent passes on: `/app-health/shop/livez`. */
const REWRITTEN = /^\/app-health\/[^/]+\/livez$/;

function check({ containers }: RuleContext): readonly Depends[] {
  return containers
    .filter(({ role }) => role === 'regular')
    .flatMap((app) => {
      const { livenessProbe } = app.container;
      if (livenessProbe === undefined) return [];
      const others = containers.filter((one) => one !== app && one.role !== 'init');
      const own = ownPorts(app.container);
      const asked = askedPorts(app.container, livenessProbe).filter((port) => !own.has(port));
      const rewritten = REWRITTEN.test(livenessProbe.httpGet?.path ?? '');
      const [found] = asked.flatMap((port) =>
        others
          .filter((one) => (rewritten ? isMeshProxy(one) : serves(one, port)))
          .map((other) => ({ port, other })),
      );
      if (found === undefined) return [];
      return [
        {
          path: `${app.path}.livenessProbe`,
          severity: rewritten ? 'info' : 'warning',
          app: app.container.name ?? '',
          other: found.other.container.name ?? '',
          port: found.port,
          rewritten,
        },
      ];
    });
}

/** Ports of the Pod that a probe of a container asks. */
function askedPorts(container: Container, probe: Probe): readonly string[] {
  const port = probedPort(container, probe);
  const { words, script } = fromWords(probe.exec?.command ?? []);
  return [
    ...(port === undefined ? [] : [String(port)]),
    ...(script === undefined ? words : [script]).flatMap(loopbackPortsIn),
  ];
}

const serves = ({ container }: RoleContainer, port: string): boolean =>
  declaredPorts(container).includes(port) ||
  listeningPorts(container).includes(port) ||
  listensOn(container, Number(port));

const isMeshProxy = ({ container }: RoleContainer): boolean => productOf(container)?.purpose === 'mesh-proxy';
