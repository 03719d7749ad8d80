import { html, markdownProse } from '@outrider/report';
import { isSha } from '../git/repository.ts';
import type { ReportContext } from './context.ts';
import { commitLink, type Place, runLink } from './links.ts';

/** The last line: what was compared, what else there is to know, where the rest is, and how to run it at home. */
export function footerOf(context: ReportContext, place: Place): readonly string[] {
  return [
    comparedLine(context, place),
    ...context.notes.map(markdownProse),
    runLink(place, context.runId),
    `run it yourself: <code>${html(commandOf(context))}</code>`,
  ].filter((part) => part !== '');
}

function comparedLine({ commits: { base, head, isMerge } }: ReportContext, place: Place): string {
  if (!isSha(head)) return '';
  if (!isSha(base)) return commitLink(place, head);
  return [commitLink(place, head), isMerge ? 'merged into' : 'against', commitLink(place, base)].join(' ');
}

/** Of a pull request the merge, as here: from the base's tip to the head's everything else would change back. */
function commandOf({ commits: { base, head, isMerge }, pullRequest, paths }: ReportContext): string {
  if (paths.length === 0) return 'npx @outrider/cli diff BASE HEAD';
  const where = `-- ${paths.map(quoted).join(' ')}`;
  if (isMerge && pullRequest !== null) {
    return `git fetch origin pull/${pullRequest}/merge && npx @outrider/cli diff --git FETCH_HEAD^1..FETCH_HEAD ${where}`;
  }
  return `npx @outrider/cli diff --git ${base.slice(0, 12)}..${head.slice(0, 12)} ${where}`;
}

const quoted = (path: string): string =>
  /^[\w./@%+,-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
