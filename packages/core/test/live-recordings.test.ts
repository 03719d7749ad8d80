import { describe, expect, it } from 'vitest';
import { readMoment } from '../src/live/moments.ts';
import {
  isStatus,
  type Moment,
  moments,
  RECORDED_VERSIONS,
  type RecordedEvent,
  type RecordedStatus,
} from './live-recordings.ts';

const where = ({ recording, version, status }: Moment): string => `${recording} of ${version} at ${status.t}`;

/** What changes a Pod's course from outside, or ends what a status can foresee. */
const OUTSIDE = ['DeleteRequested', 'ForceDeleted', 'SandboxLost'];

const isEvent = (entry: RecordedStatus | RecordedEvent): entry is RecordedEvent => !isStatus(entry);

/** The first thing that happens to a container or to the Pod behind a status. */
const firstOf = ({ later }: Moment, ...names: readonly string[]): RecordedEvent | undefined =>
  later.filter(isEvent).find(({ event }) => [...names, ...OUTSIDE].includes(event));

/** Containers started behind an event, until another ends or something comes from outside. */
function startedBehind({ later }: Moment, from: RecordedEvent): readonly string[] {
  const events = later.filter(isEvent);
  const behind = events.slice(events.indexOf(from) + 1);
  const end = behind.findIndex(({ event }) =>
    ['Exited', 'PullAttempt', 'SignalSent', 'ContainerRemoved', ...OUTSIDE].includes(event),
  );
  return (end < 0 ? behind : behind.slice(0, end)).flatMap(({ event, container }) =>
    event === 'Started' && container !== undefined ? [container] : [],
  );
}

/** A kill for a probe is under way: what it restarts is started even if the Pod is deleted meanwhile (L-140). */
const isBusyKilling = ({ before }: Moment): boolean =>
  before
    .filter(isEvent)
    .filter(({ event }) => ['PreStopStarted', 'SignalSent'].includes(event))
    .some(
      ({ container, t }) =>
        !before
          .filter(isEvent)
          .some((one) => one.t >= t && one.event === 'Exited' && one.container === container),
    );

/** What was said of `when`, if it holds. */
const saidOf = ({ explanation }: Moment, when: string) => explanation.next.find((one) => one.when === when);

