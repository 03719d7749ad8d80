import type { RunContext } from '../event.ts';
import type { AskMergeBase } from '../git/commits.ts';
import type { Inputs } from '../inputs/diff-inputs.ts';
import type { Places } from './folder-side.ts';
import { foldersOf } from './folders.ts';
import { committedManifests } from './manifests.ts';
import { renderedManifests } from './rendered.ts';
import type { Sides } from './side.ts';

/** What reading both sides needs of the world. */
export interface Surroundings {
  readonly places: Places;
  readonly temporary: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly askMergeBase: AskMergeBase;
  readonly print: (text: string) => void;
}

/** Both sides, from wherever the inputs say. */
export function sidesOf(inputs: Inputs, run: RunContext, around: Surroundings): Promise<Sides> {
  const { source } = inputs;
  switch (source.kind) {
    case 'manifests':
      return committedManifests(source.globs, inputs, run, around);
    case 'folders':
      return foldersOf(source.basePath, source.headPath, inputs, run, around);
    case 'render':
      return renderedManifests(source.script, inputs, run, around);
  }
}
