import { type Analysis, type AnalyzeOptions, analyze, type Release, type Unreadable } from '@outrider/core';
import type { Input } from './input/find-input.ts';
import { readTexts } from './input/read-texts.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';

/** Reads and analyzes an input, one file at a time; what could not be read stays in the result. */
export function analyzeInput(input: Input, release: Release, io: Io, options: AnalyzeOptions = {}): Analysis {
  const failed: Unreadable[] = [];
  const texts = withProgress(readTexts(input, failed), input.sources.length, io);
  const analysis = analyze(texts, release, options);
  return {
    ...analysis,
    files: analysis.files + input.unreadable.length + failed.length,
    unreadable: [...input.unreadable, ...failed, ...analysis.unreadable],
  };
}
