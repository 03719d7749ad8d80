import type { AnalysisDiff } from '@outrider/core';
import { diffMarkdown } from '@outrider/report';
import type { CommentInputs } from '../inputs/fields.ts';
import type { ReportContext } from './context.ts';
import { footerOf } from './footer.ts';
import { lineUrl, type Place } from './links.ts';

/** `commentId` is shown in the title, if set by hand. */
export type MarkdownInputs = Pick<CommentInputs, 'title' | 'commentId' | 'diagrams'>;

/** The diff as a reviewer reads it, at most so many UTF-16 units long. */
export function reportMarkdown(
  diff: AnalysisDiff,
  context: ReportContext,
  place: Place,
  { title, commentId, diagrams }: MarkdownInputs,
  maxLength: number,
): string {
  const { folder, commits } = context;
  return diffMarkdown(diff, {
    title: commentId === '' ? title : `${title} (${commentId})`,
    maxLength,
    diagrams,
    footer: footerOf(context, place),
    linkTo: (file, line) =>
      folder === null ? null : lineUrl(place, commits.head, folder === '' ? file : `${folder}/${file}`, line),
  });
}
