import {
  type Config,
  FEATURE_GATES,
  FeatureGateError,
  KUBELET_VERSIONS,
  type KubeletRelease,
  kubeletReleaseOf,
  NEWEST_KUBERNETES,
  NO_CONFIG,
  parseKubernetesVersion,
  type Release,
  releaseOf,
} from '@outrider/core';
import type { ParsedFlags } from './flags/parse-flags.ts';
import { didYouMean } from './flags/suggest.ts';
import { UsageError } from './usage-error.ts';

/**
 * The release that `-k` and `--feature-gate` ask for, else the configuration.
 *
 * @throws UsageError for an unknown version or gate, or one that the version has locked
 */
export function clusterOf(flags: ParsedFlags, config: Config = NO_CONFIG): Release {
  const version = flags.value('kubernetes-version') ?? config.kubernetesVersion ?? NEWEST_KUBERNETES;
  return release(version, flags.values('feature-gate'), config.featureGates);
}

/** The patch release in `-k 1.33.4`, which is for rules: everything else goes by minors. */
export function patchAsked(flags: ParsedFlags): Pick<Config['settings'], 'kubernetesPatch'> {
  const [, patch] = /^v?(\d+\.\d+\.\d+)/.exec(flags.value('kubernetes-version') ?? '') ?? [];
  return patch === undefined ? {} : { kubernetesPatch: patch };
}

/**
 * The release of the node: `--kubelet-version` and `--kubelet-feature-gate`, or the cluster's.
 *
 * @throws UsageError also for a kubelet newer than its API server, which Kubernetes' version skew policy rules out
 */
export function kubeletOf(flags: ParsedFlags, config: Config = NO_CONFIG): KubeletRelease {
  const cluster = clusterOf(flags, config);
  const version = flags.value('kubelet-version');
  const gates = flags.values('kubelet-feature-gate');
  if (version === undefined && gates.length === 0) return cluster;
  const inherited = version === undefined ? flags.values('feature-gate') : [];
  const configured = version === undefined ? config.featureGates : {};
  const overrides = { ...configured, ...readGates([...inherited, ...gates]) };
  const kubelet = orUsageError(() => kubeletReleaseOf(version ?? cluster.version, overrides));
  if (KUBELET_VERSIONS.indexOf(kubelet.version) <= KUBELET_VERSIONS.indexOf(cluster.version)) return kubelet;
  throw new UsageError(
    `Kubelet ${kubelet.version} is newer than its API server ${cluster.version}, which Kubernetes does not support`,
  );
}

function release(version: string, gates: readonly string[], configured: Config['featureGates']): Release {
  const overrides = { ...configured, ...readGates(gates) };
  return orUsageError(() => releaseOf(parseKubernetesVersion(version), overrides));
}

const readGates = (gates: readonly string[]): Readonly<Record<string, boolean>> =>
  Object.fromEntries(gates.flatMap((text) => text.split(',')).map(gate));

function orUsageError<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (error) {
    if (error instanceof FeatureGateError || error instanceof RangeError) throw new UsageError(error.message);
    throw error;
  }
}

/** `Name=true`, as the components' own flag has it. */
function gate(text: string): readonly [name: string, on: boolean] {
  const [, name = '', value = ''] = /^([^=]*)=(.*)$/.exec(text) ?? [];
  if (name === '') throw new UsageError(`Cannot read feature gate "${text}": write Name=true or Name=false`);
  if (!/^(?:true|false)$/i.test(value)) {
    throw new UsageError(`Cannot read feature gate "${text}": the value is true or false`);
  }
  const known = Object.keys(FEATURE_GATES);
  if (!known.includes(name)) throw new UsageError(`Unknown feature gate "${name}"${didYouMean(name, known)}`);
  return [name, value.toLowerCase() === 'true'];
}
