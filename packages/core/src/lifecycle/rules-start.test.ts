import { describe, expect, it } from 'vitest';
import { type Asked, eventTexts, lines, play } from '../../test/lifecycle-play.ts';

type Case = readonly [rule: string, pod: string, asked: Asked, lines: readonly string[]];

const TABLE: readonly Case[] = [
  [
    'L-010: a sidecar that is not started does not keep the rest of the sync from starting',
    'init: [sc*(run 2 -> 1), i(run 4 -> 0)], main: [main]',
    { untilSeconds: 5 },
    [
      '0 | START sc#0 | START i#0',
      '2 | EXIT sc#0 1 | START sc#1',
      '4 | EXIT i#0 0 | EXIT sc#1 1 | EV BackOff sc | START main#0 | EV BackOff sc',
    ],
  ],
  [
    'L-010: nothing comes after an init container that cannot be started',
    'init: [sc*, i(image missing)], main: [main]',
    { untilSeconds: 5 },
    ['0 | START sc#0 | EV BackOff i'],
  ],
  [
    'L-016: regular containers start one after the other: the pull and the hook of one delay the next',
    'main: [a(postStart 2 s: ok), b]',
    { untilSeconds: 9, runs: { a: { pull: 3000 } } },
    ['3 | START a#0 | POSTSTART a#0 begin', '5 | POSTSTART a#0 ok | START b#0'],
  ],
  [
    'L-016: a regular container that fails to start does not stop the others',
    'main: [a(image missing), b]',
    { untilSeconds: 5 },
    ['0 | START b#0 | EV BackOff a'],
  ],
  [
    'L-018: the kills of a sync come before its starts',
    'init: [sc*(liveness: failureThreshold 1, fails from 1; stops in 3 s -> 0)], main: [main(run 10 -> 0)]',
    { untilSeconds: 14 },
    ['0 | START sc#0 | START main#0', '10 | EXIT main#0 0', '13 | EXIT sc#0 0 | START sc#1 | START main#1'],
  ],
  [
    'L-019: in one sync init containers start by index, restarts and the next new one together, then the others',
    'init: [s*(run 4 -> 1, forever), i(run 4 -> 0), t*], main: [a, b]',
    { untilSeconds: 5 },
    [
      '0 | START s#0 | START i#0',
      '4 | EXIT s#0 1 | EXIT i#0 0 | START s#1 | START t#0 | START a#0 | START b#0',
    ],
  ],
  [
    'L-030: a hook blocks the only worker of the Pod: what happens meanwhile waits for it',
    'init: [sc*(run 3 -> 1, forever)], main: [main(postStart 10 s: ok)]',
    { untilSeconds: 20 },
    [
      '0 | START sc#0 | START main#0 | POSTSTART main#0 begin',
      '3 | EXIT sc#0 1',
      '10 | POSTSTART main#0 ok | START sc#1',
    ],
  ],
  [
    'L-031: at one instant all exits come first, then one sync for them',
    'main: [a(run 5 -> 1, forever), b(run 5 -> 1, forever)]',
    { untilSeconds: 6 },
    ['0 | START a#0 | START b#0', '5 | EXIT a#0 1 | EXIT b#0 1 | START a#1 | START b#1'],
  ],
  [
    'L-057: a kill whose restart is refused backs off twice, and starts again at its end and the wait',
    'init: [sc*(startup: period 2, failureThreshold 1, never passes; stops in 1 s -> 0)], main: [main]',
    { untilSeconds: 18 },
    [
      '0 | START sc#0',
      '3 | EXIT sc#0 0 | START sc#1',
      '5 | EXIT sc#1 0 | START sc#2',
      '7 | EXIT sc#2 0 | EV BackOff sc | EV BackOff sc',
      '17 | START sc#3',
    ],
  ],
  [
    'L-058: each container has a back-off of its own',
    'init: [s*(run 2 -> 1, 2 -> 1, forever), t*(run 5 -> 1, forever)], main: [main]',
    { untilSeconds: 15 },
    [
      '0 | START s#0 | START t#0 | START main#0',
      '2 | EXIT s#0 1 | START s#1',
      '4 | EXIT s#1 1 | EV BackOff s',
      '5 | EXIT t#0 1 | EV BackOff s | START t#1 | EV BackOff s',
      '14 | START s#2',
    ],
  ],
  [
    'L-232: what was a sidecar and lost its restartPolicy blocks the Pod for ever',
    'init: [sc(run forever)], main: [main]',
    { untilSeconds: 3000 },
    ['0 | START sc#0'],
  ],
];

describe('starts', () => {
  it.each(TABLE)('%s', (_rule, pod, asked, expected) => {
    expect(lines(play(pod, asked), /^(START|EXIT|POSTSTART|EV BackOff)/)).toEqual(expected);
  });

  it('L-007: a start is pull, create, start, postStart', () => {
    const run = play('main: [a(postStart 2 s: ok)]', { untilSeconds: 9, runs: { a: { pull: 1000 } } });
    const order = run.timeline.flatMap((entry) =>
      entry.event === 'PodStatus' ? [] : [entry.event === 'KubernetesEvent' ? entry.reason : entry.event],
    );
    expect(order).toEqual([
      'Pulling',
      'Pulled',
      'Created',
      'Started',
      'Started',
      'PostStartStarted',
      'PostStartFinished',
    ]);
  });

  it('L-007: the back-off is asked before the image: a refused start pulls nothing', () => {
    const run = play('main: [a(run 2 -> 1)]', { untilSeconds: 5 });
    expect(eventTexts(run).filter((line) => line.startsWith('4 '))).toEqual([
      '4 Warning BackOff a: Back-off restarting failed container a in pod p_default(u)',
    ]);
  });

  it.each([0, 1])('L-052: a sidecar that exits with %i backs off like any other', (exitCode) => {
    const run = play('init: [sc*(run 2 -> 1)], main: [main]', { runs: { sc: { for: 2000, exitCode } } });
    expect(lines(run, /^START sc/)).toEqual([
      '0 | START sc#0',
      '2 | START sc#1',
      '14 | START sc#2',
      '36 | START sc#3',
    ]);
  });

  it.each([
    ['PostStartHookError', 'init: [sc*(postStart 1 s: fail)], main: [main]', 1],
    ['CrashLoopBackOff', 'init: [sc*(run 2 -> 1)], main: [main]', 4],
    ['ErrImagePull', 'init: [sc*(image missing)], main: [main]', 0],
    ['ImagePullBackOff', 'init: [sc*(image missing)], main: [main]', 0],
  ])('L-015: a start that failed leaves the container waiting with %s', (reason, pod, atSeconds) => {
    const [first] = lines(play(pod, { untilSeconds: 9 }), new RegExp(`^ST .*Init:${reason} `));
    expect(first).toMatch(new RegExp(`^${atSeconds} `));
  });

  it.each([
    ['a crash', 'init: [sc*(run 2 -> 1, forever)], main: [main]', 1],
    [
      'a kill for a probe',
      'init: [sc*(liveness: period 3, failureThreshold 1, fails during [1,4) in run 0)], main: [main]',
      1,
    ],
    ['a failed hook', 'init: [sc*(postStart 1 s: fail, then ok)], main: [main]', 1],
    ['nothing for failed pulls', 'init: [sc*(image missing)], main: [main]', 0],
    ['nothing for refused back-offs', 'init: [sc*(run 2 -> 1)], main: [a(run 5 -> 0)]', 1],
  ])('L-059: restartCount counts instances: %s', (_what, pod, count) => {
    expect(play(pod, { untilSeconds: 9 }).pod.containers[0]?.restartCount).toBe(count);
  });
});
