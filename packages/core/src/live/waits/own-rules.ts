import { matchingRule } from '../../lifecycle/kubelet/restart-decision.ts';
import type { Outcome } from '../explanation.ts';
import type { LiveContainer, LivePod } from '../live-pod.ts';
import { outcome, say } from '../situation.ts';

/** What the container's own restartPolicyRules say, each a line (L-061, L-062). */
export const ruleOutcomes = ({ kubelet }: LivePod, { plan }: LiveContainer): readonly Outcome[] =>
  plan.rules.map(({ action = '', exitCodes }) => {
    const codes = (exitCodes?.values ?? []).join(', ');
    const when = `if it exits with ${exitCodes?.operator === 'NotIn' ? 'none of' : ''} ${codes}`.replace(
      '  ',
      ' ',
    );
    if (action === 'RestartAllContainers' && kubelet.on.RestartAllContainersOnContainerExits) {
      return outcome(
        when,
        say('all containers of the Pod are started over, without back-off', 'L-066 L-067'),
      );
    }
    if (action === 'Restart') {
      return outcome(when, say('its own rule starts it again, whatever the restartPolicy', 'L-061 L-062'));
    }
    return outcome(when, say(`its rule ${action} is passed over by this kubelet`, 'L-237'));
  });

/** `its rule for exit code 42`, where one decides. */
export function decidingRule({ plan }: LiveContainer, exitCode: number): string | null {
  return matchingRule(plan, exitCode) === undefined
    ? null
    : `its restartPolicyRules match exit code ${exitCode}`;
}
