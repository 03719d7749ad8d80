import type { IConstruct } from 'constructs';

import { holdsPod } from './pod-path.ts';
import type { AnySidecar } from './sidecar.ts';

/** Adds sidecars to the workloads in a construct. */
export interface SidecarAdder {
  /**
   * Adds them in this order. Where nothing else was said (`.first()`, `.before('migrate')` …) they start before the
   * workload's own init containers.
   */
  add(...sidecars: readonly AnySidecar[]): SidecarAdder;
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
    const workloads = scope.node.findAll().filter(holdsPod);
    if (workloads.length === 0)
      throw new RangeError(`Cannot add sidecars: "${scope.node.path}" holds no workload`);
    const adder: SidecarAdder = {
      add(...sidecars) {
        for (const workload of workloads) for (const sidecar of sidecars) sidecar.applyTo(workload);
        return adder;
      },
    };
    return adder;
  },
};
