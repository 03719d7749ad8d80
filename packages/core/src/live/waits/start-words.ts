import type { LiveContainer } from '../live-pod.ts';
import type { Future } from '../next-starts.ts';
import { count, label, names } from '../words.ts';

/** `the kubelet starts sidecar "logs" (initContainers[1])`; `null` where nothing is started. */
export function startWords({ starts }: Future): string | null {
  const [first, ...more] = starts;
  if (first === undefined) return null;
  if (more.length === 0) return `the kubelet starts ${label(first)}`;
  const all = starts.map(({ plan }) => plan.name);
  return `the kubelet starts ${count(all.length, kindWord(starts))}, one after the other: ${names(all)}`;
}

const kindWord = (starts: readonly LiveContainer[]): string =>
  starts.every(({ plan }) => plan.role === 'regular') ? 'regular container' : 'container';

/** What `starts` of it waits for: `once its startupProbe has succeeded` (L-003). */
export const onceStarted = ({ plan }: LiveContainer): string => {
  if (plan.role === 'init') return 'once it has exited with 0';
  return plan.probes.some(({ type }) => type === 'startup')
    ? 'once its startupProbe has succeeded'
    : 'once it runs';
};
