import type {
  ExecAction,
  GRPCAction,
  HTTPGetAction,
  IntOrString,
  Lifecycle,
  LifecycleHandler,
  Probe,
  SleepAction,
  TCPSocketAction,
} from '../../kubernetes/api-types.gen.ts';
import {
  type FieldErrors,
  forbidden,
  inclusiveRange,
  invalid,
  invalidFor,
  nonnegative,
  notSupported,
  required,
} from '../field-error.ts';
import { httpHeaderName, portName } from '../text/names.ts';
import type { PodContext } from './pod-context.ts';
import { validateStopSignal } from './stop-signal.ts';

type Handler = Omit<LifecycleHandler, never> & Pick<Probe, 'grpc'>;

/** V-080 … V-084: hooks and stop signal of a regular container or sidecar. */
export function* validateLifecycle(
  lifecycle: Lifecycle | undefined,
  path: string,
  pod: PodContext,
): FieldErrors {
  if (lifecycle === undefined) return;
  const { postStart, preStop, stopSignal } = lifecycle;
  if (postStart !== undefined)
    yield* validateHandler('lifecycle-handler', postStart, `${path}.postStart`, pod);
  if (preStop !== undefined) yield* validateHandler('lifecycle-handler', preStop, `${path}.preStop`, pod);
  // An empty one is as if absent.
  if (stopSignal) yield* validateStopSignal(stopSignal, `${path}.stopSignal`, pod);
}

/** V-070 … V-074. Readiness may succeed more than once, but has no grace period of its own. */
export function* validateProbe(
  kind: 'livenessProbe' | 'readinessProbe' | 'startupProbe',
  probe: Probe | undefined,
  containerPath: string,
  pod: PodContext,
): FieldErrors {
  if (probe === undefined) return;
  const path = `${containerPath}.${kind}`;
  yield* validateHandler('probe-handler', probe, path, pod);
  yield* nonnegative('probe-numbers', `${path}.initialDelaySeconds`, probe.initialDelaySeconds);
  yield* nonnegative('probe-numbers', `${path}.timeoutSeconds`, probe.timeoutSeconds);
  yield* nonnegative('probe-numbers', `${path}.periodSeconds`, probe.periodSeconds);
  yield* nonnegative('probe-numbers', `${path}.successThreshold`, probe.successThreshold);
  yield* nonnegative('probe-numbers', `${path}.failureThreshold`, probe.failureThreshold);
  const graceSeconds = probe.terminationGracePeriodSeconds;
  const gracePath = `${path}.terminationGracePeriodSeconds`;
  if (graceSeconds !== undefined && graceSeconds <= 0)
    yield invalid('probe-grace-period', gracePath, graceSeconds, 'must be greater than 0');
  if (kind === 'readinessProbe') {
    if (graceSeconds !== undefined)
      yield invalid('readiness-grace-period', gracePath, graceSeconds, 'must not be set for readinessProbes');
  } else if (probe.successThreshold !== 1) {
    yield invalid('success-threshold', `${path}.successThreshold`, probe.successThreshold ?? 0, 'must be 1');
  }
}

type HandlerRule = 'lifecycle-handler' | 'probe-handler';

const HANDLERS = ['exec', 'httpGet', 'tcpSocket', 'grpc', 'sleep'] as const;

/** One handler; the first of several is the one that is looked into (V-070, V-080). */
function* validateHandler(rule: HandlerRule, handler: Handler, path: string, pod: PodContext): FieldErrors {
  let found = false;
  for (const kind of HANDLERS) {
    if (handler[kind] === undefined) continue;
    if (found) yield forbidden(rule, `${path}.${kind}`, 'may not specify more than 1 handler type');
    else yield* validateAction(kind, handler, `${path}.${kind}`, pod);
    found = true;
  }
  if (!found) yield required(rule, path, 'must specify a handler type');
}

function* validateAction(
  kind: (typeof HANDLERS)[number],
  handler: Handler,
  path: string,
  pod: PodContext,
): FieldErrors {
  switch (kind) {
    case 'exec':
      return yield* validateExec(handler.exec ?? {}, path);
    case 'httpGet':
      return yield* validateHttpGet(handler.httpGet ?? {}, path);
    case 'tcpSocket':
      return yield* validateTcpSocket(handler.tcpSocket ?? {}, path);
    case 'grpc':
      return yield* validateGrpc(handler.grpc ?? {}, path);
    case 'sleep':
      return yield* validateSleep(handler.sleep ?? {}, path, pod);
  }
}

function* validateExec({ command = [] }: ExecAction, path: string): FieldErrors {
  if (command.length === 0) yield required('exec-command', `${path}.command`);
}

function* validateHttpGet(action: HTTPGetAction, path: string): FieldErrors {
  const { port = 0, scheme = '', httpHeaders = [] } = action;
  yield* validatePort(port, `${path}.port`);
  if (scheme !== 'HTTP' && scheme !== 'HTTPS')
    yield notSupported('http-get', `${path}.scheme`, scheme, ['HTTP', 'HTTPS']);
  yield* validateHttpProtocol(action, path);
  for (const { name = '' } of httpHeaders)
    yield* invalidFor('http-get', `${path}.httpHeaders`, name, httpHeaderName(name));
}

/** HTTP2 is HTTP/2 without TLS, to the Pod itself (KEP-5999). */
function* validateHttpProtocol({ protocol, scheme, host = '' }: HTTPGetAction, path: string): FieldErrors {
  if (protocol === undefined || protocol === 'HTTP1') return;
  const at = `${path}.protocol`;
  if (protocol !== 'HTTP2') yield notSupported('http-get', at, protocol, ['HTTP1', 'HTTP2']);
  else if (scheme !== 'HTTP') yield invalid('http-get', at, protocol, 'is only supported with HTTP (H2C)');
  else if (host !== '')
    yield invalid('http-get', `${path}.host`, host, 'must be empty when `protocol` is "HTTP2"');
}

const validateTcpSocket = ({ port = 0 }: TCPSocketAction, path: string): FieldErrors =>
  validatePort(port, `${path}.port`);

function* validateGrpc({ port = 0, mode }: GRPCAction, path: string): FieldErrors {
  yield* validatePort(port, `${path}.port`);
  if (mode !== undefined && mode !== 'Plaintext' && mode !== 'TLS')
    yield notSupported('grpc', `${path}.mode`, mode, ['Plaintext', 'TLS']);
}

function* validatePort(port: IntOrString, path: string): FieldErrors {
  if (typeof port === 'string') yield* invalidFor('handler-port', path, port, portName(port));
  else if (port < 1 || port > 65535) yield invalid('handler-port', path, port, inclusiveRange(1, 65535));
}

/** V-083. "Less than" means at most. */
/** L-132 */
function* validateSleep(
  { seconds = 0 }: SleepAction,
  path: string,
  { on, graceSeconds }: PodContext,
): FieldErrors {
  const least = on.PodLifecycleSleepActionAllowZero ? 0 : 1;
  if (seconds >= least && seconds <= graceSeconds) return;
  const limit = `less than terminationGracePeriodSeconds (${graceSeconds})`;
  const hint = on.sleepErrorNamesGate
    ? '. Enable AllowPodLifecycleSleepActionZeroValue feature gate for zero sleep.'
    : '';
  yield invalid(
    'sleep-seconds',
    path,
    seconds,
    on.PodLifecycleSleepActionAllowZero
      ? `must be non-negative and ${limit}`
      : `must be greater than 0 and ${limit}${hint}`,
  );
}
