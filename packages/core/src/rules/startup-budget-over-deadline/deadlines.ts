import { numberAt } from '../../json.ts';
import { jobOf } from '../../workload/job-of.ts';
import { annotationsOf, labelsOf } from '../input/rule-input.ts';
import type { RuleContext } from '../rule.ts';
import { isHelmHook } from '../signs/run-to-completion.ts';

/** A moment at which something gives up on a start. */
export interface Deadline {
  readonly seconds: number;
  /** `progressDeadlineSeconds`, with what sets it. */
  readonly what: string;
  /** The field or flag that moves it. */
  readonly field: string;
  /** What happens then. */
  readonly consequence: string;
  /** The manifest or the configuration sets it, so somebody means it. */
  readonly isOwn: boolean;
}

/** Helm's own default of `--timeout`. */
const HELM_SECONDS = 300;
const PROGRESS_SECONDS = 600;

/** Deadlines that concern the start, those that somebody set first. */
export function deadlinesOf(context: RuleContext, rolloutLimitSeconds: number): readonly Deadline[] {
  return [
    ...jobDeadlines(context),
    ...progress(context),
    ...rollout(rolloutLimitSeconds),
    ...helm(context),
  ].toSorted((a, b) => Number(b.isOwn) - Number(a.isOwn) || a.seconds - b.seconds);
}

/** L-214, and the same field of a Pod. */
function jobDeadlines({ workload, pod, release }: RuleContext): readonly Deadline[] {
  const ofJob = jobOf(workload, release)?.activeDeadlineSeconds;
  const ofPod = pod.spec.activeDeadlineSeconds;
  return [ofJob, ofPod].flatMap((seconds, index) =>
    seconds === undefined
      ? []
      : [
          {
            seconds,
            what: `activeDeadlineSeconds of the ${index === 0 ? 'Job' : 'Pod'}`,
            field: 'activeDeadlineSeconds',
            consequence: 'it may be over before the app starts',
            isOwn: true,
          },
        ],
  );
}

/** A Deployment without progress fails its rollout; other kinds have no such deadline unless they say so. */
function progress({ workload }: RuleContext): readonly Deadline[] {
  const given = numberAt(workload.manifest.value, 'spec', 'progressDeadlineSeconds');
  const seconds = given ?? (workload.kind === 'Deployment' ? PROGRESS_SECONDS : undefined);
  if (seconds === undefined) return [];
  return [
    {
      seconds,
      what: `progressDeadlineSeconds${given === undefined ? ' by default' : ''}`,
      field: 'progressDeadlineSeconds',
      consequence: 'the rollout counts as failed while Pods still start',
      isOwn: given !== undefined,
    },
  ];
}

const rollout = (seconds: number): readonly Deadline[] =>
  seconds <= 0
    ? []
    : [
        {
          seconds,
          what: 'the limit for a rollout that the configuration sets',
          field: 'rolloutLimitSeconds',
          consequence: 'a rollout takes longer than you want',
          isOwn: true,
        },
      ];

/** Hooks are always waited for, other workloads with `--wait`. */
function helm({ workload }: RuleContext): readonly Deadline[] {
  const isHook = isHelmHook(workload);
  const labels = labelsOf(workload.manifest);
  const isManaged =
    labels['app.kubernetes.io/managed-by'] === 'Helm' ||
    'helm.sh/chart' in labels ||
    'meta.helm.sh/release-name' in annotationsOf(workload.manifest);
  if (!isHook && !isManaged) return [];
  return [
    {
      seconds: HELM_SECONDS,
      what: isHook ? "Helm's --timeout for hooks, by default," : "Helm's --timeout with --wait, by default,",
      field: "Helm's --timeout",
      consequence: 'the release fails while Pods still start',
      isOwn: false,
    },
  ];
}
