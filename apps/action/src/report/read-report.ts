import { lstatSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { AnalysisDiff } from '@outrider/core';
import { z } from 'zod';
import { isSha } from '../git/repository.ts';
import { allowedPath, type Places } from '../sides/folder-side.ts';
import { UserError } from '../user-error.ts';
import type { ReportContext } from './context.ts';
import { diffSchema, isWithinGroups } from './schema/diff.ts';
import { count, list, text } from './schema/pieces.ts';

/** A report that an untrusted run may have written: nothing in it is believed but what fits, and no markup is taken. */
export interface Report {
  readonly diff: AnalysisDiff;
  readonly context: ReportContext;
}

export class ReportError extends UserError {
  override readonly name = 'ReportError';
}

const MOST_BYTES = 64 * 1024 * 1024;

const sha = z.string().refine((one) => one === '' || isSha(one));

const context: z.ZodType<ReportContext> = z.object({
  commentId: z.string().regex(/^[A-Za-z0-9._/-]{1,200}$/),
  pullRequest: count.nullable(),
  commits: z.object({ base: sha, head: sha, isMerge: z.boolean() }),
  runId: z.string().regex(/^\d{0,20}$/),
  folder: text(4096).nullable(),
  paths: list(text(4096), 100),
  notes: list(text(1000), 20),
});

/**
 * Reads `report.json`: one regular file, by its name.
 *
 * @throws PathError, ReportError
 */
export function readReport(path: string, places: Places): Report {
  const real = allowedPath(path, places);
  const stats = lstatSync(resolve(places.workingDirectory, path));
  if (!stats.isFile()) throw new ReportError(`Cannot read ${path}: it is no regular file`);
  if (stats.size > MOST_BYTES) throw new ReportError(`Cannot read ${path}: it is larger than 64 MiB`);
  return parseReport(readFileSync(real, 'utf8'), path);
}

export function parseReport(json: string, path: string): Report {
  const refuse = (why: string): ReportError =>
    new ReportError(
      `Cannot take ${path} for a report: ${why}. Both actions should be of the same version; nothing was written`,
    );
  const value = jsonOf(json);
  if (value === undefined) throw refuse('it is no JSON');
  const parsed = z.object({ action: context }).safeParse(value);
  const diff = diffSchema.safeParse(value);
  if (!parsed.success) throw refuse(placeOf(parsed.error));
  if (!diff.success) throw refuse(placeOf(diff.error));
  if (!isWithinGroups(diff.data)) throw refuse('a group names a workload that is not there');
  return { diff: diff.data, context: parsed.data.action };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Where it does not fit; a name in the path may be anything, so only our own words are repeated. */
function placeOf({ issues }: z.ZodError): string {
  const [first] = issues;
  const steps = (first?.path ?? []).map((step) => (/^\w{1,40}$/.test(String(step)) ? String(step) : '…'));
  return `${steps.join('.') || 'the whole'} does not fit`;
}
