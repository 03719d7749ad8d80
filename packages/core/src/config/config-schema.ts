import { z } from 'zod';
import { SEVERITIES } from '../finding.ts';
import { isDate } from '../ignore/ignore.ts';
import { MESHES } from '../rules/settings.ts';
import type { ConfigFile } from './config-file.ts';

const text = z.string().min(1);
const level = z.enum(['off', ...SEVERITIES]).describe('off, info, warning or error');
const severities = z.record(text, level);

const globs = (about: string): z.ZodOptional<z.ZodArray<z.ZodString>> =>
  z.array(text).min(1).optional().describe(about);

const target = {
  files: globs('Globs of files, relative to this file: legacy/**'),
  kinds: globs('Kinds: Job, CronJob'),
  namespaces: globs('Globs of namespaces'),
  names: globs('Globs of names of objects'),
};

const override = z
  .strictObject({ ...target, severities: severities.describe('Level of each rule there') })
  .describe('Other levels for some objects; of several overrides that fit, the last counts');

const ignore = z
  .strictObject({
    rule: text.describe('Id of the rule'),
    ...target,
    containers: globs('Globs of names of containers'),
    reason: text.describe('Why this is fine'),
    until: z
      .string()
      .refine(isDate, 'Expected a day such as 2027-01-31')
      .optional()
      .describe('The last day on which it counts: 2027-01-31'),
  })
  .describe('A finding that somebody decided to live with');

const mesh = z
  .union([
    z.enum(MESHES),
    z.strictObject({
      name: z.enum(MESHES),
      native: z
        .boolean()
        .optional()
        .describe('Whether its proxies are native sidecars; default: as the mesh itself'),
      assumeInjected: z
        .boolean()
        .optional()
        .describe('Judge Pods that it will inject as they will be then; default true'),
    }),
  ])
  .describe('The service mesh of the cluster');

/** Quantities of an option, its levels: whatever JSON can say; the rule checks the type. */
const options = z.record(text, z.record(text, z.json()));

export const CONFIG_SCHEMA: z.ZodType<ConfigFile> = z.strictObject({
  kubernetesVersion: text.optional().describe('Version of the cluster: 1.33, or 1.33.4; -k wins over it'),
  featureGates: z.record(text, z.boolean()).optional().describe('Feature gates of the cluster'),
  failOn: z
    .enum([...SEVERITIES, 'never'])
    .optional()
    .describe('Severity from which on the exit code is 1; default error'),
  severities: severities.optional().describe('Level of each rule; --rule wins over it'),
  options: options.optional().describe('Options of rules; "outrider rules ID" says which there are'),
  overrides: z.array(override).optional(),
  ignore: z.array(ignore).optional(),
  baseline: text.optional().describe('File with findings to pass over, relative to this file'),
  mesh: mesh.optional(),
  products: z
    .record(text, text)
    .optional()
    .describe('What is installed in the cluster, with its version: { vault-k8s: 1.2.0 }'),
  cpuManagerPolicy: z.enum(['none', 'static']).optional().describe("The kubelet's; default none"),
  rules: z
    .array(text)
    .optional()
    .describe('Packages with rules of your own: "@acme/outrider-rules"; their code runs'),
});
