import type { FieldChange, WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { visible } from '../escape/visible.ts';
import { containerEvents } from './sidecar-words.ts';
import { wordsText } from './words.ts';

const SIGN: Readonly<Record<FieldChange['kind'], string>> = { added: '+', removed: '-', changed: '!' };

/** Every change of the object as one line of a `diff` block: `! migrate.resources.requests.cpu: 500m → 1`. */
export const fieldLines = (workload: WorkloadDiff): readonly string[] => [
  ...containerEvents(workload.pod).map((words) => `! ${wordsText(words)}`),
  ...changedFields(workload),
];

/** The same without what happened to whole containers. */
export function changedFields({ pod, object }: WorkloadDiff): readonly string[] {
  const fields = pod.flatMap((change) =>
    change.change === 'field'
      ? [fieldLine(change, change.container === null ? 'Pod ' : `${change.container}.`)]
      : [],
  );
  return [...fields, ...object.map((change) => fieldLine(change, ''))];
}

function fieldLine({ path, kind, before, after }: FieldChange, owner: string): string {
  const values = kind === 'changed' ? [before, after] : [before ?? after];
  const told = values.every((value) => value !== null) ? `: ${values.join(' → ')}` : '';
  return `${SIGN[kind]} ${clip(visible(`${owner}${path}${told}`), 300)}`;
}
