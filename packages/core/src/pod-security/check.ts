import type { Container, SecurityContext } from '../kubernetes/api-types.gen.ts';
import { containersOf } from '../kubernetes/container-role.ts';
import type { Release } from '../kubernetes/release.ts';
import type { Pod } from '../workload/workload.ts';

/** What a check forbids in a Pod, in the words of `k8s.io/pod-security-admission`. */
export interface Offence {
  readonly reason: string;
  readonly detail: string;
  /** The fields, or the containers and the Pod that lack one: `spec.initContainers[0].securityContext`. */
  readonly paths: readonly string[];
}

export type FindOffence = (pod: Pod, on: Release['on']) => Offence | undefined;

/** A check as policies define it from one minor on. */
export interface Revision {
  readonly since: number;
  readonly find: FindOffence;
}

export interface SecurityCheck {
  readonly id: string;
  readonly level: 'baseline' | 'restricted';
  /** In order; the last one that a policy's version has reached holds. */
  readonly revisions: readonly Revision[];
  /** The check of level `baseline` that it stands in for. */
  readonly replaces?: string;
}

/** A container of any list, with the path of its `securityContext`. */
export interface Visited {
  readonly name: string;
  readonly path: string;
  readonly container: Container;
  readonly security: SecurityContext;
  readonly securityPath: string;
}

/** Every container as `visitContainers` walks: init containers, regular ones, ephemeral ones. */
export function visited({ spec }: Pod): readonly Visited[] {
  const ephemeral = (spec.ephemeralContainers ?? []).map((container, index) => ({
    container,
    path: `spec.ephemeralContainers[${index}]`,
  }));
  return [...containersOf(spec), ...ephemeral].map(({ container, path }) => ({
    name: container.name ?? '',
    path,
    container,
    security: container.securityContext ?? {},
    securityPath: `${path}.securityContext`,
  }));
}

export const plural = (count: number, one: string, many: string): string => (count === 1 ? one : many);

/** `"a", "b"`. */
export const quoted = (texts: readonly string[]): string =>
  texts.length === 0 ? '' : `"${texts.join('", "')}"`;

/** Each once, in the order of Go's sorted sets. */
export const sortedSet = (texts: readonly string[]): readonly string[] => [...new Set(texts)].sort();

/** `container "a"`, `containers "a", "b"`. */
export const containersNamed = (names: readonly string[]): string =>
  `${plural(names.length, 'container', 'containers')} ${quoted(names)}`;

/** Those who set a forbidden value: the Pod, and containers by name. */
export const settersOf = (ofPod: boolean, names: readonly string[]): string =>
  [...(ofPod ? ['pod'] : []), ...(names.length > 0 ? [containersNamed(names)] : [])].join(' and ');

export const isWindows = ({ spec }: Pod): boolean => spec.os?.name === 'windows';

/** A Pod with a user namespace of its own. */
export const hasUserNamespace = ({ spec }: Pod): boolean => spec.hostUsers === false;
