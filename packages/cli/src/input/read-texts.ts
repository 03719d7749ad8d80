import { readFileSync } from 'node:fs';
import type { InputFile, Unreadable } from '@outrider/core';
import { cannotRead, reasonOf } from './cannot-read.ts';
import { decodeText } from './decode-text.ts';
import type { Input } from './find-input.ts';

/** Reads the texts of an input one by one, when they are asked for; files that cannot be read go to `failed`. */
export function* readTexts({ sources }: Input, failed: Unreadable[]): Generator<InputFile> {
  for (const { file, path, text } of sources) {
    const read = text ?? readText(path ?? file);
    if (typeof read === 'string') yield { file, text: read };
    else failed.push(cannotRead(file, read.reason));
  }
}

function readText(path: string): string | { readonly reason: string } {
  try {
    return decodeText(readFileSync(path));
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Where a line begins in a text; findings come in order, so the next one is looked for from here. */
interface Cursor {
  readonly text: string;
  readonly line: number;
  readonly offset: number;
}

/**
 * Finds lines (1-based) of an input. A file is read again when its first line is asked for, and only the last file
 * is kept: texts can be large.
 */
export function lineReader(input: Input): (file: string, line: number) => string | undefined {
  let current: string | undefined;
  let cursor: Cursor = { text: '', line: 1, offset: 0 };
  return (file, line) => {
    if (file !== current) cursor = { text: textOf(input, file), line: 1, offset: 0 };
    current = file;
    const moved = moveTo(line < cursor.line ? { ...cursor, line: 1, offset: 0 } : cursor, line);
    if (moved === undefined) return undefined;
    cursor = moved;
    const end = moved.text.indexOf('\n', moved.offset);
    return moved.text.slice(moved.offset, end < 0 ? undefined : end);
  };
}

function moveTo({ text, line, offset }: Cursor, wanted: number): Cursor | undefined {
  let at = offset;
  for (let passed = line; passed < wanted; passed += 1) {
    const end = text.indexOf('\n', at);
    if (end < 0) return undefined;
    at = end + 1;
  }
  return { text, line: wanted, offset: at };
}

function textOf(input: Input, file: string): string {
  const source = input.sources.find((one) => one.file === file);
  if (source === undefined) return '';
  const text = source.text ?? readText(source.path ?? file);
  return typeof text === 'string' ? text : '';
}