describe.each(RECORDED_VERSIONS)(
  'what is explained of recorded Pods, and what kubelet %s did next',
  (version) => {
    const all = moments(version);

    it('has many of them', () => {
      expect(all.length).toBeGreaterThan(500);
      const kinds = new Set(all.map(({ explanation }) => explanation.waitsFor));
      for (const kind of [
        'kubelet',
        'start',
        'image',
        'completion',
        'startupProbe',
        'restart',
        'readiness',
        'sidecars',
        'stop',
      ])
        expect(kinds, kind).toContain(kind);
    });

    it("shows kubectl's columns as the printer of that minor did", () => {
      const wrong = all
        .map((moment) => {
          const { ready, status, restarts } = moment.explanation;
          const printed = [
            moment.status.ready,
            moment.status.status,
            moment.status.restarts.split(' ')[0],
          ].join();
          return [ready, status, restarts].join() === printed
            ? ''
            : `${where(moment)}: ${ready} ${status} ${restarts} is ${printed}`;
        })
        .filter((text) => text !== '');
      expect(wrong).toEqual([]);
    });

    it('knows what starts when an init container has exited with 0 (L-001, L-020)', () => {
      const seen = all.flatMap((moment) => {
        const [waited] = moment.explanation.containersWaitedFor;
        const said = saidOf(moment, 'if it exits with 0');
        const exit = firstOf(moment, 'Exited', 'Started');
        if (
          said === undefined ||
          exit?.event !== 'Exited' ||
          exit.container !== waited ||
          exit.exitCode !== 0
        )
          return [];
        return [{ at: where(moment), said: said.starts, did: startedBehind(moment, exit) }];
      });
      expect(seen.length).toBeGreaterThan(10);
      // Something may end before all that was foreseen has started.
      for (const { at, said, did } of seen)
        expect([at, ...said.slice(0, did.length)]).toEqual([at, ...did.slice(0, said.length)]);
      expect(seen.filter(({ did }) => did.length > 0).length).toBeGreaterThan(5);
    });

    it('knows whether an init container that fails is started again (L-013)', () => {
      const seen = all.flatMap((moment) => {
        const [waited] = moment.explanation.containersWaitedFor;
        const said = saidOf(moment, 'if it fails');
        const exit = firstOf(moment, 'Exited', 'Started');
        if (
          said === undefined ||
          exit?.event !== 'Exited' ||
          exit.container !== waited ||
          exit.exitCode !== 1
        )
          return [];
        const again = moment.later
          .filter(isEvent)
          .slice(moment.later.filter(isEvent).indexOf(exit))
          .some(({ event, container }) => event === 'Started' && container === waited);
        const cut = moment.later.some(
          (entry) =>
            OUTSIDE.includes(entry.event) ||
            (isStatus(entry) && entry.podStatus['reason'] === 'DeadlineExceeded'),
        );
        const ruled = moment.explanation.next.some(
          ({ rules }) => rules.includes('L-061') || rules.includes('L-066'),
        );
        const failed = moment.later.filter(isStatus).some(({ podStatus }) => podStatus['phase'] === 'Failed');
        // A restart may come after the end of the recording.
        return cut || ruled || again === failed
          ? []
          : [{ at: where(moment), again, said: !said.says.includes('the Pod fails') }];
      });
      expect(seen.length).toBeGreaterThan(2);
      for (const { at, again, said } of seen) expect(`${at}: ${again}`).toBe(`${at}: ${said}`);
    });

    it('knows what starts when a startup probe succeeds (L-003)', () => {
      const seen = all.flatMap((moment) => {
        const said = saidOf(moment, 'if the probe succeeds');
        const started = firstOf(moment, 'Started', 'Exited', 'SignalSent');
        if (said === undefined || started?.event !== 'Started') return [];
        return [{ at: where(moment), said: said.starts[0], did: started.container }];
      });
      expect(seen.length).toBeGreaterThan(5);
      // Others that wait for a restart of their own may come first.
      const other = seen.filter(({ said, did }) => said !== undefined && said !== did);
      expect(other.length / seen.length).toBeLessThan(0.2);
    });

    it('restarts what it says waits for a restart, not before the time it says (L-050)', () => {
      let dated = 0;
      for (const moment of all.filter(({ explanation }) => explanation.waitsFor === 'restart')) {
        const [waited] = moment.explanation.containersWaitedFor;
        // RestartAllContainers removes what waits, and its back-off.
        const again = moment.later
          .filter(isEvent)
          .find(
            ({ event, container, exitCode }) =>
              OUTSIDE.includes(event) || exitCode === 88 || (event === 'Started' && container === waited),
          );
        const { at, atIs } = moment.explanation.headline;
        // A lost sandbox takes along what the status still says of its containers.
        const lost = moment.before.some(({ event }) => event === 'SandboxLost');
        if (again?.event !== 'Started' || at === undefined || atIs !== 'notBefore' || lost) continue;
        dated++;
        const shown = moment.later.filter(isStatus).find(({ t }) => t >= again.t);
        const statuses = [
          ...((shown?.podStatus['initContainerStatuses'] ?? []) as {
            name: string;
            state: { running?: { startedAt: string } };
          }[]),
          ...((shown?.podStatus['containerStatuses'] ?? []) as {
            name: string;
            state: { running?: { startedAt: string } };
          }[]),
        ];
        const startedAt = statuses.find(({ name }) => name === waited)?.state.running?.startedAt;
        if (startedAt === undefined) continue;
        expect(readMoment(startedAt) ?? 0, where(moment)).toBeGreaterThanOrEqual(
          (readMoment(at) ?? 0) - 1000,
        );
      }
      expect(dated).toBeGreaterThan(5);
    });

    it('knows in which order containers are stopped (L-120 to L-129)', () => {
      let ordered = 0;
      for (const moment of all.filter(({ explanation }) => explanation.stopOrder.length > 1)) {
        if (isBusyKilling(moment)) continue;
        const events = moment.later.filter(isEvent);
        const at = (name: string, container: string): number | undefined =>
          events.find((one) => one.event === name && one.container === container)?.t;
        moment.explanation.stopOrder.forEach((wave, index) => {
          for (const container of wave) {
            const signalled = at('SignalSent', container);
            if (signalled === undefined) continue;
            for (const earlier of moment.explanation.stopOrder.slice(0, index).flat()) {
              const before = at('SignalSent', earlier);
              if (before === undefined) continue;
              ordered++;
              // Where the grace period runs out all that wait are signalled at once (L-129).
              expect(before, `${where(moment)}: ${earlier} before ${container}`).toBeLessThanOrEqual(
                signalled + 0.2,
              );
            }
          }
        });
      }
      // 1.28 has no order (L-130).
      if (version !== '1.28') expect(ordered).toBeGreaterThan(5);
    });

    it('starts nothing of a Pod that it says is over or is being stopped (L-146)', () => {
      for (const moment of all) {
        const { outlook, waitsFor } = moment.explanation;
        const over =
          outlook === 'failed' ||
          waitsFor === 'stop' ||
          waitsFor === 'sidecars' ||
          (outlook === 'settled' && ['Succeeded', 'Failed'].includes(moment.explanation.phase));
        // What the kubelet is at when a Pod is deleted it brings to an end (L-140), and that is said to be unknown.
        const begun = !moment.explanation.unknown.some(({ rules }) => rules.includes('L-140'));
        if (!over || !begun || isBusyKilling(moment)) continue;
        const started = moment.later.filter(isEvent).filter(({ event }) => event === 'Started');
        expect(started.map(({ container }) => `${where(moment)} ${container}`)).toEqual([]);
      }
    });

    it('is right that nothing is to come where it says the Pod waits for nothing', () => {
      for (const moment of all.filter(({ explanation }) => explanation.waitsFor === 'nothing')) {
        const next = firstOf(moment, 'Started', 'Exited', 'SignalSent');
        // An end that the kubelet has not noticed yet is in no status.
        const unnoticed = moment.before.some(({ event, t }) => event === 'Exited' && moment.status.t - t < 2);
        if (!unnoticed) expect(next?.event, where(moment)).not.toBe('Started');
      }
    });
  },
);
