import { describe, expect, it } from 'vitest';
import { eventTexts, lines, play } from '../../../test/lifecycle-play.ts';

const items = /^(START|EXIT|TERM |PRESTOP|EV Killing|EV FailedPreStopHook)/;
const fails = 'liveness: period 5, failureThreshold 1, fails from 4 s in run 0';

describe('several kills of one sync', () => {
  it('come one after another, in spec order, and all before the starts (L-030, L-031, L-018)', () => {
    const run = play(
      `init: [s*(${fails}; preStop sleep 2; stops in 1 s -> 0), t*(${fails}; preStop sleep 3; stops in 1 s -> 0)], main: [main]`,
      { untilSeconds: 30 },
    );
    expect(lines(run, items).slice(1)).toEqual([
      '5 | EV Killing s "Init container s failed liveness probe" | PRESTOP s#0 begin',
      '7 | PRESTOP s#0 end | TERM s#0 (28)',
      '8 | EXIT s#0 0 | EV Killing t "Init container t failed liveness probe" | PRESTOP t#0 begin',
      '11 | PRESTOP t#0 end | TERM t#0 (27)',
      '12 | EXIT t#0 0 | START s#1 | START t#1',
    ]);
  });

  it('give each the whole of its own grace period (L-150)', () => {
    const ignores = `${fails}, tgps 4; ignores TERM`;
    const run = play(`main: [a(${ignores}), b(${ignores}), c]`, { untilSeconds: 19 });
    expect(lines(run, /^(TERM |KILL |START)/).slice(1)).toEqual([
      '5 | TERM a#0 (4)',
      '9 | KILL a#0 | TERM b#0 (4)',
      '13 | KILL b#0 | START a#1 | START b#1',
    ]);
  });

  it('keep waiting whatever else that sync starts, sidecars and regular containers alike (L-018, L-019)', () => {
    const run = play(
      `init: [s*(${fails}; stops in 3 s -> 0), t*(run 5 -> 1, forever)], main: [a(${fails}; stops in 2 s -> 0), b(run 5 -> 1, forever), c]`,
      { untilSeconds: 30 },
    );
    expect(lines(run, /^(TERM |EXIT|START)/).slice(1)).toEqual([
      '5 | EXIT t#0 1 | EXIT b#0 1 | TERM s#0 (30)',
      '8 | EXIT s#0 0 | TERM a#0 (30)',
      '10 | EXIT a#0 0 | START s#1 | START t#1 | START a#1 | START b#1',
    ]);
  });

  it('leave what ends meanwhile to the next sync, which begins when they are done (L-030)', () => {
    const run = play(
      `init: [s*(${fails}; stops in 3 s -> 0)], main: [a(${fails}; stops in 2 s -> 0), b(run 6 -> 1, forever)]`,
      { untilSeconds: 30 },
    );
    expect(lines(run, /^(TERM |EXIT|START)/).slice(1)).toEqual([
      '5 | TERM s#0 (30)',
      '6 | EXIT b#0 1',
      '8 | EXIT s#0 0 | TERM a#0 (30)',
      '10 | EXIT a#0 0 | START s#1 | START a#1 | START b#1',
    ]);
  });

  it('reach a container that has ended before its turn: its event and its hook, but no signal (L-031, L-131)', () => {
    const run = play(
      `init: [s*(${fails}; stops in 3 s -> 0)], main: [a(${fails}; run 7 -> 1, forever; preStop exec 1), b]`,
      { untilSeconds: 30 },
    );
    expect(lines(run, items).slice(1)).toEqual([
      '5 | EV Killing s "Init container s failed liveness probe" | TERM s#0 (30)',
      '7 | EXIT a#0 1',
      '8 | EXIT s#0 0 | EV Killing a "Container a failed liveness probe, will be restarted" | PRESTOP a#0 begin | PRESTOP a#0 end | EV FailedPreStopHook a | START s#1 | START a#1',
    ]);
  });

  it('finish before a deletion that arrives meanwhile, and their starts too (L-140)', () => {
    const run = play(
      `init: [s*(${fails}; stops in 3 s -> 0)], main: [a(${fails}; stops in 2 s -> 0), b(stops in 1 s -> 0)]`,
      { untilSeconds: 60, pod: { deleteAt: 6000 } },
    );
    expect(lines(run, /^(DELETE|TERMINATING|TERM |START)/).slice(1)).toEqual([
      '5 | TERM s#0 (30)',
      '6 | DELETE (30)',
      '8 | TERM a#0 (30)',
      '10 | START s#1 | START a#1 | TERMINATING (30) | TERM a#1 (30) | TERM b#0 (30)',
      '12 | TERM s#1 (28)',
    ]);
  });

  it('of RestartAllContainers reach what has ended before its turn as well (L-066)', () => {
    const rules = 'restartPolicy Never, rule In [88] RestartAllContainers';
    const run = play(`main: [a(run 5 -> 88, forever; ${rules}), b(ignores TERM), c(run 6 -> 1, forever)]`, {
      untilSeconds: 9,
    });
    expect(eventTexts(run, /Killing/)).toEqual([
      '5 Normal Killing b: killing',
      '7 Normal Killing c: killing',
    ]);
  });

  it('come in any order on a node: a late one may have them the other way round (L-031)', () => {
    const pod = `init: [s*(${fails}; stops in 3 s -> 0), t*(${fails}; stops in 3 s -> 0)], main: [main]`;
    const run = play(pod, { untilSeconds: 30, timing: 'node' });
    const [first] = run.timeline.filter((entry) => entry.event === 'SignalSent');
    expect(first).toMatchObject({ container: 's', atSeconds: 5 });
    expect(first?.latestAtSeconds).toBeGreaterThanOrEqual(8);
  });
});
