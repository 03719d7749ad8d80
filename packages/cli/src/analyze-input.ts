import type { AnalyzeOptions, InputFile, Inventory, Release, Unreadable } from '@outrider/core';
import { injectedText, visible } from '@outrider/report';
import type { ParsedFlags } from './flags/parse-flags.ts';
import type { Input } from './input/find-input.ts';
import { readTexts } from './input/read-texts.ts';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';

export interface AnalyzeContext {
  readonly release: Release;
  readonly flags: ParsedFlags;
  readonly io: Io;
  readonly options?: AnalyzeOptions;
}

/** What is asked of an input: core's `analyze`, or its `inventory` where no verdict is wanted. */
type Question<A extends Inventory> = (
  files: Iterable<InputFile>,
  release: Release,
  options: AnalyzeOptions,
) => A;

/** Reads and analyzes an input, one file at a time; what could not be read stays in the result. */
export function analyzeInput<A extends Inventory>(
  input: Input,
  { release, flags, io, options = {} }: AnalyzeContext,
  ask: Question<A>,
): A {
  const start = performance.now();
  const failed: Unreadable[] = [];
  const texts = withProgress(readTexts(input, failed), input.sources.length, io);
  const analysis = ask(texts, release, options);
  if (flags.has('verbose')) io.err(readReport(analysis, performance.now() - start));
  return {
    ...analysis,
    files: analysis.files + input.unreadable.length + failed.length,
    unreadable: [...input.unreadable, ...failed, ...analysis.unreadable],
  };
}

/** The same where kubectl would refuse an input without any object (P-001); one side of a comparison may be empty. */
export function analyzeObjects<A extends Inventory>(
  input: Input,
  context: AnalyzeContext,
  ask: Question<A>,
): A {
  const analysis = analyzeInput(input, context, ask);
  if (analysis.objects + analysis.unreadable.length > 0) return analysis;
  const file = input.sources[0]?.file ?? context.flags.paths[0] ?? '';
  const message =
    'No objects in the input: it is empty, or holds only comments, empty documents or empty Lists';
  return { ...analysis, unreadable: [{ file, document: 0, line: 1, column: 1, message }] };
}

/** Says on standard error which Pods are taken as a mesh will make them. */
export function sayInjected(analysis: Inventory, io: Io): void {
  for (const line of injectedText(analysis)) io.err(`Taken ${line}\n`);
}

/** For `--verbose`: what was found where, and how long it took. */
function readReport({ release, files, documents, workloads }: Inventory, milliseconds: number): string {
  const found = workloads.map(({ workload: { source } }) => {
    const name = source.namespace === null ? source.name : `${source.namespace}/${source.name}`;
    return visible(`${source.file}:${source.line}: ${source.kind} ${name}`);
  });
  const sum = `${files} files, ${documents} documents, ${workloads.length} workloads at Kubernetes ${release.version}`;
  return `${[...found, `${sum}, read and analyzed in ${Math.round(milliseconds)} ms`].join('\n')}\n`;
}
