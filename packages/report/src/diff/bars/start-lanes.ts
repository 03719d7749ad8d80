import type { LifecycleSummary, StartGate } from '@outrider/core';
import type { Bar, Lane } from './chart.ts';

export interface StartLanes {
  readonly lanes: readonly Lane[];
  /** Where the regular containers start, on the chart's axis. */
  readonly startsAt: number;
  /** Moments whose seconds are known: all before the first gate without a limit. */
  readonly ticks: readonly number[];
}

/** One gate after the other, each as long as it may take; then the regular containers. */
export function startLanes({ gates, regular }: LifecycleSummary['start'], unknown: number): StartLanes {
  let at = 0;
  const ticks = [0];
  const lanes = gates.map((gate): Lane => {
    const from = at;
    at = gate.worstSeconds ?? at + (gate.ownSeconds ?? unknown);
    if (gate.worstSeconds !== null) ticks.push(at);
    return { role: gate.role, container: gate.container, why: whyOf(gate), bars: barsOf(gate, from, at) };
  });
  const names = regular.join(' + ');
  const started: Lane = { role: 'regular', container: names, why: '', bars: [runs(at)] };
  return { lanes: [...lanes, started], startsAt: at, ticks };
}

/** It ends where the chart does. */
const runs = (from: number): Bar => ({ kind: 'runs', from, to: from });

/** An init container is over when its gate opens; a sidecar runs on. */
function barsOf({ role, ownSeconds }: StartGate, from: number, to: number): readonly Bar[] {
  const gate: Bar = { kind: ownSeconds === null ? 'unbounded' : 'gate', from, to };
  const held = ownSeconds === 0 ? [] : [gate];
  return role === 'sidecar' ? [...held, runs(to)] : held;
}

function whyOf({ opensOn, ownSeconds }: StartGate): string {
  switch (opensOn) {
    case 'completion':
      return 'no time limit';
    case 'running':
      return ownSeconds === 0
        ? 'once running'
        : ownSeconds === null
          ? 'postStart, no limit'
          : `postStart ${ownSeconds} s`;
    case 'startupProbe':
      return ownSeconds === null ? 'postStart, no limit' : `startupProbe ${ownSeconds} s`;
  }
}
