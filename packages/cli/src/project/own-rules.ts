import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type ConfigText, errorAt, exportedRules, RULES, type Rule } from '@outrider/core';
import { usageError } from './load-config.ts';

/**
 * The rules of packages that a configuration names, looked up from its folder. Their code runs: it is the user's own
 * choice, like a plugin of a linter, and never comes from a manifest.
 *
 * @throws UsageError for a package that cannot be loaded, or that exports no rules
 */
export async function ownRules(text: ConfigText, config: string): Promise<readonly Rule[]> {
  const names = text.content.rules ?? [];
  const loaded = await Promise.all(names.map((name, index) => rulesOf(name, index, text, config)));
  const rules = loaded.flat();
  const ids = [...RULES, ...rules].map(({ meta }) => meta.id);
  const twice = ids.find((id, index) => ids.indexOf(id) < index);
  if (twice !== undefined) throw usageError([errorAt(text, ['rules'], `Rule "${twice}" is there twice`)]);
  return rules;
}

async function rulesOf(
  name: string,
  index: number,
  text: ConfigText,
  config: string,
): Promise<readonly Rule[]> {
  const fault = (message: string): Error => usageError([errorAt(text, ['rules', index], message)]);
  const loaded = await load(name, config).catch((error: unknown) => {
    throw fault(
      `Cannot load "${name}": ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`,
    );
  });
  const rules = exportedRules(loaded);
  if (rules === undefined) {
    throw fault(`"${name}" exports no rules: export const rules = [defineRule({ … })]`);
  }
  return rules;
}

async function load(name: string, config: string): Promise<unknown> {
  const file = createRequire(config).resolve(name);
  return import(pathToFileURL(file).href);
}
