import type { LocatedFinding, Severity } from '@outrider/core';
import { visible } from '../../escape/visible.ts';
import type { Tone } from '../../terminal/paint.ts';
import { widthOf, wrap } from '../../terminal/width.ts';
import type { TextOptions } from '../../text-options.ts';

const TONES: Readonly<Record<Severity, Tone>> = { error: 'red', warning: 'yellow', info: 'blue' };

interface FindingTextOptions extends TextOptions {
  /** Blanks before each line. */
  readonly indent: string;
  /** Whose it is, where the place does not say it. */
  readonly whose?: string;
}

/** A new finding: what and where, the message, and what to do. */
export function newFindingText(finding: LocatedFinding, options: FindingTextOptions): readonly string[] {
  const { severity, rule, message, source, line, fix } = finding;
  const { paint, width, indent, whose = '' } = options;
  const inner = `${indent}  `;
  const lines = (text: string): readonly string[] =>
    wrap(text, width - inner.length).map((part) => `${inner}${part}`);
  const place = `${visible(source.file)}:${line}`;
  const of = whose === '' ? '' : ` in ${whose}`;
  const head = `${indent}${paint(TONES[severity], `new ${severity}`)} ${paint('bold', visible(rule))}${of}`;
  const isShort = widthOf(`${indent}new ${severity} ${visible(rule)}${of}  ${place}`) <= width;
  return [
    ...(isShort ? [`${head}  ${paint('dim', place)}`] : [head, `${inner}${paint('dim', place)}`]),
    ...lines(visible(message)),
    ...(fix === undefined ? [] : lines(`fix: ${visible(fix.description)}`).map((text) => paint('dim', text))),
  ];
}

export const fixedFindingText = (
  { severity, rule }: LocatedFinding,
  { paint, indent }: FindingTextOptions,
): string => `${indent}${paint('green', `fixed ${severity}`)} ${visible(rule)}`;
