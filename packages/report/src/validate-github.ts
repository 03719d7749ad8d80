import type { Analysis, LocatedFinding, Severity, Unreadable } from '@outrider/core';
import { visible } from './escape/visible.ts';

const COMMAND: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/** Message data of a workflow command: only these three characters can end it. */
const data = (text: string): string =>
  text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');

/** A property additionally must not end at `:` or `,`. */
const property = (text: string): string => data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');

interface Annotation {
  readonly command: string;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly title: string;
  readonly message: string;
}

const print = ({ command, file, line, column, title, message }: Annotation): string =>
  `::${command} file=${property(file)},line=${line},col=${column},title=${property(title)}::${data(message)}\n`;

const isSaid = (text: string): boolean => text !== '';

const ofFinding = (finding: LocatedFinding): Annotation => ({
  command: COMMAND[finding.severity],
  file: finding.source.file,
  line: finding.line,
  column: finding.column,
  title: visible(`${finding.source.kind} ${finding.source.name}: ${finding.rule}`),
  message: [finding.message, ...(finding.explanation ?? '').split('\n')]
    .map(visible)
    .filter(isSaid)
    .join('\n'),
});

const ofUnreadable = (unreadable: Unreadable): Annotation => ({
  command: 'error',
  file: unreadable.file,
  line: unreadable.line,
  column: unreadable.column,
  title: 'Unreadable',
  message: visible(unreadable.message),
});

/** `outrider validate -o github`: one workflow command a finding, which GitHub shows at the line. */
export const validateGithub = (analysis: Analysis): string =>
  [...analysis.unreadable.map(ofUnreadable), ...analysis.findings.map(ofFinding)].map(print).join('');
