import {
  type FeatureGateOverrides,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
  parseKubernetesVersion,
  type Release,
  releaseOf,
} from '@outrider/core';
import type { IConstruct } from 'constructs';

/** Context key of the Kubernetes minor that an app runs on: `app.node.setContext(TARGET, '1.31')`. */
export const TARGET = '@outrider/cdk8s:target';

/** The target of one Pod, where it was written. */
export interface WrittenTarget {
  readonly version?: KubernetesVersion | undefined;
  readonly featureGates?: FeatureGateOverrides | undefined;
}

/**
 * The release that a workload is checked against: its own target, else that of the app, else the newest known.
 *
 * @throws RangeError if the app's target is no Kubernetes version that Outrider knows
 * @throws FeatureGateError if the release has no such gate
 */
export function releaseFor(construct: IConstruct, { version, featureGates }: WrittenTarget): Release {
  const inContext: unknown = construct.node.tryGetContext(TARGET);
  const target =
    version ?? (typeof inContext === 'string' ? parseKubernetesVersion(inContext) : NEWEST_KUBERNETES);
  return featureGates === undefined ? plainRelease(target) : releaseOf(target, featureGates);
}

const RELEASES = new Map<KubernetesVersion, Release>();

/** A minor with its default feature gates. */
export function plainRelease(version: KubernetesVersion): Release {
  const release = RELEASES.get(version) ?? releaseOf(version);
  RELEASES.set(version, release);
  return release;
}
