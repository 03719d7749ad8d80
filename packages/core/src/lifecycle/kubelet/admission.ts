import type { Release } from '../../kubernetes/release.ts';
import type { PodPlan } from './pod-plan.ts';

export interface Rejection {
  readonly reason: string;
  readonly message: string;
}

/** A kubelet that knows the field but has the gate off refuses the Pod (L-234). */
export function admissionRejection({ containers }: PodPlan, { on }: Pick<Release, 'on'>): Rejection | null {
  if (!on.sidecarFieldInKubelet || on.SidecarContainers) return null;
  const sidecar = containers.find(({ apiRole }) => apiRole === 'sidecar');
  if (sidecar === undefined) return null;
  return {
    reason: 'InitContainerRestartPolicyForbidden',
    message: `Init container "${sidecar.name}" may not have a non-default restartPolicy`,
  };
}
