import { type FeatureGateOverrides, featuresAt, type Release, releaseOf } from './release.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion, parseKubernetesVersion } from './version.ts';

/** Kubelets may be older than their API server: 1.27 is the last that knows no sidecars (L-233). */
export const KUBELET_VERSIONS: readonly ['1.27', ...typeof KUBERNETES_VERSIONS] = [
  '1.27',
  ...KUBERNETES_VERSIONS,
];

export type KubeletVersion = '1.27' | KubernetesVersion;

/** The release of a node. */
export interface KubeletRelease {
  readonly version: KubeletVersion;
  readonly on: Release['on'];
}

/**
 * The kubelet of a node that may be older than its API server: `1.27`, `v1.30.4`, …
 *
 * @throws RangeError for an unknown version
 * @throws FeatureGateError as the kubelet's own flag would
 */
export function kubeletReleaseOf(version: string, overrides: FeatureGateOverrides = {}): KubeletRelease {
  if (/^v?1\.27(?:\.\d+)?(?:[-+].*)?$/.test(version.trim())) {
    return { version: '1.27', on: featuresAt(27, overrides) };
  }
  return releaseOf(parseKubernetesVersion(version), overrides);
}
