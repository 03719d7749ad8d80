import { BEHAVIOURS, type BehaviourName, behavesAt } from './behaviours.ts';
import { FEATURE_GATES, type FeatureGate, isFeatureGate, ON_BY_DEFAULT, stageAt } from './feature-gates.ts';
import { type KubernetesVersion, minorOf } from './version.ts';

export type Feature = FeatureGate | BehaviourName;

/** One Kubernetes minor as data: what is on. Code asks `release.on.SidecarContainers`, never the version. */
export interface Release {
  readonly version: KubernetesVersion;
  readonly on: Readonly<Record<Feature, boolean>>;
}

/** A gate that the asked minor does not have, or has locked. */
export class FeatureGateError extends RangeError {
  override readonly name = 'FeatureGateError';
}

export type FeatureGateOverrides = Readonly<Record<string, boolean>>;

/**
 * The release of a minor, with its default feature gates or those overridden.
 *
 * @throws FeatureGateError as the component's own flag would: unknown gate, or one locked to its default
 */
export function releaseOf(version: KubernetesVersion, overrides: FeatureGateOverrides = {}): Release {
  return { version, on: featuresAt(minorOf(version), overrides) };
}

/** The features of any minor number, also of those just outside the known range (for tests of the tables). */
export function featuresAt(minor: number, overrides: FeatureGateOverrides = {}): Release['on'] {
  for (const [name, wanted] of Object.entries(overrides)) checkOverride(name, wanted, minor);
  const gates = Object.keys(FEATURE_GATES).map((name) => [
    name,
    overrides[name] ?? onByDefault(name as FeatureGate, minor),
  ]);
  const behaviours = Object.entries(BEHAVIOURS).map(([name, behaviour]) => [
    name,
    behavesAt(behaviour, minor),
  ]);
  return Object.fromEntries([...gates, ...behaviours]) as Release['on'];
}

function onByDefault(gate: FeatureGate, minor: number): boolean {
  const stage = stageAt(gate, minor);
  return stage !== undefined && ON_BY_DEFAULT[stage];
}

function checkOverride(name: string, wanted: boolean, minor: number): void {
  const stage = isFeatureGate(name) ? stageAt(name, minor) : undefined;
  if (stage === undefined || stage === 'removed' || stage === 'removedOff') {
    throw new FeatureGateError(`Unrecognized feature gate "${name}" at Kubernetes 1.${minor}`);
  }
  if (stage === 'ga' && !wanted) {
    throw new FeatureGateError(
      `Cannot set feature gate ${name} to false at Kubernetes 1.${minor}: it is locked to true`,
    );
  }
}
