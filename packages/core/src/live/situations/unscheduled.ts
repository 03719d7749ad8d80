import { podResources } from '../../resources/compute-pod-resources.ts';
import type { Statement } from '../explanation.ts';
import { conditionOf, type LivePod } from '../live-pod.ts';
import { describePod, getField, podEvents } from '../look-further.ts';
import { readMoment } from '../moments.ts';
import { outcome, type Situation, say } from '../situation.ts';
import { count, names } from '../words.ts';

/** No node yet. What the scheduler thinks is its own matter: its words are quoted. */
export function unscheduled(pod: LivePod): Situation | null {
  if (pod.spec.nodeName !== undefined && pod.spec.nodeName !== '') return null;
  const condition = conditionOf(pod, 'PodScheduled');
  if (condition?.reason === 'SchedulingGated') return gated(pod, readMoment(condition.lastTransitionTime));
  const since = readMoment(condition?.lastTransitionTime);
  const scheduler = pod.spec.schedulerName ?? 'default-scheduler';
  const tried = condition?.status === 'False';
  return {
    waitsFor: 'scheduler',
    outlook: tried ? 'stuck' : 'waits',
    about: [],
    headline: tried
      ? say(
          `Waits for a node: the scheduler finds none that takes it (${condition.reason ?? 'no reason'})`,
          '',
          since,
        )
      : say(`Waits for the scheduler "${scheduler}", which has not said anything of it yet`, ''),
    because: [
      ...(condition?.message ? [say(`The scheduler says: ${condition.message}`, '')] : []),
      ...featureOff(condition?.message ?? ''),
      ...nominated(pod),
      requestsStatement(pod),
    ],
    next: [
      outcome(
        'when a node fits',
        say('the scheduler binds it, and the kubelet of that node takes it from there', ''),
      ),
      ...(tried
        ? [outcome('until then', say('the scheduler tries again whenever nodes or Pods change', ''))]
        : []),
    ],
    unknown: tried ? [] : [say(`Whether a scheduler of the name "${scheduler}" runs at all`, '')],
    look: [podEvents(pod, 'FailedScheduling, and what a cluster autoscaler makes of it')],
  };
}

function gated(pod: LivePod, since: number | null): Situation {
  const gates = (pod.spec.schedulingGates ?? []).map(({ name = '' }) => name);
  return {
    waitsFor: 'schedulingGates',
    outlook: 'waits',
    about: [],
    headline: say(
      `Waits for its scheduling ${gates.length === 1 ? 'gate' : 'gates'} ${names(gates)} to be removed`,
      '',
      since,
    ),
    because: [
      say(
        'The scheduler does not look at a Pod that has schedulingGates. Whoever set a gate has to remove it',
        '',
      ),
    ],
    next: [outcome('when the last gate is gone', say('the scheduler looks for a node', ''))],
    unknown: [say('Which controller removes them: its name is usually the prefix of the gate', '')],
    look: [getField(pod, '.spec.schedulingGates', 'the gates that are left'), describePod(pod, 'all of it')],
  };
}

/** L-235 */
const featureOff = (message: string): readonly Statement[] =>
  message.includes('SidecarContainers feature is disabled')
    ? [
        say(
          'This scheduler runs with the feature gate SidecarContainers off: it never places a Pod with sidecars',
          'L-235',
        ),
      ]
    : [];

const nominated = ({ status }: LivePod): readonly Statement[] =>
  status.nominatedNodeName
    ? [
        say(
          `It is to have node "${status.nominatedNodeName}", once Pods of lower priority there have been stopped`,
          '',
        ),
      ]
    : [];

/** What a node must have free: sidecars count beside the regular containers. */
function requestsStatement({ metadata, spec, release, plan }: LivePod): Statement {
  const { requests } = podResources({ metadata, spec }, release);
  const amounts = Object.entries(requests).map(([name, amount]) => `${name} ${amount}`);
  if (amounts.length === 0)
    return say('It requests nothing of a node, so room is not what it lacks', 'R-002');
  const sidecars = plan.containers.filter(({ apiRole }) => apiRole === 'sidecar').length;
  const with_ = sidecars > 0 ? `, ${count(sidecars, 'sidecar')} included` : '';
  return say(`A node must have ${amounts.join(', ')} free for it${with_}`, 'R-002 R-003');
}
