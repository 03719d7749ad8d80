import { type SimulateInput, simulate } from '../simulate.ts';
import type { PodPhase, Run } from '../timeline.ts';
import { mishapCases, planCase, type WhatIfCase, type WhatIfQuestion } from './cases.ts';

/**
 * How bad it is, worst first: `stuck` never Ready or never done within an hour, `killed` something got SIGKILL,
 * `failed` the Pod's phase, `disturbed` not Ready for a while or later than planned, `fine`.
 */
export const WHAT_IF_LEVELS = ['stuck', 'killed', 'failed', 'disturbed', 'fine'] as const;

export type WhatIfLevel = (typeof WHAT_IF_LEVELS)[number];

/** The answer to one question. */
export interface WhatIf {
  readonly question: WhatIfQuestion;
  readonly container?: string;
  readonly says: string;
  readonly level: WhatIfLevel;
  /** First moment the Pod was Ready; `null` if it never was. */
  readonly readyAtSeconds: number | null;
  readonly finishedAtSeconds: number | null;
  /** From the start of the stop until the last container was gone; `null` if it never was. */
  readonly stopSeconds: number | null;
  /** Containers that got SIGKILL while the Pod stopped. */
  readonly killed: readonly string[];
  readonly phase: PodPhase;
  /** Restarts of all containers together. */
  readonly restarts: number;
  readonly run: Run;
}

export type WhatIfInput = Omit<SimulateInput, 'scenario'>;

/** Runs the standard questions on one Pod: the plan first, then the answers, worst first. */
export function whatIf(input: WhatIfInput): readonly WhatIf[] {
  const { spec } = input.pod;
  const runOf = ({ scenario }: WhatIfCase): Run => simulate({ ...input, scenario });
  const plan = planCase(spec);
  const planned = runOf(plan);
  const answers = mishapCases(spec, planned.pod).map((one) => answer(one, runOf(one), planned, input));
  const rank = ({ level }: WhatIf): number => WHAT_IF_LEVELS.indexOf(level);
  return [answer(plan, planned, planned, input), ...answers.toSorted((a, b) => rank(a) - rank(b))];
}

function answer(one: WhatIfCase, run: Run, plan: Run, { pod }: WhatIfInput): WhatIf {
  const { readyAtSeconds, finishedAtSeconds, phase, containers } = run.pod;
  const stop = stopOf(run);
  const killed = [
    ...new Set(run.timeline.flatMap((event) => (event.event === 'Killed' ? [event.container] : []))),
  ];
  const endsByItself = (pod.spec.restartPolicy ?? 'Always') !== 'Always';
  return {
    question: one.question,
    ...(one.container !== undefined && { container: one.container }),
    says: one.says,
    level: levelOf(run, plan, killed, endsByItself),
    readyAtSeconds,
    finishedAtSeconds,
    stopSeconds: stop === undefined || finishedAtSeconds === null ? null : finishedAtSeconds - stop,
    killed,
    phase,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    run,
  };
}

/** When the Pod began to stop: terminated from outside, or because its work was done. */
const stopOf = ({ timeline }: Run): number | undefined =>
  timeline.find(({ event }) => event === 'TerminationStarted' || event === 'CompletionKill')?.atSeconds;

function levelOf(run: Run, plan: Run, killed: readonly string[], endsByItself: boolean): WhatIfLevel {
  const { readyAtSeconds, finishedAtSeconds, phase } = run.pod;
  const isDone = finishedAtSeconds !== null;
  if (endsByItself ? !isDone : readyAtSeconds === null || !isDone) return 'stuck';
  if (killed.length > 0) return 'killed';
  if (phase === 'Failed' && plan.pod.phase !== 'Failed') return 'failed';
  const isLater = (readyAtSeconds ?? 0) > (plan.pod.readyAtSeconds ?? 0);
  const isLonger = (finishedAtSeconds ?? 0) > (plan.pod.finishedAtSeconds ?? 0);
  return isLater || isLonger || lostReady(run) ? 'disturbed' : 'fine';
}

/** Whether the Pod was Ready, and then not, before it began to stop. */
function lostReady(run: Run): boolean {
  const stop = stopOf(run) ?? Infinity;
  let wasReady = false;
  for (const event of run.timeline) {
    if (event.atSeconds >= stop) return false;
    if (event.event !== 'PodStatus') continue;
    if (wasReady && !event.conditions['Ready']) return true;
    wasReady ||= event.conditions['Ready'] === true;
  }
  return false;
}
