import { type Inventory, initScenario, inventory, type Timing, type Unreadable } from '@outrider/core';
import {
  type Simulation,
  simulateHtml,
  simulateJson,
  simulateMarkdown,
  simulateMermaid,
  simulateSvg,
  simulateText,
  type TextOptions,
  visible,
} from '@outrider/report';
import { analyzeObjects, sayInjected } from '../analyze-input.ts';
import { kubeletOf } from '../cluster.ts';
import type { ParsedFlags } from '../flags/parse-flags.ts';
import { findInput } from '../input/find-input.ts';
import type { Io } from '../io.ts';
import { targetsOf, writeReports } from '../output.ts';
import { projectOf } from '../project/project.ts';
import { selectWorkloads } from '../select-workloads.ts';
import { answerWhatIf } from '../simulate/answer-what-if.ts';
import { runWorkloads } from '../simulate/run-workloads.ts';
import { scenarioSource } from '../simulate/scenario-of.ts';
import { textOptions } from '../text-options.ts';
import { UsageError } from '../usage-error.ts';

const FORMATS = ['text', 'json', 'svg', 'html', 'mermaid', 'markdown'] as const;

/** `outrider simulate`: the life of each workload's Pod under a scenario. */
export async function simulate(flags: ParsedFlags, io: Io): Promise<number> {
  const targets = targetsOf(flags, FORMATS);
  const { release, config, options } = await projectOf(flags);
  const kubelet = kubeletOf(flags, config);
  const input = await findInput(flags.paths, io);
  const analysis = selectWorkloads(analyzeObjects(input, { release, flags, io, options }, inventory), flags);
  sayInjected(analysis, io);
  if (flags.has('init-scenario')) return printScenario(analysis, io);
  if (flags.has('what-if')) return answerWhatIf(analysis, kubelet, flags, io);
  const scenario = await scenarioSource(flags.value('scenario'));
  const { simulations, unreadable } = runWorkloads(analysis, kubelet, scenario, timingOf(flags));
  const unread = [...analysis.unreadable, ...unreadable];
  writeReports(targets, io, (format, isTerminal) => {
    switch (format) {
      case 'json':
        return simulateJson(simulations, release.version, unread);
      case 'svg':
        return simulateSvg(onlyOne(simulations));
      case 'html':
        return simulateHtml(simulations);
      case 'mermaid':
        return simulateMermaid(simulations);
      case 'markdown':
        return simulateMarkdown(simulations, { ascii: flags.has('ascii') });
      case 'text':
        return unreadableLines(unread) + text(simulations, unread, flags, textOptions(flags, io, isTerminal));
    }
  });
  if (!targets.some(({ format }) => format === 'json' || format === 'text')) io.err(unreadableLines(unread));
  if (unread.length > 0) return 2;
  return simulations.some(({ unmet }) => unmet.length > 0) ? 1 : 0;
}

const timingOf = (flags: ParsedFlags): Timing => (flags.value('timing') === 'node' ? 'node' : 'ideal');

function printScenario({ workloads }: Inventory, io: Io): number {
  const [first, ...more] = workloads;
  if (first === undefined) throw new UsageError('The input has no workload to write a scenario for');
  if (more.length > 0)
    throw new UsageError('The input has several workloads: choose one with --workload Kind/name');
  io.out(initScenario(first.workload.pod));
  return 0;
}

function onlyOne(simulations: readonly Simulation[]): Simulation {
  const [first, ...more] = simulations;
  if (first !== undefined && more.length === 0) return first;
  throw new UsageError(
    first === undefined
      ? 'There is no workload to draw'
      : 'An SVG shows one workload: choose one with --workload Kind/name, or take -o html',
  );
}

const unreadableLines = (unreadable: readonly Unreadable[]): string =>
  unreadable
    .map(
      ({ file, line, column, message }) => `${visible(file)}:${line}:${column}: error: ${visible(message)}\n`,
    )
    .join('');

const HINT =
  'To see it stop, or fail: "outrider simulate --init-scenario FILE" writes a scenario to edit (pod.deleteAt), --scenario plays it.';

const factHint = (fact: string): string =>
  `In brackets: facts. To read one: outrider validate --explain ${fact}`;

function text(
  simulations: readonly Simulation[],
  unread: readonly Unreadable[],
  flags: ParsedFlags,
  options: TextOptions,
): string {
  if (simulations.length === 0) return unread.length > 0 ? '' : 'No workload to simulate.\n';
  const quiet = flags.has('quiet');
  const hint = quiet || flags.has('scenario') ? {} : { hint: HINT };
  return simulateText(simulations, { ...options, quiet, factHint, ...hint });
}
