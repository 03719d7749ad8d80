import type { FeatureGateOverrides, KubernetesVersion, Release } from '@outrider/core';
import { NEWEST_KUBERNETES, parseKubernetesVersion, releaseOf } from '@outrider/core/verdict';
import type { IConstruct } from 'constructs';

/** Context key of the Kubernetes minor that an app runs on: `app.node.setContext(TARGET, '1.31')`. */
export const TARGET = '@outrider/cdk8s:target';

/** The target of one Pod, where it was written. */
export interface WrittenTarget {
  readonly version?: KubernetesVersion | undefined;
  readonly featureGates?: FeatureGateOverrides | undefined;
}

/** Shared by all copies of this package that one app may load. */
const WRITTEN: unique symbol = Symbol.for('@outrider/cdk8s/target');

interface Targeted {
  [WRITTEN]?: WrittenTarget;
}

/** Notes the target that was written for a workload. */
export const noteTarget = (workload: IConstruct & Targeted, target: WrittenTarget): void => {
  workload[WRITTEN] = target;
};

/**
 * The release that a workload is checked against: its own target, else that of the app, else the newest known.
 *
 * @throws RangeError if the app's target is no Kubernetes version that Outrider knows
 * @throws FeatureGateError if the release has no such gate
 */
export function releaseFor(workload: IConstruct & Targeted): Release {
  const inContext: unknown = workload.node.tryGetContext(TARGET);
  const ofApp = typeof inContext === 'string' ? parseKubernetesVersion(inContext) : undefined;
  const { version = ofApp, featureGates } = workload[WRITTEN] ?? {};
  return releaseOfTarget({ version, featureGates });
}

const RELEASES = new Map<string, Release>();

/** The release that a target means; the same for the same target. */
export function releaseOfTarget({ version = NEWEST_KUBERNETES, featureGates = {} }: WrittenTarget): Release {
  const key = `${version} ${JSON.stringify(featureGates)}`;
  const release = RELEASES.get(key) ?? releaseOf(version, featureGates);
  RELEASES.set(key, release);
  return release;
}
