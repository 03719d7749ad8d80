import type { KubernetesVersion } from '../../kubernetes/version.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { Pod } from '../../workload/workload.ts';

/** What a defect looks at. */
export interface BugSubject {
  readonly pod: Pod;
  readonly containers: readonly RoleContainer[];
}

/** A defect of Kubernetes that some Pods with sidecars meet, until a patch release. */
export interface KubernetesBug {
  readonly id: string;
  /** The container it concerns, of a Pod that has the shape. */
  readonly hits: (subject: BugSubject) => RoleContainer | undefined;
  /** What then happens, after the container's name. */
  readonly effect: string;
  /** By minor, the first patch release without it; `null` where none came. Other minors never had it. */
  readonly fixedIn: Partial<Readonly<Record<KubernetesVersion, string | null>>>;
  /** Pull requests; the releases were read in the source of the last patch with it and the first without. */
  readonly source: string;
  readonly checked: string;
}

const sidecarsOf = ({ containers }: BugSubject): readonly RoleContainer[] =>
  containers.filter(({ role }) => role === 'sidecar');

const hasStartupProbe = ({ container }: RoleContainer): boolean => container.startupProbe !== undefined;

const hasProbe = ({ container }: RoleContainer): boolean =>
  [container.startupProbe, container.readinessProbe, container.livenessProbe].some(
    (probe) => probe !== undefined,
  );

const restarts = ({ pod }: BugSubject): boolean => (pod.spec.restartPolicy ?? 'Always') !== 'Never';

/** Oldest first. */
export const KUBERNETES_BUGS: readonly KubernetesBug[] = [
  {
    id: 'status-stuck-after-restart',
    hits: (subject) =>
      (subject.pod.spec.restartPolicy ?? 'Always') === 'Always' ? undefined : sidecarsOf(subject)[0],
    effect:
      'once it has been restarted, the API server refuses its new status, and the Pod looks as it did before',
    fixedIn: { '1.28': '1.28.8', '1.29': '1.29.3' },
    source: 'kubernetes/kubernetes#123323, #123709; pkg/apis/core/validation/validation.go',
    checked: '2026-11',
  },
  {
    id: 'waits-for-a-sidecar-that-is-not-there',
    hits: (subject) => sidecarsOf(subject).slice(0, -1).at(-1),
    effect:
      'if a later sidecar is not running when the Pod is deleted, it gets SIGTERM only after the whole grace period',
    fixedIn: { '1.29': '1.29.8', '1.30': '1.30.4' },
    source:
      'kubernetes/kubernetes#125880, #125935, #126331; pkg/kubelet/kuberuntime/kuberuntime_termination_order.go',
    checked: '2026-11',
  },
  {
    id: 'stuck-in-created',
    hits: (subject) => sidecarsOf(subject)[0],
    effect:
      'if the container runtime fails once to start it or another init container, the Pod stays in Init for good',
    fixedIn: { '1.28': null, '1.29': '1.29.9', '1.30': '1.30.5', '1.31': '1.31.1' },
    source:
      'kubernetes/kubernetes#126543, #127212, #127213, #127214; pkg/kubelet/kuberuntime/kuberuntime_container.go',
    checked: '2026-11',
  },
  {
    id: 'host-port-not-seen-by-scheduler',
    hits: (subject) =>
      sidecarsOf(subject).find(({ container }) =>
        (container.ports ?? []).some(({ hostPort = 0 }) => hostPort > 0),
      ),
    effect:
      'the scheduler does not see its hostPort, and puts two such Pods on one node, where the second fails',
    fixedIn: { '1.28': null, '1.29': null, '1.30': null, '1.31': null, '1.32': null, '1.33': '1.33.6' },
    source: 'R-048; kubernetes/kubernetes#132040, #133390; pkg/scheduler/util/utils.go',
    checked: '2026-11',
  },
  {
    id: 'startup-probe-lost-after-failure',
    hits: (subject) => (restarts(subject) ? undefined : lostProbe(subject)),
    effect:
      'if it ends once before its startupProbe passes, the probe is never run again, and the app never starts',
    fixedIn: {
      '1.28': null,
      '1.29': null,
      '1.30': null,
      '1.31': null,
      '1.32': null,
      '1.33': '1.33.6',
      '1.34': '1.34.2',
    },
    source:
      'kubernetes/kubernetes#132826, #133072, #134800, #134801; pkg/kubelet/prober/worker.go, prober_manager.go',
    checked: '2026-11',
  },
  {
    id: 'apps-not-restarted-after-kubelet-restart',
    hits: (subject) => (restarts(subject) ? sidecarsOf(subject).find(hasStartupProbe) : undefined),
    effect:
      'after a restart of the kubelet, regular containers that crash are not restarted as long as it runs',
    fixedIn: { '1.35': '1.35.4' },
    source: 'kubernetes/kubernetes#136910, #137146, #137885; pkg/kubelet/prober/worker.go',
    checked: '2026-11',
  },
];

/** A sidecar whose probe AddPod does not reach again: something before it, regular containers first, has a probe. */
function lostProbe(subject: BugSubject): RoleContainer | undefined {
  const sidecars = sidecarsOf(subject);
  const byRegular = subject.containers.some((entry) => entry.role === 'regular' && hasProbe(entry));
  return sidecars.find(
    (entry, index) => hasStartupProbe(entry) && (byRegular || sidecars.slice(0, index).some(hasProbe)),
  );
}
