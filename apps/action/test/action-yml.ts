import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';

export interface ActionYml {
  readonly name: string;
  readonly description: string;
  readonly author: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<
    Record<
      string,
      {
        readonly description: string;
        readonly required?: boolean | undefined;
        readonly default?: string | undefined;
      }
    >
  >;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const ActionYml: z.ZodType<ActionYml> = z.strictObject({
  name: z.string(),
  description: z.string(),
  author: z.string(),
  branding: z.strictObject({ icon: z.string(), color: z.string() }),
  inputs: z.record(
    z.string(),
    z.strictObject({
      description: z.string(),
      required: z.boolean().optional(),
      default: z.string().optional(),
    }),
  ),
  outputs: z.record(z.string(), z.strictObject({ description: z.string() })),
  runs: z.strictObject({ using: z.string(), main: z.string() }),
});

export const readYaml = (file: URL): unknown => load(readFileSync(file, 'utf8'));

const parsed = (path: string): ActionYml =>
  ActionYml.parse(readYaml(new URL(`../../../${path}`, import.meta.url)));

/** The actions' own descriptions of themselves. */
export const actionYml: ActionYml = parsed('action.yml');
export const commentYml: ActionYml = parsed('comment/action.yml');
