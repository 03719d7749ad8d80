import type { AnalysisDiff, LocatedFinding, Severity } from '@outrider/core';

/** One annotation; without a file it stands on the run alone. */
export interface Annotation {
  readonly severity: Severity;
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  readonly line?: number;
}

/** GitHub shows ten of a level and step; the tenth says that there are more. */
const MOST = 9;

const LEVELS: readonly Severity[] = ['error', 'warning', 'info'];

/** New findings on their lines, as far as their files are in the repository. `folder` is what names are relative to. */
export function annotationsOf(diff: AnalysisDiff, folder: string | null): readonly Annotation[] {
  if (folder === null) return [];
  const pathOf = (file: string): string => (folder === '' ? file : `${folder}/${file}`);
  const findings = [...diff.workloads.flatMap(({ findings }) => findings.added), ...diff.otherFindings.added];
  const unreadable = diff.unreadable.after.map(
    ({ file, line, message }): Annotation => ({
      severity: 'error',
      title: 'Cannot be read',
      message,
      file: pathOf(file),
      line,
    }),
  );
  const all = [...unreadable, ...findings.map((finding) => annotationOf(finding, pathOf))];
  return LEVELS.flatMap((level) =>
    limited(
      all.filter(({ severity }) => severity === level),
      level,
    ),
  );
}

const annotationOf = (
  { severity, rule, message, source, line }: LocatedFinding,
  pathOf: (file: string) => string,
): Annotation => ({ severity, title: rule, message, file: pathOf(source.file), line });

function limited(annotations: readonly Annotation[], severity: Severity): readonly Annotation[] {
  if (annotations.length <= MOST) return annotations;
  const more = annotations.length - MOST;
  const message = `and ${more} more: see the job summary`;
  return [...annotations.slice(0, MOST), { severity, title: 'Outrider', message }];
}
