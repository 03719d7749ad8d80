import { type Config, type Release, releaseOf } from '@outrider/core';
import type { Aim } from '@outrider/report';
import type { ParsedFlags } from '../flags/parse-flags.ts';

/** What the code is meant for; a target is written where somebody chose one, as the builder's default is the newest. */
export function aimOf({ version }: Release, flags: ParsedFlags, config: Config): Aim {
  const { on } = releaseOf(version);
  const isChosen = flags.value('kubernetes-version') !== undefined || config.kubernetesVersion !== undefined;
  return {
    target: isChosen ? version : undefined,
    hasSidecars: on.SidecarContainers,
    sleeps: { any: on.PodLifecycleSleepAction, ofNoTime: on.PodLifecycleSleepActionAllowZero },
  };
}
