import type { z } from 'zod';
import type { OwnFile, OwnFileResult } from '../own-file/own-file.ts';
import { type OwnFormat, readOwnFile } from '../own-file/read-own-file.ts';
import type { ConfigFile } from './config-file.ts';
import { CONFIG_SCHEMA } from './config-schema.ts';

/** A readable configuration, not yet held against the rules that there are. */
export type ConfigText = OwnFile<ConfigFile>;

const FORMAT: OwnFormat<ConfigFile> = { name: 'A configuration', schema: CONFIG_SCHEMA, messageOf };

/** Reads an `outrider.yaml`. Never throws: what is wrong is in `errors`, each with its line and column. */
export const readConfig = (file: string, source: string): OwnFileResult<ConfigFile> =>
  readOwnFile(file, source, FORMAT);

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_union') return 'Expected istio, linkerd or kuma, or a mapping with its name';
  return issue.message;
}
