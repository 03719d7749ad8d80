import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import { isSidecar } from '../../workload/container-role.ts';

/** What is left for one sidecar between its SIGTERM and its SIGKILL. */
export interface SidecarShare {
  readonly container: string;
  /** If everything stopped before it takes no longer than its declared hooks. */
  readonly mostSeconds: number;
  /** If what is stopped before it uses up the grace period: the kubelet's own minimum (L-120 step 4). */
  readonly leastSeconds: number;
}

/** From the manifest alone: how long stopping may take, and who gets how much of it. */
export interface ShutdownBudget {
  readonly graceSeconds: number;
  /** Waves of containers that are signalled together, first to last. */
  readonly stopOrder: readonly (readonly string[])[];
  /** Until the last container is gone: the grace period, and 2 s where a hook or the order of sidecars can use it up (L-123). */
  readonly worstSeconds: number;
  /** In the order in which they are stopped. */
  readonly sidecars: readonly SidecarShare[];
  /** The container whose declared preStop takes longest; absent if none declares a time. */
  readonly slowest?: { readonly container: string; readonly preStopSeconds: number };
}

/** The kubelet never gives less between SIGTERM and SIGKILL. */
const MINIMUM_SECONDS = 2;
/** Of a deletion, whatever the spec says (L-141); only a Pod that ends by itself can have none (L-125). */
const LEAST_GRACE_SECONDS = 1;
const DEFAULT_GRACE_SECONDS = 30;

/**
 * The worst case of the deletion of a Pod: all preStop hooks start at once (L-121), sidecars wait for the regular
 * containers and then for each other in reverse order (L-122), all on one budget (L-123).
 */
export function shutdownBudget(spec: PodSpec, release: Pick<Release, 'on'>): ShutdownBudget {
  const graceSeconds = Math.max(0, spec.terminationGracePeriodSeconds ?? DEFAULT_GRACE_SECONDS);
  const given = Math.max(LEAST_GRACE_SECONDS, graceSeconds);
  const ordered = release.on.orderedSidecarTermination;
  const sidecars = (spec.initContainers ?? []).filter(isSidecar).toReversed();
  const regular = spec.containers ?? [];
  const slowest = slowestHook([...regular, ...sidecars]);
  return {
    graceSeconds,
    stopOrder: ordered
      ? [regular, ...sidecars.map((sidecar) => [sidecar])]
          .filter(({ length }) => length > 0)
          .map((wave) => wave.map(nameOf))
      : [[...regular, ...sidecars].map(nameOf)],
    worstSeconds:
      ordered && sidecars.length > 0
        ? given + MINIMUM_SECONDS
        : Math.max(0, ...[...regular, ...sidecars].map((container) => goneAt(container, given))),
    sidecars: ordered ? sharesInOrder(regular, sidecars, given) : sharesAtOnce(sidecars, given),
    ...(slowest && { slowest }),
  };
}

function sharesInOrder(
  regular: readonly Container[],
  sidecars: readonly Container[],
  graceSeconds: number,
): readonly SidecarShare[] {
  let spent = Math.max(0, ...regular.map((container) => preStopSeconds(container, graceSeconds)));
  return sidecars.map((sidecar) => {
    spent = Math.max(spent, preStopSeconds(sidecar, graceSeconds));
    return share(sidecar, graceSeconds - spent);
  });
}

const sharesAtOnce = (sidecars: readonly Container[], graceSeconds: number): readonly SidecarShare[] =>
  sidecars.map((sidecar) => {
    const seconds = Math.max(MINIMUM_SECONDS, graceSeconds - preStopSeconds(sidecar, graceSeconds));
    return { container: nameOf(sidecar), mostSeconds: seconds, leastSeconds: seconds };
  });

const share = (sidecar: Container, left: number): SidecarShare => ({
  container: nameOf(sidecar),
  mostSeconds: Math.max(MINIMUM_SECONDS, left),
  leastSeconds: MINIMUM_SECONDS,
});

/** When SIGKILL ends a container that waits for nobody, whatever its hook takes (L-120). */
function goneAt(container: Container, graceSeconds: number): number {
  const hook = container.lifecycle?.preStop;
  const isKnown = hook === undefined || hook.sleep !== undefined;
  const hookSeconds = isKnown ? preStopSeconds(container, graceSeconds) : graceSeconds;
  return hookSeconds + Math.max(MINIMUM_SECONDS, graceSeconds - hookSeconds);
}

/** Only `sleep` declares its time. */
function preStopSeconds(container: Container, graceSeconds: number): number {
  return Math.min(graceSeconds, container.lifecycle?.preStop?.sleep?.seconds ?? 0);
}

function slowestHook(containers: readonly Container[]): ShutdownBudget['slowest'] {
  const [longest] = containers
    .map((container) => ({
      container: nameOf(container),
      preStopSeconds: container.lifecycle?.preStop?.sleep?.seconds ?? 0,
    }))
    .toSorted((a, b) => b.preStopSeconds - a.preStopSeconds);
  return longest !== undefined && longest.preStopSeconds > 0 ? longest : undefined;
}

const nameOf = (container: Container): string => container.name ?? '';
