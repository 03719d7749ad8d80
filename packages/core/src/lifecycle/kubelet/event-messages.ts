import type { Release } from '../../kubernetes/release.ts';
import type { ProbeType } from '../timeline.ts';
import type { PodPlan } from './pod-plan.ts';

type On = Pick<Release, 'on'>;

/** The kubelet's texts of section 8, as the release writes them. */
export const createdMessage = (name: string, { on }: On): string =>
  on.startEventsWithoutName
    ? 'Container created'
    : `Created container${on.createdEventWithColon ? ':' : ''} ${name}`; // L-255

export const startedMessage = (name: string, { on }: On): string =>
  on.startEventsWithoutName ? 'Container started' : `Started container ${name}`; // L-256

export const presentMessage = (image: string, { on }: On): string =>
  `Container image "${image}" already present on machine${
    on.KubeletEnsureSecretPulledImages ? ' and can be accessed by the pod' : ''
  }`; // L-250

export const pulledMessage = (image: string, took: string): string =>
  `Successfully pulled image "${image}" in ${took} (${took} including waiting)`; // L-252

export const backOffMessage = (container: string, pod: PodPlan): string =>
  `Back-off restarting failed container ${container} in pod ${podText(pod)}`; // L-261

/** What is written at every start of one container. */
export interface StartMessages {
  readonly created: string;
  readonly started: string;
  readonly present: string;
  readonly backOff: string;
}

export const startMessages = (
  { name, image }: { readonly name: string; readonly image: string },
  pod: PodPlan,
  release: On,
): StartMessages => ({
  created: createdMessage(name, release),
  started: startedMessage(name, release),
  present: presentMessage(image, release),
  backOff: backOffMessage(name, pod),
});

export const stoppingMessage = (container: string): string => `Stopping container ${container}`; // L-260

export const resizeMessage = (container: string): string => `Container ${container} resize requires restart`; // L-260

/** L-262: an attempt that ended in an error, which says nothing of the container. */
export const probeErredMessage = (probe: ProbeType, output: string, { on }: On): string =>
  on.probeErrorsNameState
    ? `${PROBE_TEXT[probe]} probe errored and resulted in unknown state: ${output}`
    : `${PROBE_TEXT[probe]} probe errored: ${output}`;

export const probeFailedMessage = (probe: ProbeType, output: string): string =>
  `${PROBE_TEXT[probe]} probe failed: ${output}`; // L-262

/** `status.message` of a Pod, by its reason (L-153, L-154, L-265). */
export const POD_MESSAGES: Readonly<Record<string, string>> = {
  DeadlineExceeded: 'Pod was active on the node longer than the specified deadline',
  Terminated: 'Pod was terminated in response to imminent node shutdown.',
  Evicted: 'The node was low on resource: memory. ',
};

export const SANDBOX_CHANGED = 'Pod sandbox changed, it will be killed and re-created.'; // L-264
export const DEADLINE_EXCEEDED = 'Pod was active on the node longer than the specified deadline'; // L-266
export const EXCEEDED_GRACE_PERIOD = 'Container runtime did not kill the pod within specified grace period.'; // L-267

const PROBE_TEXT: Readonly<Record<ProbeType, string>> = {
  startup: 'Startup',
  readiness: 'Readiness',
  liveness: 'Liveness',
};

const podText = ({ name, namespace, uid }: PodPlan): string => `${name}_${namespace}(${uid})`;
