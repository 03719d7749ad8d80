import type { LocatedFinding, Source } from '../finding.ts';
import type { Workload } from '../workload/workload.ts';

/** An object by its place: what an edit does not change. */
export const objectKey = ({ file, document, item }: Source): string => JSON.stringify([file, document, item]);

/** A Pod or template by its place. */
export const workloadKey = ({ source, podPath }: Pick<Workload, 'source' | 'podPath'>): string =>
  JSON.stringify([objectKey(source), podPath]);

/** Whether a finding is about a workload: one of several templates of an object has those below it. */
export const isAbout = (
  { source, path }: LocatedFinding,
  { podPath, ...workload }: Pick<Workload, 'source' | 'podPath' | 'kind'>,
): boolean =>
  objectKey(source) === objectKey(workload.source) &&
  (workload.kind !== 'Custom' || podPath === '' || path === podPath || path.startsWith(`${podPath}.`));
