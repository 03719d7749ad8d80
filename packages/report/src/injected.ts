import type { Injected, Inventory } from '@outrider/core';
import { visible } from './escape/visible.ts';
import { plural } from './plural.ts';

/** What a mesh is taken to do with a workload, as data. */
export const injectedJson = ({ mesh, native, because, containers }: Injected): object => ({
  mesh,
  native,
  because,
  containers,
});

/** How many workloads were judged as a mesh will make them, and why: a line a reason. */
export function injectedText({ workloads }: Inventory): readonly string[] {
  const counts = new Map<string, number>();
  for (const { workload } of workloads) {
    if (workload.injected === undefined) continue;
    const { mesh, native, because } = workload.injected;
    const how = `${mesh} will inject ${native ? 'its native sidecar' : 'its proxy as a regular container'}: ${because}`;
    counts.set(how, (counts.get(how) ?? 0) + 1);
  }
  return [...counts].map(([how, count]) => visible(`${plural(count, 'workload')} as ${how}.`));
}
