import type {
  Container,
  ContainerOutcome,
  PodPhase,
  PodSpec,
  ProbeType,
  Run,
  TerminationCause,
  TimelineEvent,
} from '@outrider/core';

/**
 * A run written down in a short notation, so that a test can show a timeline at a glance: a line an instant,
 * `time | item | item …`. `START c#n`, `EXIT c#n code`, `TERM c#n (grace)`, `KILL c#n`, `PRESTOP c#n begin|ok|cutOff`,
 * `POSTSTART …`, `PROBE c#n type=Result`, `EV Reason c text`, `ST phase READY STATUS [RI]`, `DELETE (g)`,
 * `TERMINATING (g) cause`, `KILLPOD`, `FINAL phase READY STATUS`, `SANDBOX lost|created`.
 */
export function runOf(spec: PodSpec, lines: readonly string[]): Run {
  const timeline = lines.flatMap((line) => {
    const [time = '', ...items] = line.split(' | ');
    return items.map((item) => eventOf(Number(time), item));
  });
  const last = timeline.findLast((event) => event.event === 'PodStatus' || event.event === 'PodFinished');
  const ready = timeline.find((event) => event.event === 'PodStatus' && event.conditions['Ready'] === true);
  const finished = timeline.find(({ event }) => event === 'PodFinished');
  if (last === undefined || !('phase' in last)) throw new Error('A run has a last status');
  return {
    timing: 'ideal',
    timeline,
    pod: {
      phase: last.phase,
      ready: last.ready,
      status: last.status,
      reason: null,
      message: null,
      initializedAtSeconds: null,
      readyAtSeconds: ready?.atSeconds ?? null,
      finishedAtSeconds: finished?.atSeconds ?? null,
      containers: [...(spec.initContainers ?? []), ...(spec.containers ?? [])].map(outcomeOf),
    },
    notModelled: [],
  };
}

const outcomeOf = ({ name = '' }: Container): ContainerOutcome => ({
  name,
  role: 'regular',
  restartCount: 0,
  state: 'running',
  exitCode: null,
  reason: null,
});

function eventOf(atSeconds: number, item: string): TimelineEvent {
  const [word = '', first = '', second = '', third = '', fourth = ''] = item.split(' ');
  const [container = '', instance = '0'] = first.split('#');
  const of = { atSeconds, container, instance: Number(instance) };
  const grace = (text: string): number => Number(text.replace(/[()]/g, ''));
  switch (word) {
    case 'START':
      return { ...of, event: 'Started' };
    case 'EXIT':
      return { ...of, event: 'Exited', exitCode: Number(second) };
    case 'TERM':
      return { ...of, event: 'SignalSent', signal: 'SIGTERM', graceSeconds: grace(second) };
    case 'KILL':
      return { ...of, event: 'Killed' };
    case 'PRESTOP':
      return second === 'begin'
        ? { ...of, event: 'PreStopStarted' }
        : { ...of, event: 'PreStopFinished', outcome: second as 'ok' | 'failed' | 'cutOff' };
    case 'POSTSTART':
      return second === 'begin'
        ? { ...of, event: 'PostStartStarted' }
        : { ...of, event: 'PostStartFinished', outcome: second as 'ok' | 'failed' };
    case 'PROBE': {
      const [probe, result] = second.split('=') as [ProbeType, 'Success' | 'Failure'];
      return { ...of, event: 'ProbeResult', probe, result };
    }
    case 'EV':
      return {
        atSeconds,
        event: 'KubernetesEvent',
        container: second,
        instance: 0,
        type: 'Warning',
        reason: first,
        message: '',
      };
    case 'ST':
      return {
        atSeconds,
        event: 'PodStatus',
        phase: first as PodPhase,
        ready: second,
        status: third,
        conditions: { Ready: fourth.includes('R'), Initialized: fourth.includes('I') },
      };
    case 'DELETE':
      return { atSeconds, event: 'DeleteRequested', graceSeconds: grace(first) };
    case 'TERMINATING':
      return {
        atSeconds,
        event: 'TerminationStarted',
        graceSeconds: grace(first),
        cause: second as TerminationCause,
      };
    case 'KILLPOD':
      return { atSeconds, event: 'CompletionKill' };
    case 'SANDBOX':
      return { atSeconds, event: first === 'lost' ? 'SandboxLost' : 'SandboxCreated' };
    case 'FINAL':
      return { atSeconds, event: 'PodFinished', phase: first as PodPhase, ready: second, status: third };
    default:
      throw new Error(`Unknown item: ${item}`);
  }
}
