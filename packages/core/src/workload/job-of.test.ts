import { describe, expect, it } from 'vitest';
import { releaseOf } from '../kubernetes/release.ts';
import { readManifests } from '../manifest/read-manifests.ts';
import { jobOf } from './job-of.ts';
import { toWorkloads } from './to-workloads.ts';

const release = releaseOf('1.36');

function jobIn(text: string) {
  const [workload] = readManifests('a', text).objects.flatMap((object) => toWorkloads(object, release));
  if (workload === undefined) throw new Error('No workload');
  return jobOf(workload, release);
}

describe('jobOf', () => {
  it.each([
    ['a Job', 'apiVersion: batch/v1\nkind: Job\nspec: { completions: 3, backoffLimit: "x" }', 3],
    [
      'a CronJob',
      'apiVersion: batch/v1\nkind: CronJob\nspec: { jobTemplate: { spec: { completions: 2 } } }',
      2,
    ],
    ['a Job without a spec', 'apiVersion: batch/v1\nkind: Job', 1],
  ])('reads and defaults %s; what has the wrong type is absent', (_, text, completions) => {
    expect(jobIn(text)).toMatchObject({ completions, backoffLimit: 6 });
  });

  it('is nothing for another workload', () => {
    expect(jobIn('apiVersion: v1\nkind: Pod\nspec: { containers: [] }')).toBeUndefined();
  });
});
