import type { Release } from '../../kubernetes/release.ts';
import type { Defect, Scenario } from '../world/scenario.ts';

/** The known defects that a scenario asks for (section 9), by whether the kubelet's release has them. */
export function defectsOf(
  { kubelet: { defects } }: Pick<Scenario, 'kubelet'>,
  { on }: Pick<Release, 'on'>,
): { readonly shown: readonly Defect[]; readonly absent: readonly Defect[] } {
  const has: Readonly<Record<Defect, boolean>> = {
    refusedSidecarStatus: on.hasRefusedSidecarStatus,
    lostProbeWorkers: on.hasLostProbeWorkers,
  };
  return { shown: defects.filter((one) => has[one]), absent: defects.filter((one) => !has[one]) };
}
