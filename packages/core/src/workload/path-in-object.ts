import type { Workload } from './workload.ts';

/**
 * Where a path of the Pod (`spec.initContainers[0].image`) stands in the object that holds it. What a mesh will have
 * put into the Pod stands nowhere: its place is the Pod's spec.
 */
export function pathInObject(
  workload: Pick<Workload, 'podPath' | 'specPath'> & Partial<Workload>,
  podsPath: string,
): string {
  const { podPath, specPath } = workload;
  const path = asWritten(workload, podsPath);
  if (path === 'spec' || path.startsWith('spec.')) return specPath + path.slice('spec'.length);
  if (path === '' || podPath === '') return podPath + path;
  return `${podPath}.${path}`;
}

/** Whether a path leads into a container that the manifest does not have. */
export const isInInjected = (workload: Partial<Workload>, path: string): boolean =>
  workload.injected !== undefined && path !== 'spec' && asWritten(workload, path) === 'spec';

const CONTAINER = /^spec\.(initContainers|containers)\[(\d+)\]/;

/** The same path in the Pod that the manifest has. */
function asWritten(workload: Partial<Workload>, path: string): string {
  const { injected } = workload;
  if (injected === undefined) return path;
  const [start, list, index] = CONTAINER.exec(path) ?? [];
  if (start === undefined) return path;
  const { pod } = workload;
  const names = (list === 'containers' ? pod?.spec.containers : pod?.spec.initContainers)?.map(
    ({ name }) => name ?? '',
  );
  const isInjected = (name: string): boolean => injected.containers.includes(name);
  const before = (names ?? []).slice(0, Number(index)).filter(isInjected).length;
  if (isInjected(names?.[Number(index)] ?? '')) return 'spec';
  return `spec.${list}[${Number(index) - before}]${path.slice(start.length)}`;
}
