import { readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { z } from 'zod';

interface ActionYml {
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

/** The Action's own description of itself. */
export const actionYml: ActionYml = ActionYml.parse(
  readYaml(new URL('../../../action.yml', import.meta.url)),
);
