import { posix } from 'node:path';
import {
  type AnalyzeOptions,
  type BaselineEntry,
  bindConfig,
  type Config,
  FeatureGateError,
  NEWEST_KUBERNETES,
  NO_CONFIG,
  parseKubernetesVersion,
  type Release,
  RULES,
  readBaseline,
  readConfig,
  releaseOf,
} from '@outrider/core';
import type { Inputs } from '../inputs/diff-inputs.ts';
import type { Sides } from '../sides/side.ts';
import { UserError } from '../user-error.ts';

/** What a comparison goes by: the configuration of the base side, so that no pull request switches its own findings off. */
export interface Project {
  readonly config: Config;
  readonly release: Release;
  readonly baseline: readonly BaselineEntry[];
  readonly options: Pick<AnalyzeOptions, 'settings' | 'today'>;
  readonly warnings: readonly string[];
  /** Sentences for the end of the report. */
  readonly notes: readonly string[];
}

const USUAL_NAME = 'outrider.yaml';

/** @throws UserError for a configuration that was asked for and is nowhere, and for a version or gate nobody knows */
export function projectOf(inputs: Inputs, sides: Sides, today: string): Project {
  const name = posix.normalize(inputs.config || USUAL_NAME);
  const [base, head] = [sides.readBase(name), sides.readHead(name)];
  if (inputs.config !== '' && base === undefined && head === undefined) {
    throw new UserError(`Cannot read config ${name}: neither side has such a file`);
  }
  const { config, warnings } = base === undefined ? NONE : boundConfig(name, base, sides);
  const known = baselineOf(config, name, sides);
  return {
    config,
    release: releaseFor(inputs, config),
    baseline: known.baseline,
    options: { settings: config.settings, today },
    warnings: [...warnings, ...known.warnings, ...headFaults(name, head, base, sides)],
    notes: differenceNote(name, base, head),
  };
}

interface Bound {
  readonly config: Config;
  readonly warnings: readonly string[];
}

const NONE: Bound = { config: NO_CONFIG, warnings: [] };

/** What is wrong with the base's must not stop the pull request that mends it. */
function boundConfig(name: string, content: string, sides: Sides): Bound {
  const { text, errors } = readConfig(name, content);
  if (text === undefined) return { config: NO_CONFIG, warnings: faults(errors, 'of the base is left out') };
  const bound = bindConfig(text, { rules: RULES, relativePath: relativeTo(name, sides) });
  if (bound.config === undefined) {
    return { config: NO_CONFIG, warnings: faults(bound.errors, 'of the base is left out') };
  }
  const own = text.content.rules ?? [];
  return {
    config: bound.config,
    warnings:
      own.length === 0
        ? []
        : [`${name} names rules of one's own, which the Action leaves out: it runs no code of a repository`],
  };
}

interface Fault {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly path: string;
  readonly message: string;
}

const MOST_FAULTS = 5;

function faults(errors: readonly Fault[], what: string): readonly string[] {
  const [first] = errors;
  if (first === undefined) return [];
  const told = errors
    .slice(0, MOST_FAULTS)
    .map(
      ({ line, column, path, message }) => `${line}:${column}: ${path === '' ? '' : `${path}: `}${message}`,
    );
  return [`${first.file} ${what}: ${told.join('; ')}`];
}

/** What the pull request breaks in it is told, although the base's counts. */
function headFaults(
  name: string,
  head: string | undefined,
  base: string | undefined,
  sides: Sides,
): readonly string[] {
  if (head === undefined || head === base) return [];
  const { text, errors } = readConfig(name, head);
  const found =
    text === undefined
      ? errors
      : (bindConfig(text, { rules: RULES, relativePath: relativeTo(name, sides) }).errors ?? []);
  return faults(found, 'of the head cannot be used');
}

function differenceNote(name: string, base: string | undefined, head: string | undefined): readonly string[] {
  if (base === head) return [];
  if (base === undefined) return [`${name} is new and counts once it is merged`];
  return [`${name} ${head === undefined ? 'is removed' : 'differs'}; the base's counts`];
}

/** Globs of a configuration start at its folder. Both files are seen from the top of the repository. */
function relativeTo(name: string, { head: { folder }, workingFolder }: Sides): (file: string) => string {
  const home = posix.dirname(posix.join(workingFolder, name));
  return (file) => posix.relative(home, posix.join(folder ?? workingFolder, file));
}

function baselineOf(
  { baseline }: Config,
  name: string,
  sides: Sides,
): Pick<Project, 'baseline' | 'warnings'> {
  if (baseline === undefined) return { baseline: [], warnings: [] };
  const path = posix.join(posix.dirname(name), baseline);
  const text = sides.readBase(path);
  if (text === undefined)
    return { baseline: [], warnings: [`${name} names the baseline ${path}, which the base lacks`] };
  const { entries, error } = readBaseline(text);
  if (entries === undefined) {
    return { baseline: [], warnings: [`Cannot use the baseline ${path} of the base: ${error}`] };
  }
  return { baseline: entries, warnings: [] };
}

function releaseFor(
  { kubernetesVersion }: Inputs,
  { kubernetesVersion: configured, featureGates, file }: Config,
): Release {
  try {
    const version = kubernetesVersion ?? parseKubernetesVersion(configured ?? NEWEST_KUBERNETES);
    return releaseOf(version, featureGates);
  } catch (error) {
    if (!(error instanceof RangeError || error instanceof FeatureGateError)) throw error;
    throw new UserError(`Cannot use ${file}: ${error.message}`);
  }
}
