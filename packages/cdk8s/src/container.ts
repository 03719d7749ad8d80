import type {
  Container,
  ContainerPort,
  EnvVar,
  EnvVarSource,
  Lifecycle,
  LifecycleHandler,
  VolumeMount,
} from '@outrider/core';
import { type Exec, type HttpRequest, httpGetOf } from './probe.ts';

/** A container port: its number, or the API's fields. */
export type PortValue = number | (Omit<ContainerPort, 'name'> & { readonly containerPort: number });

/** An environment variable: its value, or where the value comes from. */
export type EnvValue = string | EnvVarSource;

/** Where a volume is mounted: the path, or the API's fields. */
export type MountValue = MountPath | (Omit<VolumeMount, 'name'> & { readonly mountPath: MountPath });

/** An absolute path. */
export type MountPath = `/${string}`;

export const portsOf = (ports: Readonly<Record<string, PortValue>>): readonly ContainerPort[] =>
  Object.entries(ports).map(([name, port]) =>
    typeof port === 'number' ? { name, containerPort: port } : { name, ...port },
  );

export const envOf = (env: Readonly<Record<string, EnvValue>>): readonly EnvVar[] =>
  Object.entries(env).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { name, valueFrom: value },
  );

export const mountOf = (name: string, mount: MountValue): VolumeMount =>
  typeof mount === 'string' ? { name, mountPath: mount } : { name, ...mount };

/** What a hook does: a command or a request. A `sleep` has its own method, as it needs Kubernetes 1.30. */
export type Hook<Ports extends string> = Exec | HttpRequest<Ports>;

export const hookOf = (hook: Hook<string>): LifecycleHandler =>
  'exec' in hook ? { exec: { command: hook.exec } } : { httpGet: httpGetOf(hook) };

export const withLifecycle = (container: Container, hooks: Lifecycle): Container => ({
  ...container,
  lifecycle: { ...container.lifecycle, ...hooks },
});

/** The container with limits, beside what it requests. */
export const withLimits = (
  container: Container,
  limits: { readonly cpu?: string; readonly memory?: string },
): Container => ({
  ...container,
  resources: { ...container.resources, limits: { ...container.resources?.limits, ...limits } },
});

/** The container with one resource's request and, if given, limit. */
export const withResource = (
  container: Container,
  name: string,
  request: string,
  limit?: string,
): Container => ({
  ...container,
  resources: {
    ...container.resources,
    requests: { ...container.resources?.requests, [name]: request },
    ...(limit !== undefined && { limits: { ...container.resources?.limits, [name]: limit } }),
  },
});
