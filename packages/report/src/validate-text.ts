import type { Analysis, LocatedFinding, Severity, Unreadable } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { excerpt, numbered } from './excerpt.ts';
import { injectedText } from './injected.ts';
import { listed, plural } from './plural.ts';
import { isSameObject, objectName } from './source-name.ts';
import type { Tone } from './terminal/paint.ts';
import { wrap } from './terminal/width.ts';
import type { TextOptions } from './text-options.ts';
import { refusedObjects, validateSummary } from './validate-summary.ts';

export interface ValidateTextOptions extends TextOptions {
  /** A line (1-based) of a file of the input; without it, findings come without an excerpt. */
  readonly lineOf?: (file: string, line: number) => string | undefined;
  /** With all findings, where some were left out: the verdict on the server's answer is of all of them. */
  readonly server?: Analysis;
  /** One line a finding, nothing else. */
  readonly quiet?: boolean;
}

const TONES: Readonly<Record<Severity, Tone>> = { error: 'red', warning: 'yellow', info: 'blue' };

/** `outrider validate` for people: like a compiler, then a verdict in words. */
export function validateText(analysis: Analysis, options: ValidateTextOptions): string {
  const blocks = [
    ...analysis.unreadable.map((text) => unreadableBlock(text, options)),
    ...analysis.findings.map((finding, index) =>
      findingBlock(finding, options, analysis.findings[index - 1]),
    ),
  ];
  if (options.quiet) return blocks.map((block) => `${block[0]}\n`).join('');
  return [...blocks.flatMap((block) => [...block, '']), ...verdict(analysis, options), ''].join('\n');
}

/** `file:line:column: error: message [rule]`, as editors and grep know it. */
function headline(
  place: { file: string; line: number; column: number },
  severity: Severity,
  text: string,
  { paint }: TextOptions,
): string {
  const at = paint('bold', `${visible(place.file)}:${place.line}:${place.column}:`);
  return `${at} ${paint(TONES[severity], `${severity}:`)} ${text}`;
}

function unreadableBlock(text: Unreadable, options: ValidateTextOptions): readonly string[] {
  return [
    headline(text, 'error', `cannot read: ${visible(text.message)}`, options),
    ...excerptOf(text.file, text, options),
  ];
}

function findingBlock(
  finding: LocatedFinding,
  options: ValidateTextOptions,
  previous: LocatedFinding | undefined,
): readonly string[] {
  const { paint } = options;
  const place = { file: finding.source.file, line: finding.line, column: finding.column };
  const first = headline(
    place,
    finding.severity,
    `${visible(finding.message)} ${paint('dim', `[${visible(finding.rule)}]`)}`,
    options,
  );
  const isNew = previous === undefined || !isSameObject(previous.source, finding.source);
  return [
    ...(isNew && !options.quiet ? [paint('bold', objectName(finding.source))] : []),
    first,
    ...excerptOf(finding.source.file, finding, options),
    ...relatedLines(finding, options),
    ...notes(finding).flatMap(([label, text]) => note(label, text, options)),
  ];
}

function excerptOf(
  file: string,
  place: { line: number; column: number },
  options: ValidateTextOptions,
): readonly string[] {
  const text = options.lineOf?.(file, place.line);
  if (text === undefined || text.trim() === '') return [];
  const lines = excerpt(text, place, options);
  const above = options.lineOf?.(file, place.line - 1) ?? '';
  return isKeyOf(above, text, place.column) ? [numbered(above, place.line - 1, options), ...lines] : lines;
}

/** Places that belong to the finding, each with what stands there. */
const relatedLines = (
  { related = [], source }: LocatedFinding,
  options: ValidateTextOptions,
): readonly string[] =>
  related.flatMap((place) => {
    const lines = excerptOf(source.file, place, options);
    const says = options.paint('cyan', visible(place.message));
    return lines.length === 0
      ? [`      ${options.paint('dim', '|')} line ${place.line}: ${says}`]
      : [`      ${options.paint('dim', ':')}`, ...lines.slice(0, -1), `${lines.at(-1)} ${says}`];
  });

