import { describe, expect, it } from 'vitest';
import { lines, play } from '../../../test/lifecycle-play.ts';
import type { KubernetesVersion } from '../../kubernetes/version.ts';

/** Started at 4, killed for its liveness probe at 12, and back 3 s later, between two ticks of its startup probe. */
const POD =
  'init: [sc*], main: [main(startup: period 4; liveness: period 6, failureThreshold 1, fails during [9,13) in run 0; stops in 3 s -> 0)]';

describe('a container that a probe had restarted (L-093)', () => {
  it.each<readonly [KubernetesVersion, readonly string[]]>([
    [
      '1.34',
      [
        '12 | PROBE main#0 liveness=Failure',
        '15 | EXIT main#0 0 | START main#1 | ST Running 1/2 Running [I]',
        '16 | PROBE main#1 startup=Success | ST Running 2/2 Running [RI]',
      ],
    ],
    [
      '1.35',
      [
        '12 | PROBE main#0 liveness=Failure',
        '15 | EXIT main#0 0 | START main#1',
        '16 | ST Running 1/2 Running [I]',
        '20 | PROBE main#1 startup=Success | ST Running 2/2 Running [RI]',
      ],
    ],
  ])(
    'keeps `started` until the startup worker has met the new instance from 1.35 on (%s)',
    (at, expected) => {
      const run = play(POD, { at, untilSeconds: 24 });
      const items = lines(run, /^(PROBE|ST |START|EXIT)/).filter((line) => Number.parseFloat(line) >= 12);
      expect(items).toEqual(expected);
    },
  );

  it('does not after a crash, whose status says that it is not started', () => {
    const pod = 'init: [sc*], main: [main(startup: period 4; run 9 -> 1, then forever)]';
    const run = play(pod, { at: '1.36', untilSeconds: 13 });
    expect(lines(run, /^(PROBE|ST Running)/).slice(-2)).toEqual([
      '9 | ST Running 1/2 Error [I] | ST Running 1/2 Running [I]',
      '12 | PROBE main#1 startup=Success | ST Running 2/2 Running [RI]',
    ]);
  });
});
