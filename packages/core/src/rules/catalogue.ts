import { neverEndingInitContainer } from './never-ending-init-container/rule.ts';
import { prestopExceedsGrace } from './prestop-exceeds-grace/rule.ts';
import type { Rule } from './rule.ts';
import { sidecarMissingStartupProbe } from './sidecar-missing-startup-probe/rule.ts';

/** Every rule, in the order in which findings are given. */
export const RULES: readonly Rule[] = [
  neverEndingInitContainer,
  sidecarMissingStartupProbe,
  prestopExceedsGrace,
];
