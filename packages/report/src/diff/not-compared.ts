import type { AnalysisDiff, OtherObjects } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { plural } from '../plural.ts';
import { kindWords, shortName } from './identity.ts';
import { name, type Words } from './words.ts';

/** What of the input the report says nothing of, and why, one sentence each. */
export function notComparedWords(diff: AnalysisDiff): readonly Words[] {
  const { notCompared, otherObjects, unread } = diff;
  return [
    ...notCompared.map(
      ({ identity, source, reason }): Words => [
        ...kindWords(identity),
        ' ',
        name(shortName(identity)),
        ': ',
        ...reasonWords(reason, source.file),
      ],
    ),
    ...otherObjects.flatMap(otherWords),
    ...unread.skipped.map(({ path, reason }): Words => [name(path), `: ${reason}`]),
    ...(unread.equalFiles > 0
      ? [[`${plural(unread.equalFiles, 'file')}, the same on both sides`] as Words]
      : []),
  ];
}

/** The file's name is the only part of a reason that is not ours. */
const reasonWords = (reason: string, file: string): Words =>
  reason.startsWith(file) ? [name(file), reason.slice(file.length)] : [name(clip(reason, 300))];

/** Kinds of which no object differs are nothing to tell. */
function otherWords({ apiVersion, kind, added, removed, changed }: OtherObjects): readonly Words[] {
  const counts = [
    ...(changed > 0 ? [`${changed} changed`] : []),
    ...(added > 0 ? [`${added} added`] : []),
    ...(removed > 0 ? [`${removed} removed`] : []),
  ];
  if (counts.length === 0) return [];
  const what =
    kind === '' ? ['objects without a kind'] : kindWords({ apiVersion, kind, namespace: null, name: '' });
  return [[...what, `: ${counts.join(', ')} (only Pods and findings are compared)`]];
}
