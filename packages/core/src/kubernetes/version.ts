/** The Kubernetes minors whose behaviour Outrider knows, oldest first. */
export const KUBERNETES_VERSIONS = [
  '1.28',
  '1.29',
  '1.30',
  '1.31',
  '1.32',
  '1.33',
  '1.34',
  '1.35',
  '1.36',
  '1.37',
] as const;

export type KubernetesVersion = (typeof KUBERNETES_VERSIONS)[number];

type LastOf<List extends readonly unknown[]> = List extends readonly [...unknown[], infer Last]
  ? Last
  : never;

export const NEWEST_KUBERNETES: LastOf<typeof KUBERNETES_VERSIONS> = '1.37';

export const isKubernetesVersion = (text: string): text is KubernetesVersion =>
  (KUBERNETES_VERSIONS as readonly string[]).includes(text);

/**
 * Reads what people write for a version: `1.33`, `v1.33`, `1.33.4`, `v1.33.4-gke.1`.
 *
 * @throws RangeError if the minor is not one of {@link KUBERNETES_VERSIONS}
 */
export function parseKubernetesVersion(text: string): KubernetesVersion {
  const minor = /^v?(1\.\d+)(?:\.\d+)?(?:[-+].*)?$/.exec(text.trim())?.[1];
  if (minor !== undefined && isKubernetesVersion(minor)) return minor;
  throw new RangeError(
    `Unknown Kubernetes version "${text}": known are ${KUBERNETES_VERSIONS[0]} to ${NEWEST_KUBERNETES}`,
  );
}

/** `1.33` → 33. Only the tables of this folder compare minors; all other code asks for a feature. */
export const minorOf = (version: KubernetesVersion): number => Number(version.slice(2));
