/** Where the simulator and a real kubelet part on one Pod. */
import type { Release } from '../packages/core/src/index.ts';
import {
  nodes,
  partings,
  type SeenEvent,
  unexpectedStatus,
} from '../packages/core/test/kubelet-agreement.ts';
import type { Life } from './generate/life.ts';
import { scenarioOf } from './life-scenario.ts';

/** What a busy machine and the stand-in runtime add (seconds). */
const SLACK = 1.6;

export function differencesOfLife(
  one: Life & { readonly id: string },
  seen: readonly SeenEvent[],
  release: Release,
  seconds: number,
): readonly string[] {
  const pod = { metadata: { name: one.id }, spec: one.pod.spec };
  const runs = nodes({ pod, scenario: scenarioOf(one, seconds), release });
  const status = unexpectedStatus(runs, seen, SLACK);
  return [...partings(runs, seen, SLACK), ...(status === null ? [] : [`status ${status}`])];
}
