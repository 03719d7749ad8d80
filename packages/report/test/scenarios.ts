import type { Container, PodSpec } from '@outrider/core';

export interface DrawnCase {
  readonly name: string;
  readonly spec: PodSpec;
  readonly timeline: readonly string[];
}

const probe = {};
const sidecar = (name: string, more: Partial<Container> = {}): Container => ({
  name,
  restartPolicy: 'Always',
  ...more,
});
const container = (name: string, more: Partial<Container> = {}): Container => ({ name, ...more });

/** Runs as the real kubelet makes them, to be looked at: every shape and mark occurs. */
export const CASES: readonly DrawnCase[] = [
  {
    name: 'starts-in-order-stops-in-reverse',
    spec: {
      initContainers: [
        sidecar('proxy', { startupProbe: probe }),
        container('migrate'),
        sidecar('logs', { lifecycle: { preStop: {} } }),
      ],
      containers: [container('app', { readinessProbe: probe })],
    },
    timeline: [
      '0 | ST Pending 0/3 Init:0/3 [] | START proxy#0',
      '2 | PROBE proxy#0 startup=Success | ST Pending 1/3 Init:1/3 [] | START migrate#0',
      '5 | EXIT migrate#0 0 | ST Pending 1/3 Init:2/3 [] | START logs#0 | ST Pending 2/3 PodInitializing [I] | START app#0 | ST Running 2/3 Running [I]',
      '10 | PROBE app#0 readiness=Success | ST Running 3/3 Running [RI]',
      '60 | DELETE (30) | ST Running 3/3 Terminating [RI] | TERMINATING (30) deletion | PRESTOP logs#0 begin | TERM app#0 (30)',
      '62 | EXIT app#0 0',
      '65 | PRESTOP logs#0 ok | TERM logs#0 (25)',
      '66 | EXIT logs#0 0 | TERM proxy#0 (24)',
      '90 | KILL proxy#0 | EXIT proxy#0 137 | FINAL Succeeded 0/3 Completed',
    ],
  },
  {
    name: 'crash-loop',
    spec: { initContainers: [sidecar('sc')], containers: [container('main')] },
    timeline: [
      '0 | ST Pending 0/2 Init:0/1 [] | START sc#0 | ST Pending 1/2 PodInitializing [I] | START main#0 | ST Running 2/2 Running [RI]',
      ...[5, 10, 25, 50, 95, 180, 345, 650, 955].flatMap((at, index) => [
        `${at} | EXIT sc#${index} 1 | ST Running 1/2 Init:Error [I]${index === 0 ? ' | START sc#1 | ST Running 2/2 Running [RI]' : ' | EV BackOff sc | ST Running 1/2 Init:CrashLoopBackOff [I]'}`,
        ...(index > 0
          ? [
              `${at + Math.min(300, 10 * 2 ** (index - 1))} | START sc#${index + 1} | ST Running 2/2 Running [RI]`,
            ]
          : []),
      ]),
    ],
  },
  {
    name: 'job-completes',
    spec: { initContainers: [sidecar('proxy')], containers: [container('job')] },
    timeline: [
      '0 | ST Pending 0/2 Init:0/1 [] | START proxy#0 | ST Pending 1/2 PodInitializing [I] | START job#0 | ST Running 2/2 Running [RI]',
      '10 | EXIT job#0 0 | ST Running 1/2 NotReady [I] | KILLPOD | TERM proxy#0 (30)',
      '40 | KILL proxy#0 | EXIT proxy#0 137 | ST Running 0/2 Completed [I] | TERMINATING (30) finished | FINAL Succeeded 0/2 Completed',
    ],
  },
  {
    name: 'startup-probe-never-passes',
    spec: { initContainers: [sidecar('sc', { startupProbe: probe })], containers: [container('main')] },
    timeline: [
      '0 | ST Pending 0/2 Init:0/1 [] | START sc#0',
      '3 | PROBE sc#0 startup=Failure | EV Unhealthy sc | TERM sc#0 (30) | EXIT sc#0 143 | ST Pending 0/2 Init:Error [] | START sc#1 | ST Pending 0/2 Init:0/1 []',
      '6 | PROBE sc#1 startup=Failure | TERM sc#1 (30) | EXIT sc#1 143 | EV BackOff sc | ST Pending 0/2 Init:CrashLoopBackOff []',
      '16 | START sc#2 | ST Pending 0/2 Init:0/1 []',
      '19 | PROBE sc#2 startup=Failure | TERM sc#2 (30) | EXIT sc#2 143 | EV BackOff sc | ST Pending 0/2 Init:CrashLoopBackOff []',
    ],
  },
  {
    name: 'hooks-and-readiness',
    spec: {
      initContainers: [sidecar('sc', { lifecycle: { postStart: {} } })],
      containers: [container('a', { readinessProbe: probe, lifecycle: { preStop: {} } }), container('b')],
    },
    timeline: [
      '0 | ST Pending 0/3 Init:0/1 [] | START sc#0 | POSTSTART sc#0 begin',
      '4 | POSTSTART sc#0 ok | ST Pending 1/3 PodInitializing [I] | START a#0 | START b#0 | ST Running 2/3 Running [I]',
      '8 | PROBE a#0 readiness=Success | ST Running 3/3 Running [RI]',
      '20 | PROBE a#0 readiness=Failure | EV Unhealthy a | ST Running 2/3 Running [I]',
      '30 | PROBE a#0 readiness=Success | ST Running 3/3 Running [RI]',
      '3600 | DELETE (10) | ST Running 3/3 Terminating [RI] | TERMINATING (10) deletion | PRESTOP a#0 begin | TERM b#0 (10)',
      '3600.5 | EXIT b#0 143',
      '3610 | PRESTOP a#0 cutOff | TERM a#0 (2) | TERM sc#0 (2)',
      '3611 | EXIT sc#0 0',
      '3612 | KILL a#0 | EXIT a#0 137 | FINAL Failed 0/3 Error',
    ],
  },
  {
    name: 'stays-up',
    spec: { initContainers: [sidecar('sc')], containers: [container('main')] },
    timeline: [
      '0 | ST Pending 0/2 Init:0/1 [] | START sc#0 | ST Pending 1/2 PodInitializing [I] | START main#0 | ST Running 2/2 Running [RI]',
    ],
  },
];
