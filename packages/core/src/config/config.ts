import type { Finding, Severity, Source } from '../finding.ts';
import type { Ignore } from '../ignore/ignore.ts';
import type { Settings } from '../rules/settings.ts';
import type { Level } from './config-file.ts';

/** Objects that a part of the configuration is about. */
export type IsAbout = (source: Source) => boolean;

export interface Override {
  readonly isAbout: IsAbout;
  readonly severities: ReadonlyMap<string, Level>;
}

export interface ConfigIgnore extends Ignore {
  readonly isAbout: (finding: Finding & { readonly source: Source }, container: string) => boolean;
  /** In the configuration file. */
  readonly line: number;
  readonly column: number;
}

/** What a project decided about its findings and told about its cluster. */
export interface Config {
  /** Where it was read; empty if there is none. */
  readonly file: string;
  readonly kubernetesVersion?: string;
  readonly featureGates: Readonly<Record<string, boolean>>;
  readonly failOn?: Severity | 'never';
  readonly severities: ReadonlyMap<string, Level>;
  readonly overrides: readonly Override[];
  readonly ignores: readonly ConfigIgnore[];
  /** Path of the baseline, relative to the configuration file. */
  readonly baseline?: string;
  readonly settings: Partial<Settings>;
}

/** For those who have no configuration file. */
export const NO_CONFIG: Config = {
  file: '',
  featureGates: {},
  severities: new Map(),
  overrides: [],
  ignores: [],
  settings: {},
};
