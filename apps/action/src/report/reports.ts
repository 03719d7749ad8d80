import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { diffJson, validateSarif } from '@outrider/report';
import type { Comparison } from '../compare.ts';
import type { RunContext } from '../event.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import type { ReportContext } from './context.ts';
import { reportMarkdown } from './markdown.ts';

/** A step summary may hold 1 MiB; a UTF-16 unit needs at most 3 bytes of UTF-8. */
const SUMMARY_LENGTH = 300_000;

export interface Reports {
  readonly json: string;
  /** For the job summary: as long as it may be. */
  readonly markdown: string;
  readonly sarif: string;
  /** For the comment, without its marker. */
  readonly comment: string;
}

/** `markerLength` is what the comment's first line needs of its length. */
export function reportsOf(
  { diff, headAnalysis }: Comparison,
  context: ReportContext,
  inputs: Inputs,
  run: RunContext,
  markerLength: number,
): Reports {
  const markdown = (length: number): string => reportMarkdown(diff, context, run, inputs, length);
  return {
    // What the comment needs besides the diff.
    json: diffJson(diff, { action: context }),
    markdown: markdown(SUMMARY_LENGTH),
    sarif: validateSarif(headAnalysis, run.actionRef, inRepository(context.folder)),
    comment: markdown(inputs.maxCommentLength - markerLength),
  };
}

/** File names from the top of the repository, as code scanning wants them. */
const inRepository =
  (folder: string | null) =>
  (file: string): string =>
    folder ? `${folder}/${file}` : file;

/** Paths by output name. Bodies travel as files: a long output breaks the next step's environment. */
export function writeReports(reports: Reports, temporary: string): Readonly<Record<string, string>> {
  const folder = mkdtempSync(join(temporary, 'outrider-'));
  const write = (name: string, text: string): string => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  return {
    'report-json': write('report.json', reports.json),
    'report-markdown': write('report.md', reports.markdown),
    'report-sarif': write('report.sarif', reports.sarif),
    'comment-markdown': write('comment.md', reports.comment),
  };
}