/** Whether a value starts a line of its own, so that its name stands in the line above. */
const isKeyOf = (above: string, line: string, column: number): boolean =>
  /[^\s#].*:\s*(?:#.*)?$/.test(above) && line.slice(0, column - 1).trim() === '';

/** What follows from the finding, why, and what to do. */
function notes(finding: LocatedFinding): readonly (readonly [label: string, text: string])[] {
  const { origin, rule, explanation, fix, docs } = finding;
  const consequence = consequenceOf(finding);
  return [
    ...(consequence === undefined ? [] : [['then', consequence] as const]),
    ...(explanation === undefined ? [] : [['why', explanation] as const]),
    ...(fix === undefined ? [] : [['fix', fix.description] as const]),
    ...(docs?.startsWith('https:') ? [['docs', docs] as const] : []),
    ...(origin === 'rule' ? [['more', `outrider rules ${rule}`] as const] : []),
  ];
}

/** What the origin means for whoever applies the object. */
function consequenceOf({ rule, origin, server }: LocatedFinding): string | undefined {
  switch (origin) {
    case 'server':
      return `the API server refuses the object: ${server?.stage === 'validation' ? '422 Invalid' : '400 BadRequest'}`;
    case 'server-warning':
      return 'the API server accepts the object and sends this text as a warning';
    case 'server-drop':
      return rule === 'server/dropped-field'
        ? 'the API server removes the field and says nothing'
        : undefined;
    case 'input':
    case 'rule':
      return undefined;
  }
}

function note(label: string, text: string, { paint, width }: TextOptions): readonly string[] {
  const lines = wrap(visible(text.replace(/\s+/g, ' ')), Math.max(20, width - 13));
  return lines.map((line, index) => `      ${paint('cyan', (index === 0 ? label : '').padEnd(4))} ${line}`);
}

function verdict(
  analysis: Analysis,
  { paint, server: all = analysis }: ValidateTextOptions,
): readonly string[] {
  const { files, documents, workloads, errors, warnings, infos } = validateSummary(analysis);
  const seen = `${plural(workloads, 'workload')} in ${plural(documents, 'document')} of ${plural(files, 'file')}`;
  const found = [
    ...counted(analysis.unreadable.length, 'unreadable text', (text) => paint('red', text)),
    ...counted(errors, 'error', (text) => paint('red', text)),
    ...counted(warnings, 'warning', (text) => paint('yellow', text)),
    ...counted(infos, 'note', (text) => paint('blue', text)),
  ];
  const server = serverVerdict(all);
  const first = found.length === 0 ? paint('green', `No findings: ${seen}.`) : `${listed(found)}; ${seen}.`;
  return [
    first,
    ...(server === undefined ? [] : [server]),
    ...judgedAs(analysis),
    ...passedOver(analysis),
    ...fixable(analysis),
    ...moreOnRules(analysis),
  ];
}

/** Pods that were judged as a mesh will make them. */
const judgedAs = (analysis: Analysis): readonly string[] =>
  injectedText(analysis).map((line) => `Judged ${line}`);

/** What is not shown, as the project or the manifests ask for it. */
function passedOver({ ignored = 0, inBaseline }: Analysis): readonly string[] {
  const { passed, gone } = inBaseline ?? { passed: 0, gone: 0 };
  const parts = [
    ...(ignored > 0 ? [`${ignored} ignored`] : []),
    ...(passed > 0 ? [`${passed} in the baseline`] : []),
  ];
  const shrink =
    gone > 0
      ? [
          `${plural(gone, 'finding')} of the baseline ${gone === 1 ? 'is' : 'are'} gone: --write-baseline forgets ${gone === 1 ? 'it' : 'them'}.`,
        ]
      : [];
  return [...(parts.length > 0 ? [`Not shown: ${listed(parts)}.`] : []), ...shrink];
}

/** What `--fix` would do, where it would do something. */
function fixable({ findings }: Analysis): readonly string[] {
  const count = findings.filter(({ fix }) => fix?.mechanical === true).length;
  return count === 0
    ? []
    : [`--fix makes ${plural(count, 'fix', 'fixes')}; --fix --dry-run prints the patch.`];
}

/** Where a rule in brackets is explained, with the first one as the example. */
function moreOnRules({ findings }: Analysis): readonly string[] {
  const explained = findings.find(({ origin, catalogue }) => origin === 'server' && catalogue !== undefined);
  return explained === undefined ? [] : [`More on a rule: outrider validate --explain ${explained.rule}`];
}

const counted = (count: number, noun: string, color: (text: string) => string): readonly string[] =>
  count > 0 ? [color(plural(count, noun))] : [];

/** What `kubectl apply` would bring; nothing where the input itself leaves it open. */
function serverVerdict(analysis: Analysis): string | undefined {
  const server = `The API server of Kubernetes ${analysis.release.version}`;
  const refused = refusedObjects(analysis);
  if (refused > 0) return `${server} would refuse ${plural(refused, 'object')}.`;
  const hasInputErrors = analysis.findings.some(
    ({ origin, severity }) => origin === 'input' && severity === 'error',
  );
  const custom = analysis.workloads.filter(({ workload }) => workload.kind === 'Custom').length;
  const judged = analysis.workloads.length - custom;
  if (hasInputErrors || analysis.unreadable.length > 0 || judged === 0) return undefined;
  const open =
    custom > 0 ? ` What it makes of ${plural(custom, 'custom resource')} is up to their definitions.` : '';
  return `${server} would accept ${custom > 0 ? 'its own kinds' : judged === 1 ? 'it' : 'all of them'}.${open}`;
}
