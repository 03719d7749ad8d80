import type { PodFailurePolicyOnExitCodesRequirement } from '../../kubernetes/api-types.gen.ts';

/** Of a sidecar that SIGTERM has ended, and of one that SIGKILL has. */
const STOPPED = [143, 137];

/** Exit codes of stopped sidecars that a requirement matches. */
export const codesOfStoppedSidecars = ({
  operator,
  values = [],
}: PodFailurePolicyOnExitCodesRequirement): readonly number[] =>
  STOPPED.filter((code) => values.includes(code) === (operator === 'In'));
