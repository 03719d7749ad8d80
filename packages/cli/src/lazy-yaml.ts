import { createRequire } from 'node:module';
import type * as Yaml from 'yaml';

/**
 * Stands for `yaml` in the modules of core that ask it only about a text that cannot be parsed or that has comments for
 * us (see tsdown.config.ts). Core is not asynchronous, so what most runs do without is loaded by `require`.
 */
let yaml: typeof Yaml | undefined;

const loaded = (): typeof Yaml => {
  yaml ??= createRequire(import.meta.url)('./yaml.cjs') as typeof Yaml;
  return yaml;
};

export const parseAllDocuments: typeof Yaml.parseAllDocuments = (...given) =>
  loaded().parseAllDocuments(...given);

/** A constructor that returns an object is that object's. */
export function Lexer(): Yaml.Lexer {
  return new (loaded().Lexer)();
}
