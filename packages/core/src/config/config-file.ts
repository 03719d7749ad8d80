import type { Severity } from '../finding.ts';
import type { Json } from '../json.ts';
import type { Mesh } from '../rules/settings.ts';

export type Level = Severity | 'off';

type Optional<Shape> = { readonly [Key in keyof Shape]?: Shape[Key] | undefined };

/** What an override or an ignore is about; every list that is given has to hold the object. */
export type TargetFile = Optional<{
  /** Globs, relative to the configuration file: `legacy/**`. */
  files: readonly string[];
  kinds: readonly string[];
  namespaces: readonly string[];
  names: readonly string[];
}>;

export type OverrideFile = TargetFile & { readonly severities: Readonly<Record<string, Level>> };

export type IgnoreFile = TargetFile &
  Optional<{ containers: readonly string[]; until: string }> & {
    readonly rule: string;
    readonly reason: string;
  };

export type MeshFile =
  | Mesh
  | ({ readonly name: Mesh } & Optional<{ native: boolean; assumeInjected: boolean }>);

/** `outrider.yaml` as it is written. */
export type ConfigFile = Optional<{
  kubernetesVersion: string;
  featureGates: Readonly<Record<string, boolean>>;
  failOn: Severity | 'never';
  severities: Readonly<Record<string, Level>>;
  options: Readonly<Record<string, Readonly<Record<string, Json>>>>;
  overrides: readonly OverrideFile[];
  ignore: readonly IgnoreFile[];
  baseline: string;
  mesh: MeshFile;
  products: Readonly<Record<string, string>>;
  cpuManagerPolicy: 'none' | 'static';
  rules: readonly string[];
}>;
