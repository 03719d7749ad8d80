import type { InputFile } from '@outrider/core';

/** Finds lines (1-based) of the input; a file is split once, when its first line is asked for. */
export function lineReader(files: readonly InputFile[]): (file: string, line: number) => string | undefined {
  const texts = new Map(files.map(({ file, text }) => [file, text]));
  const lines = new Map<string, readonly string[]>();
  return (file, line) => {
    const known = lines.get(file) ?? texts.get(file)?.split('\n');
    if (known === undefined) return undefined;
    lines.set(file, known);
    return known[line - 1];
  };
}
