import type { AnalysisDiff } from '@outrider/core';
import { diffMarkdown } from '@outrider/report';
import type { ReportContext } from './context.ts';
import { footerOf } from './footer.ts';
import { lineUrl, type Place } from './links.ts';

export interface MarkdownInputs {
  readonly title: string;
  /** Shown in the title, if set by hand. */
  readonly commentId: string;
}

/** The diff as a reviewer reads it, at most so many UTF-16 units long. */
export function reportMarkdown(
  diff: AnalysisDiff,
  context: ReportContext,
  place: Place,
  { title, commentId }: MarkdownInputs,
  maxLength: number,
): string {
  const { folder, commits } = context;
  return diffMarkdown(diff, {
    title: commentId === '' ? title : `${title} (${commentId})`,
    maxLength,
    footer: footerOf(context, place),
    linkTo: (file, line) =>
      folder === null ? null : lineUrl(place, commits.head, folder === '' ? file : `${folder}/${file}`, line),
  });
}
