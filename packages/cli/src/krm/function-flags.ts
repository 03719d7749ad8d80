import type { FlagName } from '../flags/flags.ts';
import { type ParsedFlags, parseFlags } from '../flags/parse-flags.ts';
import { UsageError } from '../usage-error.ts';

/** The flags of `validate` that a functionConfig can set, by the names it gives them. */
const FLAG_OF = {
  kubernetesVersion: 'kubernetes-version',
  featureGates: 'feature-gate',
  failOn: 'fail-on',
  only: 'only',
  rules: 'rule',
} as const satisfies Readonly<Record<string, FlagName>>;

type Key = keyof typeof FLAG_OF;

const isKey = (key: string): key is Key => Object.hasOwn(FLAG_OF, key);

/**
 * What a functionConfig asks for: its `spec`, or the `data` of a ConfigMap. `rules` and `featureGates` are mappings,
 * or texts as on the command line: `a-rule=off,another=info`.
 *
 * @throws UsageError for a key nobody knows, and whatever the flag itself refuses
 */
export function functionFlags(functionConfig: unknown): ParsedFlags {
  const settings = objectIn(functionConfig, 'spec') ?? objectIn(functionConfig, 'data') ?? {};
  const args = Object.entries(settings).flatMap(([key, value]) => {
    if (!isKey(key)) throw unknownKey(key);
    return valuesOf(value).map((text) => `--${FLAG_OF[key]}=${text}`);
  });
  return parseFlags(args, Object.values(FLAG_OF));
}

const unknownKey = (key: string): UsageError =>
  new UsageError(`Unknown key "${key}" in the functionConfig: known are ${Object.keys(FLAG_OF).join(', ')}`);

function valuesOf(value: unknown): readonly string[] {
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value).map(([name, level]) => `${name}=${level}`);
  }
  return String(value).split(',');
}

function objectIn(value: unknown, key: string): object | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  const found: unknown = Reflect.get(value, key);
  return typeof found === 'object' && found !== null ? found : undefined;
}
