import { readFileSync } from 'node:fs';
import type { InputFile, Unreadable } from '@outrider/core';
import { cannotRead, reasonOf } from './cannot-read.ts';
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
    return readFileSync(path, 'utf8');
  } catch (error) {
    return { reason: reasonOf(error) };
  }
}

/** Finds lines (1-based) of an input; a file is read again when its first line is asked for. */
export function lineReader(input: Input): (file: string, line: number) => string | undefined {
  const lines = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = lines.get(file) ?? linesOf(input, file);
    lines.set(file, known);
    return known[line - 1];
  };
}

function linesOf(input: Input, file: string): readonly string[] {
  const source = input.sources.find((one) => one.file === file);
  if (source === undefined) return [];
  const text = source.text ?? readText(source.path ?? file);
  return typeof text === 'string' ? text.split('\n') : [];
}
