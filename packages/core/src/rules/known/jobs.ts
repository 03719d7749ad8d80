/** A kind of custom resource whose Pods run to completion. */
interface JobKind {
  readonly group: string;
  readonly kinds: readonly string[];
  /** Paths of those of its templates that run to completion. */
  readonly template: RegExp;
  /** What its controller takes for the end of a Pod. */
  readonly waitsFor: 'every container' | 'its main container' | 'its own container';
  readonly source: string;
  /** When the source was read. */
  readonly checked: string;
}

const CHECKED = '2026-09';

/**
 * Custom resources with Pods that run to completion. `its own container`: the controller deletes the Pod when the container
 * that it knows has ended, so others cannot hold it. `its main container`: it counts the work as done then, but the
 * Pod runs on.
 */
export const JOBS: readonly JobKind[] = [
  {
    group: 'jobset.x-k8s.io',
    kinds: ['JobSet'],
    template: /\.template\.spec\.template$/,
    waitsFor: 'every container',
    source: 'kubernetes-sigs/jobset: a JobSet creates Jobs',
    checked: CHECKED,
  },
  {
    group: 'apps.kruise.io',
    kinds: ['BroadcastJob', 'AdvancedCronJob'],
    template: /template$/,
    waitsFor: 'every container',
    source: 'openkruise/kruise#1366',
    checked: CHECKED,
  },
  {
    group: 'sparkoperator.k8s.io',
    kinds: ['SparkApplication', 'ScheduledSparkApplication'],
    template: /(?:driver|executor)\.template$/,
    waitsFor: 'its main container',
    source: 'kubeflow/spark-operator#800, kubeflow/spark-operator#1443',
    checked: CHECKED,
  },
  {
    group: 'actions.github.com',
    kinds: ['AutoscalingRunnerSet', 'EphemeralRunnerSet', 'EphemeralRunner'],
    template: /./,
    waitsFor: 'its own container',
    source: 'actions/actions-runner-controller controllers/actions.github.com/ephemeralrunner_controller.go',
    checked: CHECKED,
  },
];
