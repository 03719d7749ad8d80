import type { IConstruct } from 'constructs';

import type { PodAnnotations } from './pod-annotations.ts';
import { workloadsIn } from './pod-path.ts';
import type { AnySidecar } from './sidecar.ts';

/** Adds sidecars to the workloads in a construct. */
export interface SidecarAdder {
  /**
   * Adds them in this order. Where nothing else was said (`.first()`, `.before('migrate')` …) they start before the
   * workload's own init containers. Annotations of a mesh go the same way.
   */
  add(...additions: readonly (AnySidecar | PodAnnotations)[]): SidecarAdder;
}

/**
 * The way to add sidecars where `constructs` is older than 10.5 and has no `.with()`.
 *
 * @example NativeSidecars.on(deployment).add(proxy, logs);
 */
export const NativeSidecars = {
  /**
   * All workloads in a construct: a cdk8s-plus workload, an imported `KubeDeployment`, an `Include`, a `Helm`, a whole chart.
   *
   * @throws RangeError if there is none
   */
  on(scope: IConstruct): SidecarAdder {
    const workloads = workloadsIn(scope);
    if (workloads.length === 0)
      throw new RangeError(`Cannot add sidecars: "${scope.node.path}" holds no workload`);
    const adder: SidecarAdder = {
      add(...additions) {
        for (const workload of workloads) for (const addition of additions) addition.applyTo(workload);
        return adder;
      },
    };
    return adder;
  },
};
