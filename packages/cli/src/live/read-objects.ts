import { type ManifestObject, readManifests, type Unreadable } from '@outrider/core';
import type { Input } from '../input/find-input.ts';
import { readTexts } from '../input/read-texts.ts';
import type { Io } from '../io.ts';
import { withProgress } from '../progress.ts';

export interface Objects {
  readonly objects: readonly ManifestObject[];
  readonly unreadable: readonly Unreadable[];
}

/** The objects of an input as they are written, without a verdict on them. */
export function readObjects(input: Input, io: Io): Objects {
  const failed: Unreadable[] = [];
  const texts = withProgress(readTexts(input, failed), input.sources.length, io);
  const read = Array.from(texts, ({ file, text }) => readManifests(file, text));
  return {
    objects: read.flatMap(({ objects }) => objects),
    unreadable: [...input.unreadable, ...failed, ...read.flatMap(({ unreadable }) => unreadable)],
  };
}
