import type {
  Container,
  ContainerPort,
  EnvVar,
  EnvVarSource,
  Lifecycle,
  LifecycleHandler,
  ResourceRequirements,
  VolumeMount,
} from '@outrider/core';
import { merge } from './merge.ts';
import { type Exec, type HttpRequest, httpGetOf } from './probe.ts';

/** A container port: its number, or the API's fields. */
export type PortValue = number | (Omit<ContainerPort, 'name'> & { readonly containerPort: number });

/** A port without a name. */
export type UnnamedPort = number | (Omit<ContainerPort, 'name'> & { readonly containerPort: number });

/** `resources` as the API has it; a number is what YAML makes of `cpu: 1`. */
export interface Resources {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
  readonly claims?: ResourceRequirements['claims'];
}

/** An environment variable: its value, or where the value comes from. */
export type EnvValue = string | EnvVarSource;

/** Where a volume is mounted: the path, or the API's fields. */
export type MountValue = MountPath | (Omit<VolumeMount, 'name'> & { readonly mountPath: MountPath });

/** Where a volume is mounted, at several places if need be. */
export type MountValues = MountValue | readonly MountValue[];

/** An absolute path. */
export type MountPath = `/${string}`;

export const portsOf = (ports: Readonly<Record<string, PortValue>>): readonly ContainerPort[] =>
  Object.entries(ports).map(([name, port]) =>
    typeof port === 'number' ? { name, containerPort: port } : { name, ...port },
  );

export const unnamedPortsOf = (ports: readonly UnnamedPort[]): readonly ContainerPort[] =>
  ports.map((port) => (typeof port === 'number' ? { containerPort: port } : port));

export const envOf = (env: Readonly<Record<string, EnvValue>>): readonly EnvVar[] =>
  Object.entries(env).map(([name, value]) =>
    typeof value === 'string' ? { name, value } : { name, valueFrom: value },
  );

export const mountOf = (name: string, mount: MountValue): VolumeMount =>
  typeof mount === 'string' ? { name, mountPath: mount } : { name, ...mount };

export const mountsOf = (mounts: Readonly<Record<string, MountValues>>): readonly VolumeMount[] =>
  Object.entries(mounts).flatMap(([name, value]) =>
    (isList(value) ? value : [value]).map((mount) => mountOf(name, mount)),
  );

const isList = (value: MountValues): value is readonly MountValue[] => Array.isArray(value);

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

/** The container with resources in the API's words, on top of what it has. */
export const withResources = (container: Container, resources: Resources): Container => ({
  ...container,
  resources: merge<Resources>(container.resources ?? {}, resources) as ResourceRequirements,
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
