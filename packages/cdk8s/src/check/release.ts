import type { FeatureGate, KubernetesVersion } from '@outrider/core';

/** What a sidecar can ask of Kubernetes: the gate, and the first minor that has it on by default. */
export const FEATURES = {
  preStopSleep: { gate: 'PodLifecycleSleepAction', since: '1.30' },
  preStopSleepZero: { gate: 'PodLifecycleSleepActionAllowZero', since: '1.33' },
} as const;

type Features = typeof FEATURES;

/** A need as it stands in a sidecar's type: `preStopSleep@1.30`. */
export type Need<Feature extends keyof Features> = `${Feature}@${Features[Feature]['since']}`;

/** Each minor with itself and the older ones. */
export interface Upto {
  readonly '1.28': '1.28';
  readonly '1.29': Upto['1.28'] | '1.29';
  readonly '1.30': Upto['1.29'] | '1.30';
  readonly '1.31': Upto['1.30'] | '1.31';
  readonly '1.32': Upto['1.31'] | '1.32';
  readonly '1.33': Upto['1.32'] | '1.33';
  readonly '1.34': Upto['1.33'] | '1.34';
  readonly '1.35': Upto['1.34'] | '1.35';
  readonly '1.36': Upto['1.35'] | '1.36';
  readonly '1.37': Upto['1.36'] | '1.37';
}

type FeatureOf<Gate> = {
  [F in keyof Features]: Features[F]['gate'] extends Gate ? F : never;
}[keyof Features];

/** What a pod runs on: a minor, and the feature gates that are switched on there besides its defaults. */
export type Target = KubernetesVersion | FeatureGate;

/** The needs that a target meets. */
type Met<T extends Target> =
  | `${string}@${Upto[T & KubernetesVersion]}`
  | `${FeatureOf<T & FeatureGate>}@${string}`;

/** The needs that a target does not meet. Most sidecars have none, and the compiler finds that out once a target. */
export type TooNew<Needs extends string, T extends Target> = [Needs] extends [never]
  ? never
  : Exclude<Needs, Met<T>>;

/** The target, if native sidecars are off there: on since 1.29, in 1.28 behind their gate (KEP-753). */
export type NoSidecars<T extends Target> = [T & KubernetesVersion] extends ['1.28']
  ? 'SidecarContainers' extends T
    ? never
    : '1.28'
  : never;
