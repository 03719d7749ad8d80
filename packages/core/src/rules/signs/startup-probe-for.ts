import type { Container, HTTPGetAction, Probe } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { knownStartupProbe } from '../known/startup-probes.ts';
import type { RuleContext } from '../rule.ts';
import { needsOfStart } from './app-needs.ts';

/** A startupProbe that would do, and where it was taken from. */
export interface FittingProbe {
  readonly probe: Probe;
  readonly from: 'vendor' | 'readinessProbe' | 'livenessProbe';
}

/** A minute of tries, one a second: the next container starts as soon as the sidecar works. */
const MINUTE = 60;

/** A container that is given longer by its own probe may take longer, and a startupProbe that gives up kills it. */
const tries = ({ initialDelaySeconds = 0, periodSeconds = 10, failureThreshold = 3 }: Probe): number =>
  Math.max(MINUTE, initialDelaySeconds + periodSeconds * failureThreshold);

/** The vendor's startupProbe for an image, or the handler of another probe; nothing that would wait for the app. */
export function startupProbeFor(context: RuleContext, entry: RoleContainer): FittingProbe | undefined {
  const fitting = candidateOf(entry.container);
  if (fitting === undefined) return undefined;
  const probed: RoleContainer = { ...entry, container: { ...entry.container, startupProbe: fitting.probe } };
  return needsOfStart(context, probed).length > 0 ? undefined : fitting;
}

function candidateOf(container: Container): FittingProbe | undefined {
  const { readinessProbe, livenessProbe } = container;
  const known = knownStartupProbe(container);
  if (known !== undefined) return { probe: known, from: 'vendor' };
  if (readinessProbe !== undefined) return { probe: tried(readinessProbe), from: 'readinessProbe' };
  return livenessProbe && { probe: tried(livenessProbe), from: 'livenessProbe' };
}

/** Without what the API server fills in. */
const plain = ({ scheme, ...httpGet }: HTTPGetAction): HTTPGetAction =>
  scheme === undefined || scheme === 'HTTP' ? httpGet : { ...httpGet, scheme };

/** The same handler, tried often. */
function tried(given: Probe): Probe {
  const { httpGet, tcpSocket, grpc, exec, timeoutSeconds } = given;
  return {
    ...(httpGet && { httpGet: plain(httpGet) }),
    ...(tcpSocket && { tcpSocket }),
    ...(grpc && { grpc }),
    ...(exec && { exec }),
    ...(timeoutSeconds !== undefined && timeoutSeconds > 1 && { timeoutSeconds }),
    periodSeconds: 1,
    failureThreshold: tries(given),
  };
}
