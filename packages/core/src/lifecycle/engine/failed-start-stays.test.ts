import { expect, it } from 'vitest';
import { lines, play } from '../../../test/lifecycle-play.ts';

const statuses = (pod: string, asked: Parameters<typeof play>[1]): readonly string[] =>
  lines(play(pod, asked), /^(ST |START)/);

it('keeps CrashLoopBackOff of a container that RestartAllContainers has removed (L-068, L-181)', () => {
  const pod =
    'init: [setup(run 2 -> 0), watch*(run 12 -> 88, then forever; rule In [88] RestartAllContainers)], main: [main(run 4 -> 1)]';
  const items = statuses(pod, { untilSeconds: 15 });
  expect(items.at(-1)).toBe(
    '14 | ST Running 0/2 CrashLoopBackOff [I] | ST Running 0/2 CrashLoopBackOff [I] | START setup#1 | ST Pending 0/2 CrashLoopBackOff [I]',
  );
});

it('keeps it through a new sandbox until the container starts (L-029)', () => {
  const pod = 'init: [setup(run 5 -> 0), sc*(run 3 -> 1)], main: [main]';
  const items = statuses(pod, { untilSeconds: 14, pod: { sandboxLostAt: 13_000 } });
  expect(items.at(-1)).toContain('START setup#1 | ST Pending 0/2 Error [I]');
});
