import type { Situation } from './situations.ts';
import type { Life, Story } from './story.ts';

/** The start of a container: its first, or one for which something had to happen. */
export function startSituation(instance: number, life: Life, story: Story): Situation {
  const { role, container } = life;
  if (role === 'ephemeral') return 'ephemeralStarts';
  if (instance > 0) return restartSituation(life, story);
  if (role === 'regular') return hasInit(story) ? 'regularStarts' : 'regularStartsFirst';
  const isUpAtOnce = container.startupProbe === undefined && container.lifecycle?.postStart === undefined;
  return role === 'sidecar' && isUpAtOnce ? 'sidecarIsUp' : 'initStarts';
}

const hasInit = ({ spec }: Story): boolean => (spec.initContainers ?? []).length > 0;

/** A hook that has done its work: it opens the way where no probe is still to come (L-003, L-004). */
export function postStartSituation({ role, container }: Life, { isInitialized }: Story): Situation {
  if (role === 'regular') return 'regularPostStartEnds';
  return isInitialized || container.startupProbe !== undefined ? 'postStartEnds' : 'sidecarPostStartEnds';
}

function restartSituation(life: Life, story: Story): Situation {
  const isSidecar = life.role === 'sidecar';
  switch (life.trouble) {
    case 'sandbox':
      return 'sandboxIsLost';
    case 'allRestart':
      return 'allRestart';
    case 'postStart':
      return 'postStartFails';
    case 'startupProbe':
      return isSidecar ? 'sidecarFailsStartup' : 'regularIsReplaced';
    case 'livenessProbe':
      return isSidecar ? 'sidecarFailsLiveness' : 'regularIsReplaced';
    case 'change':
      return isSidecar ? 'sidecarIsChanged' : 'regularIsReplaced';
    case 'exit':
    case undefined:
      if (isSidecar) return 'sidecarRestarts';
      return life.role === 'init' ? initFailure(life, story) : 'regularRestarts';
  }
}

/** L-013, or L-021 where the container has a say of its own. */
export function initFailure({ container }: Life, { on }: Story): Situation {
  const hasOwnRules = container.restartPolicy !== undefined || container.restartPolicyRules !== undefined;
  return hasOwnRules && on.ContainerRestartRules ? 'initFailsByOwnRules' : 'initFails';
}
