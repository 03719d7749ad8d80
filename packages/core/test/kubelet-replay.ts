import { kubeletReleaseOf } from '../src/kubernetes/kubelet-release.ts';
import { releaseOf } from '../src/kubernetes/release.ts';
import type { SimulateInput } from '../src/lifecycle/simulate.ts';
import { NO_INTERVENTION } from '../src/lifecycle/world/default-scenario.ts';
import type { Defect, Intervention, Scenario } from '../src/lifecycle/world/scenario.ts';
import type { SeenEvent } from './kubelet-agreement.ts';
import type { OBSERVED_VERSIONS, Observed } from './kubelet-vectors.ts';
import { GATES, GOLDEN, holdsAt, SINGLE_RULES } from './lifecycle-golden.ts';
import { readFixture } from './lifecycle-notation.ts';

export type ObservedVersion = (typeof OBSERVED_VERSIONS)[number];

export interface Played {
  readonly id: string;
  readonly rule: string;
  readonly versions: string;
  readonly pod: string;
  readonly defects?: readonly Defect[];
}

export const PLAYED: ReadonlyMap<string, Played> = new Map(
  [...GOLDEN.map(({ title, ...golden }) => ({ ...golden, rule: title })), ...SINGLE_RULES].map((one) => [
    one.id,
    one,
  ]),
);

/** Not compared at all, and why. */
export const LEFT_OUT: Readonly<Record<string, string>> = {
  S56: 'a kubelet with the gate off refuses the Pod: nothing runs (rules-start.test.ts)',
};

/**
 * What the stand-in runtime takes: 80 ms for a sandbox, 20 to create and 30 to start each container of a Pod that starts
 * all over; and a probe worker is that much older than the sandbox.
 */
const SLACK = 0.45;
/** `status.startTime`, from which the deadline counts, lies before the sandbox and is cut to whole seconds. */
const DEADLINE_SLACK = 1.3;

export const slackOf = ({ pod }: Played): number =>
  pod.includes('activeDeadlineSeconds') ? DEADLINE_SLACK : SLACK;

/** The records of 1.27 were printed by types that do not know the field. */
export const hasStatus = (version: ObservedVersion): boolean => version !== '1.27';

/** Requests as they came, rather than as the scenario of the name has them: S52 was played as a deletion. */
function requestsOf(timeline: readonly SeenEvent[]): Scenario['pod'] {
  const at = (name: string, reason?: string): SeenEvent | undefined =>
    timeline.find(({ event, ...more }) => event === name && more.reason === reason);
  const ms = (seen: SeenEvent | undefined): number | null => (seen ? Math.round(seen.t * 1000) : null);
  const deletion = at('DeleteRequested');
  return {
    deleteAt: ms(deletion ?? at('ForceDeleted')),
    gracePeriodSeconds: deletion?.grace ?? 0,
    evictAt: ms(at('KubeEvent', 'Evicted')),
    nodeShutdownAt: null,
    nodeShutdownGracePeriodSeconds: null,
    sandboxLostAt: ms(at('SandboxLost')),
  };
}

const interventionsOf = (timeline: readonly SeenEvent[]): ReadonlyMap<string, Intervention> =>
  new Map(
    timeline.flatMap(({ event, t, container = '' }) =>
      event === 'ImageChanged'
        ? [[container, { ...NO_INTERVENTION, imageChange: { at: t * 1000, to: 'other:v2' } }] as const]
        : [],
    ),
  );

export function inputOf(version: ObservedVersion, played: Played, { timeline }: Observed): SimulateInput {
  const { id, pod, defects = [] } = played;
  const [gate, from = 0, to = 0] = GATES[id] ?? [];
  const minor = Number(version.slice(2));
  const kubelet = kubeletReleaseOf(version, {
    ...(version === '1.28' && { SidecarContainers: true }),
    ...(gate !== undefined && from <= minor && minor <= to && { [gate]: true }),
  });
  const { spec, scenario } = readFixture(kubelet.on.PodLifecycleSleepAction ? pod : withoutSleep(pod), []);
  return {
    pod: { metadata: { name: id.toLowerCase() }, spec },
    scenario: {
      ...scenario,
      until: (Math.max(...timeline.map(({ t }) => t)) + 1) * 1000,
      pod: requestsOf(timeline),
      kubelet: { maxContainerRestartPeriod: id === 'S29' ? 20_000 : null, defects },
      interventions: interventionsOf(timeline),
    },
    // Statuses were printed by 1.36, whatever the kubelet.
    release: releaseOf('1.36'),
    kubelet,
  };
}

/** Kubelets that know no sleep action were given a hook that takes as long. */
const withoutSleep = (pod: string): string =>
  pod
    .replaceAll(/preStop sleep (\d+)/g, 'preStop exec $1')
    .replaceAll(/postStart sleep (\d+) ok/g, 'postStart $1 s: ok');

/** Of a scenario for other versions the record says that it runs otherwise, which its own test holds. */
export const isFor = ({ versions, id }: Played, version: ObservedVersion): boolean =>
  versions.startsWith('kubelet') ||
  holdsAt(versions, version) ||
  (GATES[id] !== undefined && Number(version.slice(2)) >= GATES[id][1]);
