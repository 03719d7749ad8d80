import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { ParsedFlags } from '../flags/parse-flags.ts';

export const CONFIG_NAME = 'outrider.yaml';

/**
 * The configuration file: what `--config` names, or the first `outrider.yaml` from the working directory upwards.
 * Where the manifests are does not count: a configuration may name code to run, and they may be somebody else's.
 */
export function findConfig(flags: ParsedFlags): string | undefined {
  if (flags.has('no-config')) return undefined;
  return flags.value('config') ?? upwards(resolve('.'));
}

function upwards(folder: string): string | undefined {
  const file = join(folder, CONFIG_NAME);
  if (existsSync(file)) return file;
  const parent = dirname(folder);
  return parent === folder ? undefined : upwards(parent);
}
