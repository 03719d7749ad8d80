import { readdirSync, readFileSync } from 'node:fs';
import { type AnalysisDiff, analyze, diffAnalyses, type InputFile, releaseOf } from '@outrider/core';

const fixtures = new URL('./fixtures/diff/', import.meta.url);

const filesOf = (folder: URL): readonly InputFile[] =>
  readdirSync(folder).map((file) => ({ file, text: readFileSync(new URL(file, folder), 'utf8') }));

/** The diff of `fixtures/diff/<name>/{base,head}`. */
export const fixtureDiff = (name: string): AnalysisDiff =>
  diffOf(filesOf(new URL(`${name}/base/`, fixtures)), filesOf(new URL(`${name}/head/`, fixtures)));

export const diffOf = (base: readonly InputFile[], head: readonly InputFile[]): AnalysisDiff =>
  diffAnalyses(analyze(base, releaseOf('1.36')), analyze(head, releaseOf('1.36')));
