/**
 * What changed between minors without a feature gate of Kubernetes. Same use as a gate, but nobody can
 * set it: code asks `release.on.X`, and the minors stand here and in feature-gates.ts alone.
 */
export interface Behaviour {
  /** First minor that has it; from the first known one if absent. */
  readonly since?: number;
  /** Last minor that has it; still there if absent. */
  readonly until?: number;
  /** Rule id of the project's fact sheets, or a source. */
  readonly source: string;
}

export const BEHAVIOURS = {
  /** Sidecars are stopped after the regular containers, in reverse order; before, all at once. */
  orderedSidecarTermination: { since: 29, source: 'L-120, L-130' },
} as const;

export type BehaviourName = keyof typeof BEHAVIOURS;

export const behavesAt = ({ since = 0, until = Infinity }: Behaviour, minor: number): boolean =>
  since <= minor && minor <= until;
