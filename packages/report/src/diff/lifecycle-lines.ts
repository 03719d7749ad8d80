import type { LifecycleSummary, StartGate, WorkloadDiff } from '@outrider/core';
import { clip } from '../escape/clip.ts';
import { visible } from '../escape/visible.ts';
import { padEnd, widthOf } from '../terminal/width.ts';

type Line = readonly [side: string, role: string, names: string, bound: string, why: string];

/** Start and stop of both sides, where they differ, as plain columns: no block characters, which shift in a browser's fonts. */
export function lifecycleLines({ lifecycle: { before, after } }: WorkloadDiff): readonly string[] {
  const sides = [
    ['base', before],
    ['head', after],
  ] as const;
  const present = sides.filter(
    (side): side is readonly ['base' | 'head', LifecycleSummary] => side[1] !== null,
  );
  const start = present.flatMap(([side, summary]) => ofSide(side, startLines(summary)));
  const stop = present.flatMap(([side, summary]) => ofSide(side, stopLines(summary)));
  const sections = [
    ...(isSame(before?.start, after?.start) ? [] : [columns([['START', '', '', 'at most', ''], ...start])]),
    ...(isSame(before?.stop, after?.stop) ? [] : [columns([['STOP', '', '', 'until SIGKILL', ''], ...stop])]),
  ];
  return sections.flatMap((lines, index) => (index === 0 ? lines : ['', ...lines]));
}

const isSame = (before: unknown, after: unknown): boolean => JSON.stringify(before) === JSON.stringify(after);

type SideLine = readonly [role: string, names: string, bound: string, why: string];

const ofSide = (side: string, lines: readonly SideLine[]): readonly Line[] =>
  lines.map((line, index) => [index === 0 ? side : '', ...line]);

function startLines({ start }: LifecycleSummary): readonly SideLine[] {
  return [
    ...start.gates.map(
      (gate): SideLine => [gate.role, shown([gate.container]), boundOf(gate), reasonOf(gate)],
    ),
    [
      'regular',
      shown(start.regular),
      secondsOf(start.worstSeconds),
      start.gates.length > 0 ? 'after all above' : '',
    ],
  ];
}

const secondsOf = (seconds: number | null): string => (seconds === null ? 'no limit' : `${seconds} s`);

const boundOf = ({ ownSeconds }: StartGate): string => secondsOf(ownSeconds);

function reasonOf({ opensOn, ownSeconds }: StartGate): string {
  switch (opensOn) {
    case 'completion':
      return 'must end with exit code 0';
    case 'running':
      return ownSeconds === 0 ? 'no startupProbe: running is enough' : 'its postStart hook must end';
    case 'startupProbe':
      return ownSeconds === null ? 'startupProbe, after its postStart hook' : 'startupProbe';
  }
}

function stopLines({ stop }: LifecycleSummary): readonly SideLine[] {
  return stop.stopOrder.map((wave, index): SideLine => {
    const share = stop.sidecars.find(({ container }) => wave.length === 1 && container === wave[0]);
    const grace = `${stop.graceSeconds} s`;
    if (share === undefined || index === 0)
      return ['first', shown(wave), grace, 'SIGTERM at once, or after its preStop hook'];
    const { leastSeconds, mostSeconds } = share;
    const bound = leastSeconds === mostSeconds ? `${mostSeconds} s` : `${leastSeconds} to ${mostSeconds} s`;
    return ['then', shown(wave), bound, 'SIGTERM when all above have stopped'];
  });
}

const shown = (names: readonly string[]): string => clip(visible(names.join(', ')), 60);

function columns(lines: readonly Line[]): readonly string[] {
  const widths = [0, 1, 2, 3].map((column) => Math.max(...lines.map((line) => widthOf(line[column] ?? ''))));
  return lines.map((line) =>
    line
      .map((text, column) => padEnd(text, widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}
