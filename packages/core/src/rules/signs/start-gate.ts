import type { Container, Probe } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { productOf } from '../known/products.ts';
import type { RuleContext } from '../rule.ts';
import { declaredPorts } from './ports.ts';
import { probedPort } from './probes.ts';
import { runToCompletion } from './run-to-completion.ts';
import { type FittingProbe, startupProbeFor } from './startup-probe-for.ts';

/** What holds the next container back once a regular container is a sidecar: `started`, never `ready` (L-003, L-004). */
export type StartGate =
  | { readonly kind: 'own' }
  | {
      readonly kind: 'given';
      readonly probe: Probe;
      readonly from: FittingProbe['from'];
      /** The readinessProbe becomes the startupProbe, instead of lending its handler. */
      readonly isTurned: boolean;
      /** Its port instead of its handler, whose answer may come from the app behind it. */
      readonly isPortAlone: boolean;
    }
  | { readonly kind: 'none'; readonly because: string };

/**
 * The startupProbe that a regular container can have as a sidecar. Nothing is copied that might wait for the app: that
 * starts only when the probe has passed. In a Pod that runs to completion a readinessProbe has no other use.
 */
export function startGateOf(context: RuleContext, entry: RoleContainer): StartGate {
  const { container } = entry;
  if (container.startupProbe !== undefined) return { kind: 'own' };
  const fitting = startupProbeFor(asSidecar(context, entry), { ...entry, role: 'sidecar' });
  if (fitting === undefined) return { kind: 'none', because: withoutProbe(container) };
  const port = probedPort(container, fitting.probe);
  const other = context.containers.find(
    (one) => one.path !== entry.path && declaredPorts(one.container).includes(String(port)),
  );
  if (other !== undefined) {
    return {
      kind: 'none',
      because: `its ${fitting.from} calls port ${port} of "${other.container.name ?? ''}", which starts later`,
    };
  }
  const probe = answersForApp(container, fitting) ? portAlone(fitting.probe) : fitting.probe;
  if (probe === undefined) {
    return { kind: 'none', because: `its ${fitting.from} runs a command that may need the app` };
  }
  const isPortAlone = probe !== fitting.probe;
  const isTurned = fitting.from === 'readinessProbe' && !isPortAlone && ends(context);
  return { kind: 'given', probe, from: fitting.from, isTurned, isPortAlone };
}

/** The Pod as it would be: what starts before the apps, and the entry as one of them. Sums are left where they are. */
function asSidecar(context: RuleContext, entry: RoleContainer): RuleContext {
  const others = context.containers.filter(({ path }) => path !== entry.path);
  const containers: readonly RoleContainer[] = [
    ...others.filter(({ role }) => role !== 'regular'),
    { ...entry, role: 'sidecar' },
    ...others.filter(({ role }) => role === 'regular'),
  ];
  return Object.create(context, { containers: { value: containers } }) as RuleContext;
}

const ends = ({ workload }: RuleContext): boolean => runToCompletion(workload) !== undefined;

const withoutProbe = ({ readinessProbe, livenessProbe }: Container): string =>
  readinessProbe === undefined && livenessProbe === undefined
    ? 'it has no probe to make one of'
    : 'its probe waits for the app, which starts later';

/** Paths that products answer by themselves. */
const OWN_HEALTH =
  /^\/(?:ping|ready|readyz|healthz|livez|healthz\/ready|v1\.0\/healthz\/outbound|server_info)$/;

/**
 * What carries traffic to the app answers a request with the app's answer, but for its own health endpoints; what
 * nobody knows may do anything.
 */
function answersForApp(container: Container, { probe, from }: FittingProbe): boolean {
  if (from === 'vendor' || probe.tcpSocket !== undefined) return false;
  const product = productOf(container);
  if (product === undefined) return true;
  if (product.traffic === 'none' || product.traffic === 'out') return false;
  return !OWN_HEALTH.test(probe.httpGet?.path ?? '');
}

/** That something listens, whoever would answer. */
function portAlone({
  httpGet,
  grpc,
  periodSeconds,
  failureThreshold,
  timeoutSeconds,
}: Probe): Probe | undefined {
  const port = httpGet?.port ?? grpc?.port;
  const host = httpGet?.host;
  if (port === undefined) return undefined;
  return {
    tcpSocket: { port, ...(host !== undefined && { host }) },
    ...(timeoutSeconds !== undefined && { timeoutSeconds }),
    ...(periodSeconds !== undefined && { periodSeconds }),
    ...(failureThreshold !== undefined && { failureThreshold }),
  };
}
