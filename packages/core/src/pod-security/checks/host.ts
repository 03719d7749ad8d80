import type { LifecycleHandler, Probe } from '../../kubernetes/api-types.gen.ts';
import {
  containersNamed,
  plural,
  quoted,
  type SecurityCheck,
  settersOf,
  sortedSet,
  type Visited,
  visited,
} from '../check.ts';

const NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

/** `check_hostNamespaces.go` */
export const hostNamespaces: SecurityCheck = {
  id: 'hostNamespaces',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: ({ spec }) => {
        const shared = NAMESPACES.filter((name) => spec[name] === true);
        if (shared.length === 0) return undefined;
        return {
          reason: 'host namespaces',
          detail: shared.map((name) => `${name}=true`).join(', '),
          paths: shared.map((name) => `spec.${name}`),
        };
      },
    },
  ],
};

const hostPortsOf = ({ container }: Visited): readonly number[] =>
  (container.ports ?? []).map(({ hostPort = 0 }) => hostPort).filter((port) => port !== 0);

/** `check_hostPorts.go` */
export const hostPorts: SecurityCheck = {
  id: 'hostPorts',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod) => {
        const bad = visited(pod).filter((one) => hostPortsOf(one).length > 0);
        if (bad.length === 0) return undefined;
        const ports = sortedSet(bad.flatMap(hostPortsOf).map(String));
        const names = containersNamed(bad.map(({ name }) => name));
        const uses = plural(bad.length, 'uses', 'use');
        return {
          reason: 'hostPort',
          detail: `${names} ${uses} ${plural(ports.length, 'hostPort', 'hostPorts')} ${ports.join(', ')}`,
          paths: bad.map(({ path }) => `${path}.ports`),
        };
      },
    },
  ],
};

/** `check_windowsHostProcess.go` */
export const windowsHostProcess: SecurityCheck = {
  id: 'windowsHostProcess',
  level: 'baseline',
  revisions: [
    {
      since: 0,
      find: (pod) => {
        const bad = visited(pod).filter(({ security }) => security.windowsOptions?.hostProcess === true);
        const ofPod = pod.spec.securityContext?.windowsOptions?.hostProcess === true;
        if (bad.length === 0 && !ofPod) return undefined;
        const setters = settersOf(
          ofPod,
          bad.map(({ name }) => name),
        );
        const paths = bad.map(({ securityPath }) => securityPath);
        return {
          reason: 'hostProcess',
          detail: `${setters} must not set securityContext.windowsOptions.hostProcess=true`,
          paths: [...(ofPod ? ['spec.securityContext'] : []), ...paths].map(
            (path) => `${path}.windowsOptions.hostProcess`,
          ),
        };
      },
    },
  ],
};

/** `check_hostProbesAndhostLifecycle.go` */
export const hostProbes: SecurityCheck = {
  id: 'hostProbesAndHostLifecycle',
  level: 'baseline',
  revisions: [
    {
      since: 34,
      find: (pod) => {
        const bad = visited(pod).filter((one) => hostsOf(one).length > 0);
        if (bad.length === 0) return undefined;
        const hosts = sortedSet(bad.flatMap((one) => hostsOf(one).map(([, host]) => host)));
        const names = containersNamed(sortedSet(bad.map(({ name }) => name)));
        const uses = plural(bad.length, 'uses', 'use');
        const what = plural(hosts.length, 'probe or lifecycle host', 'probe or lifecycle hosts');
        return {
          reason: 'probe or lifecycle host',
          detail: `${names} ${uses} ${what} ${quoted(hosts)}`,
          paths: bad.flatMap((one) => hostsOf(one).map(([path]) => path)),
        };
      },
    },
  ],
};

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;
const HOOKS = ['postStart', 'preStop'] as const;

/** Hosts that probes and hooks name, with their paths. */
const hostsOf = ({ container, path }: Visited): readonly (readonly [path: string, host: string])[] => [
  ...PROBES.flatMap((probe) => hostsOfHandler(container[probe], `${path}.${probe}`)),
  ...HOOKS.flatMap((hook) => hostsOfHandler(container.lifecycle?.[hook], `${path}.lifecycle.${hook}`)),
];

const hostsOfHandler = (
  handler: Probe | LifecycleHandler | undefined,
  path: string,
): readonly (readonly [string, string])[] =>
  (['httpGet', 'tcpSocket'] as const).flatMap((action) => {
    const host = handler?.[action]?.host ?? '';
    return host === '' ? [] : [[`${path}.${action}.host`, host] as const];
  });
