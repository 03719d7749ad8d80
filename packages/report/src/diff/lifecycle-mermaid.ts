import type { LifecycleSummary, StartGate, WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';

interface Bar {
  readonly label: string;
  readonly from: number;
  readonly to: number;
  readonly isUnbounded?: boolean;
}

/** How long a wait without a limit is drawn. */
const UNBOUNDED_SECONDS = 20;

/** Start and stop of both sides as Mermaid's Gantt chart: the longest case that probes and grace period allow. */
export function lifecycleMermaid({ lifecycle: { before, after } }: WorkloadDiff): readonly string[] {
  const sections = [
    ...(before === null ? [] : [section('base start', startBars(before))]),
    ...(after === null ? [] : [section('head start', startBars(after))]),
    ...(before === null ? [] : [section('base stop', stopBars(before))]),
    ...(after === null ? [] : [section('head stop', stopBars(after))]),
  ];
  let id = 0;
  return [
    'gantt',
    // Seconds since 1970; a format without minutes would begin anew at 60.
    '  dateFormat X',
    '  axisFormat %M:%S',
    ...sections.flatMap(({ title, bars }) => [
      `  section ${title}`,
      ...bars.map(({ label, from, to, isUnbounded }) => {
        id += 1;
        return `  ${plainLabel(label)} :${isUnbounded ? 'crit, ' : ''}t${id}, ${from}, ${Math.max(to, from + 1)}`;
      }),
    ]),
  ];
}

const section = (
  title: string,
  bars: readonly Bar[],
): { readonly title: string; readonly bars: readonly Bar[] } => ({ title, bars });

/** Gates one after the other, then the regular containers, which are drawn a little so that they can be seen. */
function startBars({ start }: LifecycleSummary): readonly Bar[] {
  let at = 0;
  const gates = start.gates.map((gate): Bar => {
    const from = at;
    at += gate.ownSeconds ?? UNBOUNDED_SECONDS;
    return {
      label: `${gate.role} ${gate.container} ${boundOf(gate)}`,
      from,
      to: at,
      isUnbounded: gate.ownSeconds === null,
    };
  });
  return [
    ...gates,
    { label: `regular ${start.regular.join(' ')}`, from: at, to: at + UNBOUNDED_SECONDS / 2 },
  ];
}

const boundOf = ({ ownSeconds }: StartGate): string =>
  ownSeconds === null ? 'no limit' : `at most ${ownSeconds} s`;

/** The first wave has the whole grace period; a sidecar what is left, at most. */
function stopBars({ stop }: LifecycleSummary): readonly Bar[] {
  const { graceSeconds, stopOrder, sidecars } = stop;
  return stopOrder.map((wave, index): Bar => {
    const share = index === 0 ? undefined : sidecars.find(({ container }) => container === wave[0]);
    const names = `${index === 0 ? 'first' : 'then'} ${wave.join(' ')}`;
    if (share === undefined) return { label: names, from: 0, to: graceSeconds };
    const { leastSeconds, mostSeconds } = share;
    const from = Math.max(0, graceSeconds - mostSeconds);
    const bound = leastSeconds === mostSeconds ? `${mostSeconds}` : `${leastSeconds} to ${mostSeconds}`;
    return { label: `${names} ${bound} s`, from, to: from + mostSeconds };
  });
}

/** Mermaid has no escapes that all its versions read; a word of ours comes first, as a name could be one of its own. */
const plainLabel = (text: string): string => clip(text.replace(/[^A-Za-z0-9 -]/g, ' '), 60).replace('…', '');
