import { neverEndingInitContainer } from './never-ending-init-container/rule.ts';
import { prestopExceedsGrace } from './prestop-exceeds-grace/rule.ts';
import { qosLostToSidecar } from './qos-lost-to-sidecar/rule.ts';
import { readinessMistakenForStartupGate } from './readiness-mistaken-for-startup-gate/rule.ts';
import type { Rule } from './rule.ts';
import { sidecarMissingRequests } from './sidecar-missing-requests/rule.ts';
import { sidecarMissingStartupProbe } from './sidecar-missing-startup-probe/rule.ts';

/** Every rule, in the order in which findings are given: shape, start, stop, resources. */
export const RULES: readonly Rule[] = [
  neverEndingInitContainer,
  sidecarMissingStartupProbe,
  readinessMistakenForStartupGate,
  prestopExceedsGrace,
  sidecarMissingRequests,
  qosLostToSidecar,
];
