import type { Workload } from './workload.ts';

/** Where a path of the Pod (`spec.initContainers[0].image`) stands in the object that holds it. */
export function pathInObject(workload: Pick<Workload, 'podPath' | 'specPath'>, path: string): string {
  if (path === 'spec' || path.startsWith('spec.')) return workload.specPath + path.slice('spec'.length);
  if (path === '' || workload.podPath === '') return workload.podPath + path;
  return `${workload.podPath}.${path}`;
}
