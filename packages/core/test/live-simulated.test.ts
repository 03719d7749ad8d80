import { describe, expect, it } from 'vitest';
import type { TimelineEvent } from '../src/lifecycle/timeline.ts';
import { explainPods } from '../src/live/explain-pods.ts';
import type { PodExplanation } from '../src/live/explanation.ts';
import { readManifests } from '../src/manifest/read-manifests.ts';
import { GOLDEN, MORE, runGolden, settingsOf } from './lifecycle-golden.ts';
import { readFixture } from './lifecycle-notation.ts';
import { podAt } from './live-status.ts';

interface Moment {
  readonly at: string;
  readonly explanation: PodExplanation;
  readonly later: readonly TimelineEvent[];
}

/** S55 and S56 are of kubelets that know no sidecars; what becomes of a lost sandbox or of removed containers no timeline says. */
const LEFT_OUT = ['S55', 'S56'];
const LOSES = ['SandboxLost', 'Removed', 'Rejected'];

/**
 * Every shared scenario at every minor, explained at each status and, since a start alone may change none of kubectl's
 * columns, behind each start; and what the simulator does from then on.
 */
const MOMENTS: readonly Moment[] = [...GOLDEN, ...MORE]
  .filter(({ id }) => !LEFT_OUT.includes(id))
  .flatMap((golden) =>
    settingsOf(golden).flatMap((setting) => {
      const { timeline } = runGolden(golden, setting);
      if (timeline.some(({ event }) => LOSES.includes(event))) return [];
      const { spec } = readFixture(golden.pod, golden.timeline);
      return timeline.flatMap((entry, index) => {
        const status = timeline.slice(0, index + 1).findLast(({ event }) => event === 'PodStatus');
        if (status?.event !== 'PodStatus' || !['PodStatus', 'Started'].includes(entry.event)) return [];
        const text = JSON.stringify(podAt(spec, status, timeline.slice(0, index + 1)));
        const [explanation] = explainPods(readManifests('-', text).objects, {
          release: setting.release,
        }).pods;
        if (explanation === undefined) throw new Error(`${golden.id}: no status`);
        const at = `${golden.id} at ${setting.version}, ${entry.atSeconds} s`;
        return [{ at, explanation, later: timeline.slice(index + 1) }];
      });
    }),
  );

const HAPPENINGS = [
  'Started',
  'Exited',
  'SignalSent',
  'PreStopStarted',
  'DeleteRequested',
  'CompletionKill',
  'TerminationStarted',
];

/** The first thing that happens to a container or to the Pod. */
const next = ({ later }: Moment): TimelineEvent | undefined =>
  later.find(({ event }) => HAPPENINGS.includes(event));

/** Containers started behind an event, before anything else happens. */
function startedBehind({ later }: Moment, from: TimelineEvent): readonly string[] {
  const happenings = later.slice(later.indexOf(from) + 1).filter(({ event }) => HAPPENINGS.includes(event));
  const end = happenings.findIndex(({ event }) => event !== 'Started');
  return (end < 0 ? happenings : happenings.slice(0, end)).flatMap((event) =>
    event.event === 'Started' ? [event.container] : [],
  );
}

describe('what is explained of simulated Pods is what the simulator does', () => {
  it('looks at many', () => {
    expect(MOMENTS.length).toBeGreaterThan(1_000);
  });

  it('what is to be started next is started next', () => {
    const seen = MOMENTS.flatMap((moment) => {
      const { waitsFor, containersWaitedFor } = moment.explanation;
      const happening = next(moment);
      if (waitsFor !== 'start' || happening?.event !== 'Started') return [];
      return [{ at: moment.at, said: containersWaitedFor[0], did: happening.container }];
    });
    expect(seen.length).toBeGreaterThan(300);
    expect(seen.filter(({ said, did }) => said !== did)).toEqual([]);
  });

  it('what an init container that exits with 0 lets start is started', () => {
    const seen = MOMENTS.flatMap((moment) => {
      const said = moment.explanation.next.find(({ when }) => when === 'if it exits with 0');
      const happening = next(moment);
      const [waited] = moment.explanation.containersWaitedFor;
      if (said === undefined || happening?.event !== 'Exited') return [];
      if (happening.container !== waited || happening.exitCode !== 0) return [];
      return [{ at: moment.at, said: said.starts, did: startedBehind(moment, happening) }];
    });
    expect(seen.filter(({ did }) => did.length > 0).length).toBeGreaterThan(30);
    // Statuses in between cut nothing off: all that was foreseen is begun, one after the other.
    for (const { at, said, did } of seen)
      expect([at, ...did.slice(0, said.length)]).toEqual([at, ...said.slice(0, did.length)]);
  });

  it('a startup probe that succeeds lets start what was said', () => {
    const seen = MOMENTS.flatMap((moment) => {
      const said = moment.explanation.next.find(({ when }) => when === 'if the probe succeeds');
      const [waited] = moment.explanation.containersWaitedFor;
      const result = moment.later.find(
        (event) =>
          HAPPENINGS.includes(event.event) || (event.event === 'ProbeResult' && event.probe === 'startup'),
      );
      if (said === undefined || result?.event !== 'ProbeResult' || result.result !== 'Success') return [];
      if (result.container !== waited) return [];
      return [{ at: moment.at, said: said.starts, did: startedBehind(moment, result) }];
    });
    expect(seen.filter(({ did }) => did.length > 0).length).toBeGreaterThan(5);
    for (const { at, said, did } of seen)
      expect([at, ...did.slice(0, said.length)]).toEqual([at, ...said.slice(0, did.length)]);
  });

  it('signals go out in the order that was said', () => {
    let seen = 0;
    for (const { at, explanation, later } of MOMENTS) {
      if (explanation.stopOrder.length < 2) continue;
      const signal = (container: string): number =>
        later.find((event) => event.event === 'SignalSent' && event.container === container)?.atSeconds ??
        Infinity;
      const times = explanation.stopOrder.map((wave) => wave.map(signal).filter(Number.isFinite));
      times.slice(1).forEach((wave, index) => {
        const before = times[index] ?? [];
        if (wave.length === 0 || before.length === 0) return;
        seen++;
        expect(Math.max(...before), at).toBeLessThanOrEqual(Math.min(...wave));
      });
    }
    expect(seen).toBeGreaterThan(100);
  });

  it('nothing starts where nothing is waited for, or all is over', () => {
    const wrong = MOMENTS.flatMap((moment) => {
      const { waitsFor } = moment.explanation;
      const happening = next(moment);
      const calm = waitsFor === 'nothing' || waitsFor === 'sidecars';
      return calm && happening?.event === 'Started' ? [`${moment.at}: ${happening.container}`] : [];
    });
    expect(wrong).toEqual([]);
  });

  it('what is waited for to restart is what restarts', () => {
    const seen = MOMENTS.flatMap((moment) => {
      const { waitsFor, containersWaitedFor } = moment.explanation;
      const happening = next(moment);
      if (waitsFor !== 'restart' || happening?.event !== 'Started') return [];
      return [
        { at: moment.at, waited: containersWaitedFor, did: happening.container, all: moment.explanation },
      ];
    });
    expect(seen.length).toBeGreaterThan(100);
    // Several may be down: the one that starts is among those that the explanation has down.
    for (const { at, did, all } of seen) {
      const down = all.containers.filter(({ state }) => state !== 'running').map(({ name }) => name);
      expect(down, at).toContain(did);
    }
  });
});
