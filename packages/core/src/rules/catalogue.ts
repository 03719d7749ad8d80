import { appLivenessDependsOnSidecar } from './app-liveness-depends-on-sidecar/rule.ts';
import { concurrentPortConflict } from './concurrent-port-conflict/rule.ts';
import { networkpolicyNamedPortOnSidecar } from './networkpolicy-named-port-on-sidecar/rule.ts';
import { neverEndingInitContainer } from './never-ending-init-container/rule.ts';
import { podFailurePolicyUnscoped } from './pod-failure-policy-unscoped/rule.ts';
import { prestopExceedsGrace } from './prestop-exceeds-grace/rule.ts';
import { qosLostToSidecar } from './qos-lost-to-sidecar/rule.ts';
import { readinessMistakenForStartupGate } from './readiness-mistaken-for-startup-gate/rule.ts';
import type { Rule } from './rule.ts';
import { serviceNamedPortOnSidecar } from './service-named-port-on-sidecar/rule.ts';
import { sidecarMissingRequests } from './sidecar-missing-requests/rule.ts';
import { sidecarMissingStartupProbe } from './sidecar-missing-startup-probe/rule.ts';

/** Every rule, in the order in which findings are given: shape, start, ports, stop, resources. */
export const RULES: readonly Rule[] = [
  neverEndingInitContainer,
  sidecarMissingStartupProbe,
  readinessMistakenForStartupGate,
  appLivenessDependsOnSidecar,
  serviceNamedPortOnSidecar,
  networkpolicyNamedPortOnSidecar,
  concurrentPortConflict,
  prestopExceedsGrace,
  podFailurePolicyUnscoped,
  sidecarMissingRequests,
  qosLostToSidecar,
];
