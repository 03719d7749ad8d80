import { didYouMean } from '../did-you-mean.ts';
import type { Source } from '../finding.ts';
import type { Json } from '../json.ts';
import { errorAt, type OwnFileError, type Path } from '../own-file/own-file.ts';
import type { Rule } from '../rules/rule.ts';
import { NATIVE_BY_DEFAULT, type Settings } from '../rules/settings.ts';
import type { Config, ConfigIgnore, IsAbout, Override } from './config.ts';
import type { IgnoreFile, OverrideFile, TargetFile } from './config-file.ts';
import { fitsGlob } from './glob.ts';
import type { ConfigText } from './read-config.ts';

export type ConfigResult =
  | { readonly config: Config; readonly errors?: undefined }
  | { readonly config?: undefined; readonly errors: readonly OwnFileError[] };

export interface BindConfigInput {
  /** All rules that may be named: the catalogue's and one's own. */
  readonly rules: readonly Rule[];
  /** The path of a file of the input, as globs see it: relative to the configuration, with `/`. */
  readonly relativePath: (file: string) => string;
}

/** Holds a configuration against the rules: unknown ids and options are errors with their place. */
export function bindConfig(text: ConfigText, { rules, relativePath }: BindConfigInput): ConfigResult {
  const errors = [...unknownRules(text, rules), ...badOptions(text, rules)];
  if (errors.length > 0) return { errors };
  const { content, file, place } = text;
  const { kubernetesVersion, featureGates = {}, failOn, severities = {}, baseline } = content;
  return {
    config: {
      file,
      featureGates,
      severities: new Map(Object.entries(severities)),
      overrides: (content.overrides ?? []).map((one) => overrideOf(one, relativePath)),
      ignores: (content.ignore ?? []).map((one, index) => ({
        ...ignoreOf(one, relativePath),
        ...place(['ignore', index]),
      })),
      settings: settingsOf(text),
      ...(kubernetesVersion !== undefined && { kubernetesVersion }),
      ...(failOn !== undefined && { failOn }),
      ...(baseline !== undefined && { baseline }),
    },
  };
}

/** Findings of the server and of the reader have a folder in their name, and no catalogue. */
const isKnown = (id: string, rules: readonly Rule[]): boolean =>
  rules.some(({ meta }) => meta.id === id) || /^(?:server|input)\/./.test(id);

function unknownRules(text: ConfigText, rules: readonly Rule[]): readonly OwnFileError[] {
  const { severities = {}, options = {}, overrides = [], ignore = [] } = text.content;
  const named: readonly (readonly [id: string, path: Path])[] = [
    ...Object.keys(severities).map((id) => [id, ['severities', id]] as const),
    ...Object.keys(options).map((id) => [id, ['options', id]] as const),
    ...overrides.flatMap((one, index) =>
      Object.keys(one.severities).map((id) => [id, ['overrides', index, 'severities', id]] as const),
    ),
    ...ignore.map(({ rule }, index) => [rule, ['ignore', index, 'rule']] as const),
  ];
  const ids = rules.map(({ meta }) => meta.id);
  return named
    .filter(([id]) => !isKnown(id, rules))
    .map(([id, path]) => {
      const meant = didYouMean(id, ids);
      const hint = meant === undefined ? '"outrider rules" lists them all' : `did you mean "${meant}"?`;
      return errorAt(text, path, `Unknown rule "${id}": ${hint}`);
    });
}

function badOptions(text: ConfigText, rules: readonly Rule[]): readonly OwnFileError[] {
  return Object.entries(text.content.options ?? {}).flatMap(([id, given]) => {
    const known = rules.find(({ meta }) => meta.id === id)?.options;
    if (known === undefined) return [];
    return Object.entries(given).flatMap(([name, value]) => {
      const fault = Object.hasOwn(known, name)
        ? typeFault(known[name] ?? null, value)
        : unknownOption(id, name, Object.keys(known));
      return fault === undefined ? [] : [errorAt(text, ['options', id, name], fault)];
    });
  });
}

const unknownOption = (id: string, name: string, known: readonly string[]): string =>
  known.length === 0
    ? `Rule ${id} has no options`
    : `Unknown option "${name}" of ${id}: there is ${known.join(', ')}`;

/** An option has the type of its default. */
function typeFault(known: Json, given: Json): string | undefined {
  const [wanted, found] = [typeName(known), typeName(given)];
  return wanted === found
    ? undefined
    : `Expected a ${wanted} such as ${JSON.stringify(known)}, found a ${found}`;
}

function typeName(value: Json): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'list';
  return typeof value === 'object' ? 'mapping' : typeof value;
}

const overrideOf = (one: OverrideFile, relativePath: BindConfigInput['relativePath']): Override => ({
  isAbout: isAbout(one, relativePath),
  severities: new Map(Object.entries(one.severities)),
});

function ignoreOf(
  one: IgnoreFile,
  relativePath: BindConfigInput['relativePath'],
): Omit<ConfigIgnore, 'line' | 'column'> {
  const fits = isAbout(one, relativePath);
  return {
    rules: [one.rule],
    reason: one.reason,
    ...(one.until !== undefined && { until: one.until }),
    isAbout: ({ rule, source }, container) =>
      rule === one.rule && fits(source) && fitsOne(one.containers, container),
  };
}

const isAbout =
  ({ files, kinds, namespaces, names }: TargetFile, relativePath: BindConfigInput['relativePath']): IsAbout =>
  ({ file, kind, namespace, name }: Source): boolean =>
    fitsOne(files, relativePath(file)) &&
    fitsOne(kinds, kind) &&
    fitsOne(namespaces, namespace ?? 'default') &&
    fitsOne(names, name);

const fitsOne = (globs: readonly string[] | undefined, text: string): boolean =>
  globs === undefined || globs.some((glob) => fitsGlob(glob, text));

/** A patch release in `kubernetesVersion` is for rules: everything else goes by minors. */
function settingsOf({ content }: ConfigText): Partial<Settings> {
  const { kubernetesVersion = '', mesh, products, cpuManagerPolicy, options } = content;
  const patch = /^v?(\d+\.\d+\.\d+)/.exec(kubernetesVersion)?.[1];
  return {
    ...(patch !== undefined && { kubernetesPatch: patch }),
    ...(mesh !== undefined && { mesh: meshOf(mesh) }),
    ...(products !== undefined && { products }),
    ...(cpuManagerPolicy !== undefined && { cpuManagerPolicy }),
    ...(options !== undefined && { options }),
  };
}

function meshOf(mesh: NonNullable<ConfigText['content']['mesh']>): NonNullable<Settings['mesh']> {
  const { name, native, assumeInjected = true } = typeof mesh === 'string' ? { name: mesh } : mesh;
  return { name, native: native ?? NATIVE_BY_DEFAULT[name], assumeInjected };
}
