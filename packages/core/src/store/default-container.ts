import type {
  Container,
  ContainerPort,
  EnvVar,
  EphemeralContainer,
  HTTPGetAction,
  Lifecycle,
  LifecycleHandler,
  Probe,
} from '../kubernetes/api-types.gen.ts';
import { changed } from './changed.ts';
import { defaultPullPolicy } from './default-pull-policy.ts';

/** What the server fills into every container, template or not (D-002 … D-005, D-012). */
export function defaultContainer<C extends Container | EphemeralContainer>(container: C): C {
  return {
    ...container,
    imagePullPolicy: container.imagePullPolicy || defaultPullPolicy(container.image ?? ''),
    terminationMessagePath: container.terminationMessagePath || '/dev/termination-log',
    terminationMessagePolicy: container.terminationMessagePolicy || 'File',
    ...changed(container.ports, (ports) => ({ ports: ports.map(defaultPort) })),
    ...changed(container.env, (env) => ({ env: env.map(defaultEnvVar) })),
    ...changed(container.livenessProbe, (probe) => ({ livenessProbe: defaultProbe(probe) })),
    ...changed(container.readinessProbe, (probe) => ({ readinessProbe: defaultProbe(probe) })),
    ...changed(container.startupProbe, (probe) => ({ startupProbe: defaultProbe(probe) })),
    ...changed(container.lifecycle, (lifecycle) => ({ lifecycle: defaultLifecycle(lifecycle) })),
  };
}

/** D-003. */
const defaultPort = (port: ContainerPort): ContainerPort =>
  port.protocol ? port : { ...port, protocol: 'TCP' };

function defaultEnvVar(variable: EnvVar): EnvVar {
  const fieldRef = variable.valueFrom?.fieldRef;
  if (fieldRef === undefined || fieldRef.apiVersion) return variable;
  return { ...variable, valueFrom: { ...variable.valueFrom, fieldRef: { ...fieldRef, apiVersion: 'v1' } } };
}

/** D-004: a number that is missing or 0 becomes the default. */
const defaultProbe = (probe: Probe): Probe => ({
  ...probe,
  timeoutSeconds: probe.timeoutSeconds || 1,
  periodSeconds: probe.periodSeconds || 10,
  successThreshold: probe.successThreshold || 1,
  failureThreshold: probe.failureThreshold || 3,
  ...changed(probe.httpGet, (httpGet) => ({ httpGet: defaultHttpGet(httpGet) })),
});

/** D-005. */
const defaultHttpGet = (action: HTTPGetAction): HTTPGetAction => ({
  ...action,
  path: action.path || '/',
  scheme: action.scheme || 'HTTP',
});

const defaultLifecycle = (lifecycle: Lifecycle): Lifecycle => ({
  ...lifecycle,
  ...changed(lifecycle.postStart, (postStart) => ({ postStart: defaultHandler(postStart) })),
  ...changed(lifecycle.preStop, (preStop) => ({ preStop: defaultHandler(preStop) })),
});

const defaultHandler = (handler: LifecycleHandler): LifecycleHandler =>
  handler.httpGet === undefined ? handler : { ...handler, httpGet: defaultHttpGet(handler.httpGet) };
