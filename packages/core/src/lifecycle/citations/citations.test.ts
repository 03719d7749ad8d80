import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { GOLDEN, MORE, runGolden, settingsOf } from '../../../test/lifecycle-golden.ts';
import { readFixture } from '../../../test/lifecycle-notation.ts';
import { type Asked, play } from '../../../test/lifecycle-play.ts';
import { releaseOf } from '../../kubernetes/release.ts';
import type { KubernetesVersion } from '../../kubernetes/version.ts';
import type { TimelineEvent } from '../timeline.ts';
import { SOURCES, type SourceName } from './citation.ts';
import { citationsOf } from './citations-of.ts';
import { SITUATIONS } from './situations.ts';

const sheet = readFileSync(new URL('../../../../../docs/facts/lifecycle.md', import.meta.url), 'utf8');

/** The text of a fact, up to the next one; its sources stand in braces. */
const factText = (fact: string): string =>
  (sheet.split(`- **${fact}** `)[1] ?? '').split(/\n(?=- \*\*L-|#|\n)/)[0] ?? '';

const nameOf = (source: string): string | undefined =>
  Object.keys(SOURCES).find((name) => SOURCES[name as SourceName] === source);

describe('what a situation cites', () => {
  it.each(Object.entries(SITUATIONS))(
    '%s stands in the fact sheet, with its source',
    (_, { fact, source }) => {
      const braces = (factText(fact).match(/\{[^{}]*\}/g) ?? []).join(' ');
      expect(braces.replaceAll('KEP-', 'KEP_')).toContain(nameOf(source));
    },
  );

  it.each(Object.entries(SOURCES))('%s is what the sheet calls by that name', (name, source) => {
    const path = source.replace('kubernetes/kubernetes ', '');
    if (!name.startsWith('KEP')) expect(sheet).toContain(`| ${name} | ${path} |`);
  });
});

/** `seconds container event fact` of every event that matches. */
function cited(notation: string, pattern: RegExp, asked: Asked = {}): readonly string[] {
  const { timeline } = play(notation, asked);
  const { spec } = readFixture(notation, []);
  const release = releaseOf(asked.at ?? '1.36', asked.gates ?? {});
  const citations = citationsOf({ ...spec, ...asked.spec }, timeline, asked.kubelet ?? release);
  return timeline.flatMap((event) => {
    const fact = citations.get(event)?.fact;
    const line = [event.atSeconds, containerOf(event), wordOf(event), fact]
      .filter((word) => word !== undefined)
      .join(' ');
    return pattern.test(line) ? [line] : [];
  });
}

const containerOf = (event: TimelineEvent): string | undefined =>
  'container' in event ? event.container : undefined;

const wordOf = (event: TimelineEvent): string =>
  event.event === 'KubernetesEvent' ? `Event ${event.reason}` : event.event;

describe('the facts behind a timeline', () => {
  it('cites what opens the way to the next container', () => {
    const pod = 'init: [a*(startup: period 2), i(run 3 -> 0), b*(postStart 4 s ok), c*], main: [main]';
    expect(cited(pod, /L-00|L-03/, { untilSeconds: 12 })).toEqual([
      '0 a Started L-001',
      '2 a ProbeResult L-003',
      '2 i Started L-001',
      '5 i Exited L-002',
      '5 b Started L-001',
      '5 b PostStartStarted L-008',
      '9 b PostStartFinished L-004',
      '9 c Started L-003',
      '9 main Started L-001',
    ]);
  });

  it('cites the order of a stop, and what is left when it is over', () => {
    const pod =
      'tgps: 10, init: [a*(preStop exec 20 s; ignores TERM), b*(ignores TERM), c*(stops in 3 s -> 0)], main: [main(stops in 2 s -> 0)]';
    expect(cited(pod, /PreStop|Signal|Killed|PodFinished/, { pod: { deleteAt: 20_000 } })).toEqual([
      '20 a PreStopStarted L-121',
      '20 main SignalSent L-122',
      '22 c SignalSent L-122',
      '25 b SignalSent L-122',
      '30 a PreStopFinished L-120',
      '30 a SignalSent L-123',
      '30 b Killed L-120',
      '32 a Killed L-120',
      '32 a Event FailedPreStopHook',
      '32 PodFinished L-143',
    ]);
  });

  it('cites the loss of order where several wait in vain, and no order in 1.28', () => {
    const pod = 'tgps: 5, init: [a*, b*], main: [main(ignores TERM)]';
    const asked = { pod: { deleteAt: 20_000 } };
    expect(cited(pod, /[ab] SignalSent/, asked)).toEqual(['25 a SignalSent L-129', '25 b SignalSent L-129']);
    expect(cited(pod, /SignalSent/, { ...asked, at: '1.28', gates: { SidecarContainers: true } })).toEqual([
      '20 a SignalSent L-130',
      '20 b SignalSent L-130',
      '20 main SignalSent L-130',
    ]);
  });

  it('cites why a container starts again, or does not yet', () => {
    expect(cited('init: [a*(run 5 -> 1)], main: [main]', /L-/, { untilSeconds: 20 })).toEqual([
      '0 a Started L-003',
      '0 main Started L-001',
      '5 a Exited L-032',
      '5 PodStatus L-095',
      '5 a Started L-011',
      '10 a Exited L-032',
      '10 PodStatus L-095',
      '10 a Event BackOff L-050',
      '20 a Started L-011',
    ]);
  });

  it('cites the end of a Job, by its work and by its deadline', () => {
    const job = (more: string, runs: number): string =>
      `job: {${more}}, restartPolicy: OnFailure, init: [a*], main: [main(run ${runs} -> 0)]`;
    expect(cited(job('backoffLimit: 2', 10), /^10 .*L-/)).toEqual([
      '10 main Exited L-061',
      '10 PodStatus L-176',
      '10 CompletionKill L-026',
      '10 a SignalSent L-122',
      '10 a Exited L-171',
      '10 TerminationStarted L-140',
      '10 JobStatus L-210',
      '10 PodFinished L-143',
    ]);
    expect(cited(job('activeDeadlineSeconds: 5', 10), /JobStatus/)).toEqual(['5 JobStatus L-214']);
  });

  it('cites what is done to containers from outside', () => {
    const pod = 'init: [a*(preStop sleep 1)], main: [main(preStop sleep 1), b]';
    const imageChange = { at: 10_000, to: 'new' };
    const done = { a: { imageChange }, main: { imageChange } };
    expect(cited(pod, /^1.*(L-020|L-025|PreStop|Signal|Started L)/, { done })).toEqual([
      '10 a PreStopStarted L-120',
      '11 a PreStopFinished L-120',
      '11 a SignalSent L-120',
      '11 main PreStopStarted L-120',
      '12 main PreStopFinished L-120',
      '12 main SignalSent L-120',
      '12 a Started L-020',
      '12 main Started L-025',
    ]);
    expect(
      cited(pod, /L-015/, { done: { b: { creation: { fails: 'CreateContainerError', until: 5_000 } } } }),
    ).toEqual(['0 b Event Failed L-015', '0 b Event Failed L-015']);
  });

  it('cites the grace of an eviction only where it is that of the fact', () => {
    const evicted = (at: KubernetesVersion): readonly string[] =>
      cited('init: [a*], main: [main]', /Evicted|Termination/, { at, pod: { evictAt: 20_000 } });
    expect(evicted('1.30')).toEqual(['20 Event Evicted L-151', '20 TerminationStarted L-151']);
    expect(evicted('1.29')).toEqual(['20 Event Evicted L-141', '20 TerminationStarted L-141']);
  });

  it('cites the new sandbox for all that starts in it', () => {
    const pod = 'init: [i(run 3 -> 0), a*], main: [main]';
    expect(cited(pod, /(Started|Sandbox\w+) L/, { pod: { sandboxLostAt: 20_000 } }).slice(3)).toEqual([
      '20 SandboxLost L-023',
      '20 SandboxCreated L-023',
      '20 i Started L-023',
      '23 a Started L-023',
      '23 main Started L-023',
    ]);
  });

  it('cites nothing about init containers where there are none', () => {
    const ephemeralContainers = [{ name: 'debug' }];
    expect(cited('main: [a, b]', /L-/, { spec: { ephemeralContainers } })).toEqual([
      '0 debug Started L-017',
      '0 a Started L-016',
      '0 b Started L-016',
    ]);
  });
});

/** Each has a test of its own above; `livenessPasses` is for the day when a liveness probe recovers. */
const ELSEWHERE = [
  'regularStartsFirst',
  'ephemeralStarts',
  'sidecarIsChanged',
  'regularIsReplaced',
  'startFails',
  'livenessPasses',
  'ownPreStop',
  'plainSignal',
  'jobComplete',
  'jobDeadline',
];

it('meets every other situation in the scenarios of the fact sheet', () => {
  const met = new Set(
    [...GOLDEN, ...MORE].flatMap((golden) =>
      settingsOf(golden).flatMap((setting) => {
        const { timeline } = runGolden(golden, setting);
        return [...citationsOf(readFixture(golden.pod, []).spec, timeline, setting.kubelet).values()];
      }),
    ),
  );
  const unmet = Object.entries(SITUATIONS).flatMap(([name, citation]) => (met.has(citation) ? [] : [name]));
  expect(unmet).toEqual(ELSEWHERE);
});
