import {
  containersOf,
  type Defect,
  type Intervention,
  type PodSpec,
  printDuration,
  type RunScript,
  type Scenario,
} from '@outrider/core';
import { visible } from './escape/visible.ts';
import { listed } from './plural.ts';

/** What a run assumes, in clauses: containers that do the same share one; what is as usual closes the list. */
export function scenarioWords(scenario: Scenario, spec: PodSpec): readonly string[] {
  const behaviours = new Map<string, string[]>();
  const names = [
    ...containersOf(spec).map(({ container }) => container),
    ...(spec.ephemeralContainers ?? []),
  ];
  for (const { name = '' } of names) {
    const says = containerWords(scenario.containers.get(name) ?? []);
    behaviours.set(says, [...(behaviours.get(says) ?? []), visible(name)]);
  }
  return [
    ...[...behaviours].map(
      ([says, names]) => `${listed(names)} ${names.length === 1 ? says : plurally(says)}`,
    ),
    ...[...scenario.interventions].flatMap(([name, done]) => interventionWords(visible(name), done)),
    ...defectWords(scenario.kubelet.defects),
    ...podWords(scenario),
    'otherwise images are there, hooks take no time, probes succeed at once and SIGTERM ends a container at once',
  ];
}

function interventionWords(name: string, done: Intervention): readonly string[] {
  const { imageChange, resize, creation, addedAt } = done;
  const until =
    creation === null || creation.until === Infinity ? '' : ` before ${printDuration(creation.until)}`;
  return [
    ...(imageChange
      ? [`the image of ${name} changes to ${visible(imageChange.to)} at ${printDuration(imageChange.at)}`]
      : []),
    ...(resize ? [`${listed(resize.resources)} of ${name} are resized at ${printDuration(resize.at)}`] : []),
    ...(creation ? [`${name} cannot be created${until} (${creation.fails})`] : []),
    ...(addedAt > 0 ? [`${name} is added at ${printDuration(addedAt)}`] : []),
  ];
}

const defectWords = (defects: readonly Defect[]): readonly string[] =>
  defects.length === 0
    ? []
    : [`the kubelet has the known ${defects.length === 1 ? 'defect' : 'defects'} ${listed(defects)}`];

function containerWords(runs: readonly RunScript[]): string {
  const lives = runs.map(lifeWords);
  const last = lives.length - 1;
  const life = lives.map((words, index) => (index === last && index > 0 ? `then ${words} each time` : words));
  const first = runs[0];
  return [life.join(', '), ...(first === undefined ? [] : deviations(first))].join(', ');
}

const lifeWords = ({ for: lasts, exitCode }: RunScript): string =>
  lasts === Infinity ? 'runs on' : `runs ${printDuration(lasts)} and exits with ${exitCode}`;

/** Verbs of {@link containerWords} for several containers. */
const plurally = (says: string): string =>
  says.replace(/\b(runs|exits|stops|ignores|passes|fails|pulls)\b/g, (word) =>
    word === 'passes' ? 'pass' : word.slice(0, -1),
  );

/** What is not as usual in the first run. */
function deviations(run: RunScript): readonly string[] {
  const { pull, postStart, preStop, onSigterm, probes } = run;
  return [
    ...(pull === 'fails'
      ? ['has an image that cannot be pulled']
      : pull > 0
        ? [`pulls for ${printDuration(pull)}`]
        : []),
    ...hookWords('postStart', postStart),
    ...hookWords('preStop', preStop),
    ...(['startup', 'readiness', 'liveness'] as const).flatMap((probe) => probeWords(probe, probes[probe])),
    ...sigtermWords(onSigterm),
  ];
}

const hookWords = (name: string, { takes, exitCode }: RunScript['preStop']): readonly string[] =>
  takes === 0 && exitCode === 0
    ? []
    : [`${name} takes ${printDuration(takes)}${exitCode === 0 ? '' : ` and exits with ${exitCode}`}`];

function probeWords(
  name: string,
  { succeedsAfter, fails, errors, takes }: RunScript['probes']['startup'],
): readonly string[] {
  const first =
    succeedsAfter === Infinity
      ? [`${name} probe never succeeds`]
      : succeedsAfter > 0
        ? [`${name} probe can succeed after ${printDuration(succeedsAfter)}`]
        : [];
  return [
    ...first,
    ...fails.map((stretch) => `${name} probe fails ${stretchWords(stretch)}`),
    ...errors.map((stretch) => `${name} probe ends in an error ${stretchWords(stretch)}`),
    ...(takes > 0 ? [`${name} probe takes ${printDuration(takes)}`] : []),
  ];
}

const stretchWords = ({ from, to }: { readonly from: number; readonly to: number }): string =>
  to === Infinity ? `from ${printDuration(from)} on` : `from ${printDuration(from)} to ${printDuration(to)}`;

function sigtermWords(script: RunScript['onSigterm']): readonly string[] {
  if (script.ignored) return ['ignores SIGTERM'];
  const { exitsAfter, exitCode } = script;
  if (exitsAfter === 0 && exitCode === 143) return [];
  const when =
    exitsAfter === Infinity ? 'ignores SIGTERM' : `stops ${printDuration(exitsAfter)} after SIGTERM`;
  return [exitCode === 143 ? when : `${when} with ${exitCode}`];
}

function podWords({ pod, until }: Scenario): readonly string[] {
  const at = (ms: number | null, what: string): readonly string[] =>
    ms === null || ms === Infinity ? [] : [`${what} at ${printDuration(ms)}`];
  return [
    ...at(pod.deleteAt, 'the Pod is deleted'),
    ...at(pod.evictAt, 'the Pod is evicted'),
    ...at(pod.nodeShutdownAt, 'the node shuts down'),
    ...at(pod.sandboxLostAt, 'the sandbox is lost'),
    `looked at for ${printDuration(until)} at most`,
  ];
}
