import type { JsonObject } from '../../json.ts';
import { type Release, releaseOf } from '../../kubernetes/release.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../kubernetes/version.ts';
import { validateObject } from '../validate-object.ts';
import { fateOf } from './versions-at-a-glance.ts';

/** Many objects are asked about, and a release is a table. */
const releases = new Map<KubernetesVersion, Release>();

function knownRelease(version: KubernetesVersion): Release {
  const release = releases.get(version) ?? releaseOf(version);
  releases.set(version, release);
  return release;
}

/**
 * The oldest version known here at which an object works: the server takes it and keeps all of it. `null` where none
 * does. Asks from the oldest on and stops at the first, so most objects cost one verdict.
 */
export const oldestVersion = (value: JsonObject): KubernetesVersion | null =>
  KUBERNETES_VERSIONS.find((version) => fateOf(validateObject(value, knownRelease(version))) === 'works') ??
  null;
