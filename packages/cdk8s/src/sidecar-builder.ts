import type { Container, EnvFromSource, Probe as KubernetesProbe, SecurityContext } from '@outrider/core';
import type { IConstruct } from 'constructs';
import { addSidecar } from './additions.ts';
import {
  type EnvValue,
  envOf,
  type Hook,
  hookOf,
  type MountValue,
  mountOf,
  type PortValue,
  portsOf,
  type Resources,
  type UnnamedPort,
  unnamedPortsOf,
  withLifecycle,
  withLimits,
  withResource,
  withResources,
} from './container.ts';
import { HARDENED } from './hardened.ts';
import { merge } from './merge.ts';
import { holdsPod } from './pod-path.ts';
import { type Probe, probeOf, type ReadinessProbe } from './probe.ts';
import type { AnySidecar, Placement, SidecarContent, VolumeSource } from './sidecar.ts';

/** Every method gives a new builder over a new piece of plain data; what may be called when is the type's matter. */
export class SidecarBuilder {
  readonly '~sidecar': SidecarContent;

  constructor(content: SidecarContent) {
    this['~sidecar'] = Object.freeze(content);
  }

  command(...command: string[]): SidecarBuilder {
    return this.#with({ command });
  }

  args(...args: string[]): SidecarBuilder {
    return this.#with({ args });
  }

  ports(ports: Readonly<Record<string, PortValue>>): SidecarBuilder {
    return this.#with({ ports: [...(this.#container.ports ?? []), ...portsOf(ports)] });
  }

  unnamedPorts(...ports: readonly UnnamedPort[]): SidecarBuilder {
    return this.#with({ ports: [...(this.#container.ports ?? []), ...unnamedPortsOf(ports)] });
  }

  startup(probe: Probe<string>): SidecarBuilder {
    return this.#probe('startupProbe', probeOf(probe));
  }

  readiness(probe: ReadinessProbe<string>): SidecarBuilder {
    return this.#probe('readinessProbe', probeOf(probe));
  }

  liveness(probe: Probe<string>): SidecarBuilder {
    return this.#probe('livenessProbe', probeOf(probe));
  }

  cpu(request: string, options?: { limit: string }): SidecarBuilder {
    return this.#with(withResource(this.#container, 'cpu', request, options?.limit));
  }

  memory(request: string, options?: { limit: string }): SidecarBuilder {
    return this.#with(withResource(this.#container, 'memory', request, options?.limit));
  }

  limits(limits: { readonly cpu?: string; readonly memory?: string }): SidecarBuilder {
    return this.#with(withLimits(this.#container, limits));
  }

  resource(name: string, request: string, options?: { limit: string }): SidecarBuilder {
    return this.#with(withResource(this.#container, name, request, options?.limit));
  }

  resources(resources: Resources): SidecarBuilder {
    return this.#with(withResources(this.#container, resources));
  }

  env(env: Readonly<Record<string, EnvValue>>): SidecarBuilder {
    return this.#with({ env: [...(this.#container.env ?? []), ...envOf(env)] });
  }

  envFrom(...sources: readonly EnvFromSource[]): SidecarBuilder {
    return this.#with({ envFrom: [...(this.#container.envFrom ?? []), ...sources] });
  }

  workingDir(workingDir: string): SidecarBuilder {
    return this.#with({ workingDir });
  }

  imagePullPolicy(imagePullPolicy: 'Always' | 'IfNotPresent' | 'Never'): SidecarBuilder {
    return this.#with({ imagePullPolicy });
  }

  terminationMessagePath(terminationMessagePath: string): SidecarBuilder {
    return this.#with({ terminationMessagePath });
  }

  terminationMessagePolicy(terminationMessagePolicy: 'File' | 'FallbackToLogsOnError'): SidecarBuilder {
    return this.#with({ terminationMessagePolicy });
  }

  mount(volume: string, mount: MountValue): SidecarBuilder {
    return this.#with({ volumeMounts: [...(this.#container.volumeMounts ?? []), mountOf(volume, mount)] });
  }

  volume(name: string, source: VolumeSource): SidecarBuilder {
    const { volumes, ...rest } = this['~sidecar'];
    return new SidecarBuilder({ ...rest, volumes: [...volumes, { name, ...source }] });
  }

  postStart(hook: Hook<string>): SidecarBuilder {
    return this.#with(withLifecycle(this.#container, { postStart: hookOf(hook) }));
  }

  preStop(hook: Hook<string>): SidecarBuilder {
    return this.#with(withLifecycle(this.#container, { preStop: hookOf(hook) }));
  }

  preStopSleep(seconds: number): SidecarBuilder {
    return this.#with(withLifecycle(this.#container, { preStop: { sleep: { seconds } } }));
  }

  security(fields: SecurityContext): SidecarBuilder {
    return this.#with({ securityContext: merge(this.#container.securityContext ?? {}, fields) });
  }

  hardened(): SidecarBuilder {
    return this.security(HARDENED);
  }

  first(): SidecarBuilder {
    return this.#placed('first');
  }

  last(): SidecarBuilder {
    return this.#placed('last');
  }

  before(initContainer: string): SidecarBuilder {
    return this.#placed({ before: initContainer });
  }

  after(initContainer: string): SidecarBuilder {
    return this.#placed({ after: initContainer });
  }

  image(image: string): SidecarBuilder {
    return this.#with({ image });
  }

  raw(fields: Readonly<Record<string, unknown>>): SidecarBuilder {
    return this.#with(merge(this.#container, fields));
  }

  supports(construct: IConstruct): boolean {
    return holdsPod(construct);
  }

  applyTo(construct: IConstruct): void {
    if (holdsPod(construct)) addSidecar(construct, this['~sidecar']);
  }

  /** The one place where the types take over: what the chain amounts to, as its author declares it. */
  as<S extends AnySidecar>(): S {
    return this as unknown as S;
  }

  toContainer(): Container {
    return this.#container;
  }

  get #container(): SidecarContent['container'] {
    return this['~sidecar'].container;
  }

  #probe(field: 'startupProbe' | 'readinessProbe' | 'livenessProbe', probe: KubernetesProbe): SidecarBuilder {
    return this.#with({ [field]: probe });
  }

  #placed(placement: Placement): SidecarBuilder {
    return new SidecarBuilder({ ...this['~sidecar'], placement });
  }

  #with(fields: Container): SidecarBuilder {
    return new SidecarBuilder({ ...this['~sidecar'], container: { ...this.#container, ...fields } });
  }
}

/** The beginning of every sidecar. */
export const written = (name: string, image: string): SidecarBuilder => pasted({ name, image });

/** A sidecar of a container that is there already. */
export const pasted = (container: Container & { readonly name: string }): SidecarBuilder =>
  new SidecarBuilder({
    container: { ...container, restartPolicy: 'Always' },
    volumes: [],
    placement: 'default',
  });
