import type { Finding } from '../../finding.ts';
import type { JsonObject } from '../../json.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../../kubernetes/version.ts';
import { DEFAULT_SERVER, type ServerOptions } from '../pod/pod-context.ts';
import { validateObject } from '../validate-object.ts';

/** How an object fares at one version, from bad to good. */
export type Fate =
  /** The server refuses it. */
  | 'refused'
  /** The server takes it, and stores it without something, so that it does other than it says. */
  | 'reduced'
  /** It works, as far as the server can tell. */
  | 'works';

export interface VersionVerdict {
  readonly version: KubernetesVersion;
  readonly fate: Fate;
  readonly findings: readonly Finding[];
}

/** What every server from 1.28 on says to a create of an object. */
export const verdictsOfVersions = (
  value: JsonObject,
  server: ServerOptions = DEFAULT_SERVER,
): readonly VersionVerdict[] => KUBERNETES_VERSIONS.map((version) => verdictAt(version, value, server));

function verdictAt(version: KubernetesVersion, value: JsonObject, server: ServerOptions): VersionVerdict {
  const findings = validateObject(value, releaseOf(version), server);
  return { version, fate: fateOf(findings), findings };
}

export function fateOf(findings: readonly Finding[]): Fate {
  const isDrop = ({ origin }: Finding) => origin === 'server-drop';
  if (findings.some((finding) => finding.severity === 'error' && !isDrop(finding))) return 'refused';
  return findings.some((finding) => finding.severity !== 'info' && isDrop(finding)) ? 'reduced' : 'works';
}

/** The versions at which an object works: they need not be in one row. */
export interface SupportedVersions {
  readonly versions: readonly KubernetesVersion[];
  /** Absent where none works. */
  readonly oldest: KubernetesVersion | undefined;
  readonly newest: KubernetesVersion | undefined;
}

export function supportedVersions(
  value: JsonObject,
  server: ServerOptions = DEFAULT_SERVER,
): SupportedVersions {
  const versions = verdictsOfVersions(value, server)
    .filter(({ fate }) => fate === 'works')
    .map(({ version }) => version);
  return { versions, oldest: versions[0], newest: versions.at(-1) };
}

/** What moving an object from one version to another changes in the server's verdict. */
export interface VerdictChange {
  readonly from: VersionVerdict;
  readonly to: VersionVerdict;
  /** Said by the second alone. */
  readonly added: readonly Finding[];
  /** Said by the first alone. */
  readonly gone: readonly Finding[];
}

export function verdictChange(
  value: JsonObject,
  [before, after]: readonly [before: KubernetesVersion, after: KubernetesVersion],
  server: ServerOptions = DEFAULT_SERVER,
): VerdictChange {
  const from = verdictAt(before, value, server);
  const to = verdictAt(after, value, server);
  return {
    from,
    to,
    added: without(to.findings, from.findings),
    gone: without(from.findings, to.findings),
  };
}

/** Findings that the others lack; one said in other words is another. */
function without(findings: readonly Finding[], others: readonly Finding[]): readonly Finding[] {
  const said = new Set(others.map(keyOf));
  return findings.filter((finding) => !said.has(keyOf(finding)));
}

const keyOf = ({ rule, path, message }: Finding): string => JSON.stringify([rule, path, message]);
