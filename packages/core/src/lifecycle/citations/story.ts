import type { Container, PodSpec } from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import { type ContainerRole, containersOf } from '../../workload/container-role.ts';
import type { TerminationCause, TimelineEvent } from '../timeline.ts';

/** What made the kubelet end, or have to start, a container. */
export type Trouble =
  | 'exit'
  | 'startupProbe'
  | 'livenessProbe'
  | 'postStart'
  | 'change'
  | 'sandbox'
  | 'allRestart';

/** One container, as far as the timeline has told. */
export interface Life {
  readonly container: Container;
  readonly role: ContainerRole | 'ephemeral';
  isRunning: boolean;
  /** Since its last start. */
  trouble: Trouble | undefined;
  wasSignalled: boolean;
  /** Its preStop hook was left when the grace period was over; it may still say that it failed. */
  isHookLeft: boolean;
}

/** A stop of the whole Pod, from where it began. */
export interface Stop {
  readonly atSeconds: number;
  readonly graceSeconds: number;
  readonly cause: TerminationCause | 'completion';
}

/** What has happened before an event, as far as it decides what the event means. */
export interface Story {
  readonly spec: PodSpec;
  readonly on: Release['on'];
  readonly lives: ReadonlyMap<string, Life>;
  readonly hasSidecar: boolean;
  stop: Stop | undefined;
  /** Regular containers have started: what opens the way to them is over. */
  isInitialized: boolean;
  isReady: boolean;
  /** Whose end or failed probe was the last. */
  lastDown: Life | undefined;
  hasInitFailed: boolean;
}

export function newStory(spec: PodSpec, { on }: Pick<Release, 'on'>): Story {
  const roleOf = (role: ContainerRole): ContainerRole =>
    role === 'sidecar' && !on.sidecarFieldInKubelet ? 'init' : role; // L-233
  const lives = [
    ...containersOf(spec).map(({ container, role }) => newLife(container, roleOf(role))),
    ...(spec.ephemeralContainers ?? []).map((container) => newLife(container, 'ephemeral')),
  ];
  return {
    spec,
    on,
    lives: new Map(lives.map((life) => [life.container.name ?? '', life])),
    hasSidecar: lives.some(({ role }) => role === 'sidecar'),
    stop: undefined,
    isInitialized: false,
    isReady: false,
    lastDown: undefined,
    hasInitFailed: false,
  };
}

const newLife = (container: Container, role: Life['role']): Life => ({
  container,
  role,
  isRunning: false,
  trouble: undefined,
  wasSignalled: false,
  isHookLeft: false,
});

/** Takes down what has happened; the events of a timeline come in order. */
export function goOn(story: Story, event: TimelineEvent): void {
  switch (event.event) {
    case 'CompletionKill': {
      const graceSeconds = story.spec.terminationGracePeriodSeconds ?? 30;
      story.stop = { atSeconds: event.atSeconds, graceSeconds, cause: 'completion' };
      return;
    }
    case 'TerminationStarted':
      story.stop = event;
      return;
    case 'SandboxLost':
    case 'SandboxCreated':
      for (const life of story.lives.values()) life.trouble = 'sandbox';
      story.isInitialized = false;
      return;
    case 'PodStatus':
      story.isReady = event.conditions['Ready'] === true;
      return;
    default: {
      const life = 'container' in event ? story.lives.get(event.container ?? '') : undefined;
      if (life !== undefined) goOnWith(life, story, event);
    }
  }
}

function goOnWith(life: Life, story: Story, event: TimelineEvent): void {
  switch (event.event) {
    case 'Started':
      life.isRunning = true;
      life.trouble = undefined;
      life.wasSignalled = false;
      if (life.role === 'regular') story.isInitialized = true;
      // A stop that was not the end: a new sandbox has come.
      if (story.stop?.cause === 'completion') story.stop = undefined;
      return;
    case 'SignalSent':
      life.wasSignalled = true;
      return;
    case 'Exited':
      life.isRunning = false;
      life.trouble ??= 'exit';
      story.lastDown = life;
      if (life.role === 'init' && story.stop === undefined) story.hasInitFailed = event.exitCode !== 0;
      return;
    case 'Removed':
      life.trouble = 'allRestart';
      return;
    case 'ProbeResult':
      if (event.result === 'Success') return;
      story.lastDown = life;
      if (event.probe !== 'readiness') life.trouble = `${event.probe}Probe`;
      return;
    case 'PostStartFinished':
      if (event.outcome === 'failed') life.trouble = 'postStart';
      return;
    case 'PreStopFinished':
      life.isHookLeft = event.outcome === 'cutOff';
      return;
    case 'KubernetesEvent':
      if (event.reason === 'Killing') life.trouble ??= troubleOf(event.message);
      return;
    default:
  }
}

/** The kubelet says in its `Killing` event why it ends a container that has done nothing (L-260). */
function troubleOf(message: string): Trouble | undefined {
  if (message === 'killing') return 'allRestart'; // L-066
  return / (definition changed|resize requires restart)/.test(message) ? 'change' : undefined;
}
