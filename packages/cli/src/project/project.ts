import {
  type AnalyzeOptions,
  type Config,
  type Mesh,
  NATIVE_BY_DEFAULT,
  NO_CONFIG,
  type Release,
  type Rule,
  type Settings,
} from '@outrider/core';
import { clusterOf, patchAsked } from '../cluster.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findConfig } from './find-config.ts';
import { today } from './today.ts';

/** What a command goes by: the configuration, and the cluster. */
export interface Project {
  readonly config: Config;
  /** Of packages that the configuration names. */
  readonly ownRules: readonly Rule[];
  readonly release: Release;
  /** For `analyze`. */
  readonly options: Pick<AnalyzeOptions, 'settings' | 'today'>;
}

/**
 * Finds the configuration; the code that reads it is loaded where there is one.
 *
 * @throws UsageError for a configuration that cannot be read, and for a version or gate that nobody knows
 */
export async function projectOf(flags: ParsedFlags): Promise<Project> {
  const file = findConfig(flags);
  return file === undefined
    ? plainProject(flags)
    : projectWith(flags, await (await import('./load-config.ts')).loadConfig(file));
}

/** The same without a configuration. */
export const plainProject = (flags: ParsedFlags): Project =>
  projectWith(flags, { config: NO_CONFIG, ownRules: [] });

const projectWith = (
  flags: ParsedFlags,
  { config, ownRules }: Pick<Project, 'config' | 'ownRules'>,
): Project => ({
  config,
  ownRules,
  release: clusterOf(flags, config),
  options: { settings: settingsOf(flags, config), today: today(process.env) },
});

/** `--mesh istio` wins over the configuration; what that says of the same mesh still counts. A patch release in `-k` wins, too. */
function settingsOf(flags: ParsedFlags, config: Config): Partial<Settings> {
  const settings = { ...config.settings, ...patchAsked(flags) };
  const name = flags.value('mesh') as Mesh | 'none' | undefined;
  if (name === undefined) return settings;
  const { mesh, ...others } = settings;
  if (name === 'none') return others;
  const native = mesh?.name === name ? mesh.native : NATIVE_BY_DEFAULT[name];
  return { ...others, mesh: { name, native, assumeInjected: true } };
}
