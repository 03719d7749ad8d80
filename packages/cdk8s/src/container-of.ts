import type { Container, EnvFromSource, Lifecycle, SecurityContext } from '@outrider/core';
import {
  type EnvValue,
  envOf,
  type Hook,
  hookOf,
  type MountValues,
  mountsOf,
  type PortValue,
  portsOf,
  type Resources,
  type UnnamedPort,
  unnamedPortsOf,
  withResources,
} from './container.ts';
import { merge } from './merge.ts';
import { type Probe, probeOf, type ReadinessProbe } from './probe.ts';

/** The options of an init or regular container once the types have had their say. */
export interface WrittenOptions {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: Readonly<Record<string, EnvValue>>;
  readonly envFrom?: readonly EnvFromSource[];
  readonly workingDir?: string;
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly cpu?: string;
  readonly cpuLimit?: string;
  readonly memory?: string;
  readonly memoryLimit?: string;
  readonly resources?: Resources;
  readonly terminationMessagePath?: string;
  readonly terminationMessagePolicy?: string;
  readonly stdin?: boolean;
  readonly tty?: boolean;
  readonly mounts?: Readonly<Record<string, MountValues>>;
  readonly security?: SecurityContext;
  readonly ports?: Readonly<Record<string, PortValue>>;
  readonly unnamedPorts?: readonly UnnamedPort[];
  readonly startup?: Probe<string>;
  readonly readiness?: ReadinessProbe<string>;
  readonly liveness?: Probe<string>;
  readonly postStart?: Hook<string>;
  readonly preStop?: Hook<string>;
  readonly preStopSleep?: number;
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** The container as written: a field that was left out is left out. */
export function containerOf(name: string, options: WrittenOptions): Container {
  const { image, command, args, workingDir, imagePullPolicy, env, envFrom, mounts, security, raw } = options;
  const { startup, readiness, liveness } = options;
  const { terminationMessagePath, terminationMessagePolicy, stdin, tty } = options;
  const written: Container = {
    name,
    image,
    ...(command && { command }),
    ...(args && { args }),
    ...(workingDir !== undefined && { workingDir }),
    ...(imagePullPolicy !== undefined && { imagePullPolicy }),
    ...(envFrom && { envFrom }),
    ...(env && { env: envOf(env) }),
    ...allPortsOf(options),
    ...resourcesOf(options),
    ...(mounts && { volumeMounts: mountsOf(mounts) }),
    ...(startup && { startupProbe: probeOf(startup) }),
    ...(readiness && { readinessProbe: probeOf(readiness) }),
    ...(liveness && { livenessProbe: probeOf(liveness) }),
    ...lifecycleOf(options),
    ...(security && { securityContext: security }),
    ...(terminationMessagePath !== undefined && { terminationMessagePath }),
    ...(terminationMessagePolicy !== undefined && { terminationMessagePolicy }),
    ...(stdin !== undefined && { stdin }),
    ...(tty !== undefined && { tty }),
  };
  return raw ? merge(written, raw) : written;
}

function allPortsOf({ ports, unnamedPorts }: WrittenOptions): Pick<Container, 'ports'> {
  if (!ports && !unnamedPorts) return {};
  return { ports: [...portsOf(ports ?? {}), ...unnamedPortsOf(unnamedPorts ?? [])] };
}

function resourcesOf(options: WrittenOptions): Pick<Container, 'resources'> {
  const requests = amounts(options.cpu, options.memory);
  const limits = amounts(options.cpuLimit, options.memoryLimit);
  const own =
    requests || limits ? { resources: { ...(requests && { requests }), ...(limits && { limits }) } } : {};
  return options.resources ? withResources(own, options.resources) : own;
}

const amounts = (cpu?: string, memory?: string): Record<string, string> | undefined =>
  cpu === undefined && memory === undefined
    ? undefined
    : { ...(cpu !== undefined && { cpu }), ...(memory !== undefined && { memory }) };

function lifecycleOf({ postStart, preStop, preStopSleep }: WrittenOptions): { lifecycle?: Lifecycle } {
  // Both are one too many for the server: it says so, as it does to who writes YAML.
  const stop = {
    ...(preStopSleep !== undefined && { sleep: { seconds: preStopSleep } }),
    ...(preStop && hookOf(preStop)),
  };
  const hooks = {
    ...(postStart && { postStart: hookOf(postStart) }),
    ...(Object.keys(stop).length > 0 && { preStop: stop }),
  };
  return Object.keys(hooks).length > 0 ? { lifecycle: hooks } : {};
}
