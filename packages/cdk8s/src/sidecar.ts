import type { Container, Volume } from '@outrider/core';
import type { IConstruct } from 'constructs';
import type { ContainerName } from './check/name.ts';
import { containerOfText } from './container-text.ts';
import { pasted, written } from './sidecar-builder.ts';
import type { PortMethods, SidecarMethods } from './sidecar-methods.ts';

/** Where among the init containers a sidecar goes when it is added to a workload that exists already. */
export type Placement =
  | 'default'
  | 'first'
  | 'last'
  | { readonly before: string }
  | { readonly after: string };

/** A sidecar as plain Kubernetes data: what a builder's chain amounts to. */
export interface SidecarContent {
  readonly container: Container & { readonly name: string };
  /** Volumes that it brings along. */
  readonly volumes: readonly (Volume & { readonly name: string })[];
  readonly placement: Placement;
}

/** A volume's source: the API's Volume without its name. */
export type VolumeSource = Omit<Volume, 'name'>;

/**
 * A native sidecar: an immutable value, to be put into any number of Pods. Each method gives a new value; nothing
 * is emitted that was not written. Its type knows its name, the names of its ports, the volumes it mounts and
 * expects of the Pod, the features it needs of Kubernetes, and the volumes it brings along.
 */
export interface Sidecar<
  Name extends string = string,
  Ports extends string = never,
  Mounts extends string = never,
  Needs extends string = never,
  Volumes extends string = never,
> extends SidecarMethods,
    PortMethods<Ports> {
  /** Not there at run time: what the type knows. */
  readonly '~types'?: { name: Name; ports: Ports; mounts: Mounts; needs: Needs; volumes: Volumes };
}

/** Any sidecar at all: what all of them have in common. */
export interface AnySidecar {
  /**
   * With {@link applyTo}, what makes a sidecar a mixin of `constructs` 10.5: `deployment.with(proxy)`,
   * `chart.with(proxy)`. Sidecars start before the workload's own init containers, in the order they were added,
   * unless `.first()`, `.last()`, `.before()` or `.after()` say otherwise. Older versions: `NativeSidecars.on(x).add(proxy)`.
   */
  supports(construct: IConstruct): boolean;
  /** Adds the sidecar to an ApiObject that is a Pod or makes Pods; every field that the object had stays. */
  applyTo(construct: IConstruct): void;

  /** The container as it will be emitted. */
  toContainer(): Container;

  /** The content, for those who place sidecars. */
  readonly '~sidecar': SidecarContent;
}

/** {@link sidecar} */
export interface NewSidecar {
  /** A native sidecar: an init container with `restartPolicy: Always`. */
  <const Name extends string>(name: ContainerName<Name>, image: string): Sidecar<Name>;

  /**
   * A sidecar of a container as it stands in a manifest, with all its fields; `restartPolicy` becomes `Always`. Its
   * type knows names, ports and mounts if the container is a literal.
   *
   * @example sidecar.from({ name: 'proxy', image: 'envoyproxy/envoy:v1.36.2', ports: [{ name: 'http', containerPort: 80 }] })
   */
  from<const C extends WrittenContainer>(
    container: C,
  ): Sidecar<C['name'], NamesIn<C['ports']>, NamesIn<C['volumeMounts']>>;

  /**
   * A sidecar of a container as text, YAML or JSON: `sidecar.from(readFileSync('proxy.yaml', 'utf8'))`. It may stand in a
   * list of one, indented as it was. Its type knows no names, so they are checked by `synth` alone.
   *
   * @throws RangeError if the text is not one container with a name and an image
   */
  from(text: string): Sidecar<string, string>;
}

/**
 * A native sidecar.
 *
 * @example
 * const proxy = sidecar('proxy', 'envoyproxy/envoy:v1.36.2')
 *   .ports({ http: 8080, admin: 9901 })
 *   .startup({ http: '/ready', port: 'admin', periodSeconds: 1, failureThreshold: 30 })
 *   .cpu('50m')
 *   .memory('64Mi', { limit: '128Mi' });
 */
export const sidecar: NewSidecar = Object.assign(
  <const Name extends string>(name: ContainerName<Name>, image: string) =>
    written(name, image).as<Sidecar<Name>>(),
  { from },
);

function from<const C extends WrittenContainer>(
  container: C,
): Sidecar<C['name'], NamesIn<C['ports']>, NamesIn<C['volumeMounts']>>;
function from(text: string): Sidecar<string, string>;
function from(container: WrittenContainer | string): AnySidecar {
  return pasted(typeof container === 'string' ? containerOfText(container) : container);
}

/** A container of a manifest, as far as a sidecar needs it. */
export interface WrittenContainer extends Container {
  readonly name: string;
  readonly image: string;
}

/** The names in a list of ports or mounts. */
type NamesIn<List> = List extends readonly (infer Item)[]
  ? Item extends { readonly name: infer Name extends string }
    ? Name
    : never
  : never;
