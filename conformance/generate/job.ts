import type { Random } from '../random.ts';
import { selector, template } from './template.ts';
import { count, labels, NAMES, seconds } from './values.ts';

type Fields = Record<string, unknown>;

const BATCH = ['Never', 'OnFailure'];

const exitCodes = (random: Random): Fields => ({
  operator: random.pick(['In', 'NotIn'], ['x', undefined]),
  values: random.pick([[1], [1, 2]], [[2, 1], [0], [1, 1], [], undefined]),
  containerName: random.rarely(() => random.pick([...NAMES, 'nope'])),
});

const failureRule = (random: Random): Fields => {
  const byExitCode = random.chance(60);
  return {
    action: random.pick(['FailJob', 'Ignore', 'Count', 'FailIndex'], ['x', undefined]),
    onExitCodes: byExitCode ? exitCodes(random) : random.rarely(() => exitCodes(random)),
    onPodConditions: byExitCode
      ? undefined
      : [
          {
            type: random.pick(['DisruptionTarget'], ['', 'Bad!']),
            status: random.pick(['True', undefined], ['x']),
          },
        ],
  };
};

const successRule = (random: Random): Fields => ({
  succeededIndexes: random.maybe(50, () => random.pick(['0', '0-2', '1,3'], ['5,1', 'x', '9-', '0-99'])),
  succeededCount: random.maybe(50, () => random.pick([1], [0, 9, -1])),
});

/** Fields that only make sense together. */
const indexed = (random: Random): Fields => ({
  completionMode: 'Indexed',
  completions: random.pick([3, 5], [undefined, 0, -1, 100001]),
  backoffLimitPerIndex: random.maybe(40, () => count(random)),
  maxFailedIndexes: random.maybe(30, () => count(random)),
  successPolicy: random.maybe(30, () => ({ rules: random.list(1, 2, () => successRule(random)) })),
});

export function jobSpec(random: Random): Fields {
  const hasPolicy = random.chance(12);
  return {
    template: template(random, hasPolicy && random.chance(80) ? ['Never'] : BATCH),
    parallelism: random.maybe(20, () => count(random)),
    completions: random.maybe(20, () => count(random)),
    completionMode: random.maybe(5, () => random.pick(['NonIndexed'], ['x'])),
    ...random.maybe(15, () => indexed(random)),
    ...random.rarely(() => ({ backoffLimitPerIndex: 1, maxFailedIndexes: 2 })),
    backoffLimit: random.maybe(15, () => count(random)),
    activeDeadlineSeconds: random.maybe(8, () => seconds(random)),
    ttlSecondsAfterFinished: random.maybe(8, () => seconds(random)),
    suspend: random.maybe(5, () => true),
    manualSelector: random.rarely(() => random.chance(70)),
    selector: random.rarely(() => selector(random)),
    podReplacementPolicy: random.maybe(5, () => random.pick(['Failed'], ['TerminatingOrFailed', 'x'])),
    managedBy: random.maybe(3, () =>
      random.pick(['kubernetes.io/job-controller', 'acme.io/x'], ['bad', `acme.io/${'x'.repeat(70)}`]),
    ),
    podFailurePolicy: hasPolicy ? { rules: random.list(0, 2, () => failureRule(random)) } : undefined,
  };
}

const SCHEDULES = ['*/5 * * * *', '@daily', '0 3 * * 1', '@every 1h', '0 0 1 jan sun'];
const ODD_SCHEDULES = [
  '',
  '61 * * * *',
  'x',
  'TZ=UTC 0 0 * * *',
  '@bad',
  '* * * *',
  undefined,
  '5-1 * * * *',
  '*/0 * * * *',
  '@every x',
];

export const cronJobSpec = (random: Random): Fields => ({
  schedule: random.pick(SCHEDULES, ODD_SCHEDULES),
  timeZone: random.maybe(6, () =>
    random.pick(['Etc/UTC', 'Europe/Berlin'], ['x', 'Local', '', 'europe/berlin']),
  ),
  concurrencyPolicy: random.maybe(8, () => random.pick(['Allow', 'Forbid', 'Replace'], ['x'])),
  startingDeadlineSeconds: random.maybe(5, () => seconds(random)),
  successfulJobsHistoryLimit: random.maybe(5, () => count(random)),
  failedJobsHistoryLimit: random.maybe(3, () => count(random)),
  suspend: random.maybe(3, () => true),
  jobTemplate: { metadata: random.maybe(10, () => ({ labels: labels(random) })), spec: jobSpec(random) },
});
