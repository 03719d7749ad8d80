import { describe, expect, it } from 'vitest';
import { lines, play } from '../../../test/lifecycle-play.ts';
import { always } from '../kubelet/reactions.ts';

describe('on a node', () => {
  it('a sync that waits for a newer look is still a sync when the Pod is deleted meanwhile (L-140)', () => {
    const pod =
      'main: [a(run 5 -> 1, forever), b(run 5.6 -> 1, forever; stops in 1 s -> 0), c(run 5.2 -> 1, forever)]';
    const run = play(pod, { at: '1.35', late: always(0.5), pod: { deleteAt: 5900 }, untilSeconds: 30 });
    expect(lines(run, /^(EXIT|START|DELETE|TERMINATING)/).slice(1, -1)).toEqual([
      '5 | EXIT a#0 1',
      '5.2 | EXIT c#0 1',
      '5.5 | START a#1 | START c#1',
      '5.6 | EXIT b#0 1',
      '5.9 | DELETE (30)',
      '6 | START b#1',
      '6.5 | TERMINATING (30) | EXIT a#1 143 | EXIT c#1 143',
    ]);
  });

  it('a probe whose worker has ended with the terminal phase counts as none (L-093, L-094)', () => {
    const pod =
      'activeDeadlineSeconds: 20, init: [s*(run 18.7 -> 1, forever), t*(startup: period 1, failureThreshold 99, never passes; stops in 3 s -> 0)], main: [main]';
    const run = play(pod, { late: always(0.9), untilSeconds: 60 });
    expect(lines(run, /^(EXIT|ST|EV Deadline|TERMINATING)/).slice(2, 5)).toEqual([
      '19.6 | ST Pending 0/3 Init:Error [] | START s#1 | ST Pending 1/3 Init:1/2 []',
      '20.5 | EV DeadlineExceeded',
      '21.4 | ST Pending 2/3 PodInitializing [I]',
    ]);
  });

  it('whether the API shows the Pod as initialized when the last end was noticed decides how mains end (L-145)', () => {
    const pod = 'init: [s*(stops in 4 s -> 0), t*(postStart 20 s: ok; stops at once)], main: [main]';
    const deleted = { at: '1.36', pod: { deleteAt: 10_000 }, untilSeconds: 60 } as const;
    const mainOf = ({ pod: { containers } }: ReturnType<typeof play>): unknown => containers.at(-1);
    expect(mainOf(play(pod, deleted))).toMatchObject({ reason: 'ContainerStatusUnknown', exitCode: 137 });
    expect(mainOf(play(pod, { ...deleted, late: always(0.9) }))).toMatchObject({ state: 'terminated' });
    const quick = pod.replace('stops in 4 s', 'stops in 0.5 s');
    expect(mainOf(play(quick, { ...deleted, late: always(0.9) }))).toMatchObject({ state: 'waiting' });
  });
});
