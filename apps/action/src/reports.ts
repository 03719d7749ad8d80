import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DiffMarkdownOptions, diffJson, diffMarkdown, validateSarif } from '@outrider/report';
import type { Comparison } from './compare.ts';
import type { RunContext } from './event.ts';
import { type Checkout, checkoutOf, pathInCheckout } from './git/checkout.ts';
import type { Inputs } from './inputs.ts';

/** A step summary may hold 1 MiB; a UTF-16 unit needs at most 3 bytes of UTF-8. */
const SUMMARY_LENGTH = 300_000;

export interface Commits {
  readonly base: string;
  readonly head: string;
}

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
  comparison: Comparison,
  inputs: Inputs,
  run: RunContext,
  markerLength: number,
): Reports {
  const options = markdownOptions(comparison, inputs, run);
  return {
    json: diffJson(comparison.diff),
    markdown: diffMarkdown(comparison.diff, { ...options, maxLength: SUMMARY_LENGTH }),
    sarif: validateSarif(comparison.headAnalysis, run.actionRef),
    comment: diffMarkdown(comparison.diff, {
      ...options,
      maxLength: inputs.maxCommentLength - markerLength,
    }),
  };
}

/** What was compared: the commits that are checked out, else those of the event. */
export function commitsOf({ base, head }: Comparison, run: RunContext): Commits {
  const [baseCheckout, headCheckout] = [base && checkoutOf(base.root), checkoutOf(head.root)];
  const isOwn = baseCheckout != null && baseCheckout.root !== headCheckout?.root;
  return { base: (isOwn ? baseCheckout.sha : '') || run.baseSha, head: run.headSha };
}

function markdownOptions(comparison: Comparison, inputs: Inputs, run: RunContext): DiffMarkdownOptions {
  const checkout = checkoutOf(comparison.head.root);
  return {
    title: inputs.commentId === '' ? inputs.title : `${inputs.title} (${inputs.commentId})`,
    footer: footerOf(commitsOf(comparison, run), run),
    linkTo: (file, line) => linkTo(run, checkout, `${comparison.head.root}/${file}`, line),
  };
}

/** Links are made of our own parts and of encoded path segments. */
function linkTo(run: RunContext, checkout: Checkout | undefined, file: string, line: number): string | null {
  if (checkout === undefined || !isSha(run.headSha)) return null;
  const path = pathInCheckout(checkout, file).split('/').map(encoded).join('/');
  return `${repositoryUrl(run)}/blob/${run.headSha}/${path}#L${line}`;
}

/** `encodeURIComponent` leaves characters that end a Markdown link, and throws on half a character. */
const encoded = (segment: string): string =>
  encodeURIComponent(segment.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );

const repositoryUrl = ({ serverUrl, owner, repo }: RunContext): string => `${serverUrl}/${owner}/${repo}`;

const isSha = (sha: string): boolean => /^[0-9a-f]{40,64}$/.test(sha);

function footerOf({ base, head }: Commits, run: RunContext): readonly string[] {
  const commit = (sha: string): string => `[${sha.slice(0, 7)}](${repositoryUrl(run)}/commit/${sha})`;
  const isRun = /^\d+$/.test(run.runId);
  return [
    ...(isSha(head) ? [`${commit(head)}${isSha(base) ? ` against ${commit(base)}` : ''}`] : []),
    ...(isRun ? [`[full report](${repositoryUrl(run)}/actions/runs/${run.runId})`] : []),
    'run it yourself: <code>npx @outrider/cli diff BASE HEAD</code>',
  ];
}

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
