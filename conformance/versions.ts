/** The patch of each minor whose code answers: the newest that the Go module proxy had when it was chosen. */
export const PATCHES: Readonly<Record<string, string>> = {
  '1.28': '1.28.15',
  '1.29': '1.29.14',
  '1.30': '1.30.14',
  '1.31': '1.31.14',
  '1.32': '1.32.13',
  '1.33': '1.33.13',
  '1.34': '1.34.9',
  '1.35': '1.35.6',
  '1.36': '1.36.3',
  '1.37': '1.37.2',
};

/** Staging modules that the proxy does not hand out at their minor's patch: the nearest patch that it does. */
export const STAGING_PATCHES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  // Only named in go.mod: the kubelet is built without cloud providers.
  '1.29': { 'k8s.io/legacy-cloud-providers': '1.30.14' },
  '1.31': { 'k8s.io/cri-client': '1.31.4', 'k8s.io/kube-scheduler': '1.31.13' },
  '1.35': { 'k8s.io/mount-utils': '1.35.4' },
};

export const MINORS: readonly string[] = Object.keys(PATCHES);

/** Build tags of a minor: one for each minor up to it, so that `//go:build k132` reads "since 1.32". */
export function buildTags(minor: string): string {
  const upTo = MINORS.slice(0, MINORS.indexOf(minor) + 1);
  return upTo.map((one) => `k${one.replace('.', '')}`).join(',');
}

/** The kubelet needs no cloud provider, and some of their modules are no longer handed out. */
export const kubeletTags = (minor: string): string => `${buildTags(minor)},providerless`;
