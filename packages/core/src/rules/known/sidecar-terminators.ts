/** Something in a manifest that asks a controller to end the other containers of a Pod. */
interface SidecarTerminator {
  /** In the words of a message: `OpenKruise`. */
  readonly product: string;
  readonly sign: 'annotation' | 'environment' | 'image';
  /** Whole name of an annotation or variable, or repository of an image; a trailing `-` stands for any rest. */
  readonly name: string;
  readonly source: string;
  readonly checked: string;
}

export const SIDECAR_TERMINATORS: readonly SidecarTerminator[] = [
  {
    product: 'OpenKruise',
    sign: 'environment',
    name: 'KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT',
    source: 'openkruise/kruise apis/apps/pub/job_sidecar_terminator.go; openkruise/kruise#1366',
    checked: '2026-09',
  },
  {
    product: 'OpenKruise',
    sign: 'environment',
    name: 'KRUISE_TERMINATE_SIDECAR_WHEN_JOB_EXIT_WITH_IMAGE',
    source: 'openkruise/kruise apis/apps/pub/job_sidecar_terminator.go; openkruise/kruise#1285',
    checked: '2026-09',
  },
  {
    product: 'k8s-controller-sidecars',
    sign: 'annotation',
    name: 'lemonade.com/sidecars',
    source: 'lemonade-hq/k8s-controller-sidecars README.md',
    checked: '2026-09',
  },
  {
    product: 'k8s-controller-sidecars',
    sign: 'annotation',
    name: 'riskified.com/sidecars',
    source: 'nrmitchi/k8s-controller-sidecars README.md',
    checked: '2026-09',
  },
  {
    product: 'k8s-job-sidekiller',
    sign: 'annotation',
    name: 'k8s-job-sidekiller.killmeplz.github.com/main-container',
    source: 'killmeplz/k8s-job-sidekiller README.md',
    checked: '2026-09',
  },
  {
    product: 'Argo Workflows',
    sign: 'annotation',
    name: 'workflows.argoproj.io/kill-cmd-',
    source: 'argo-workflows docs/sidecar-injection.md; argoproj/argo-workflows#10612',
    checked: '2026-09',
  },
  {
    product: 'linkerd-proxy-terminator',
    sign: 'image',
    name: 'linkerd-proxy-terminator',
    source: 'channyein87/linkerd-proxy-terminator README.md',
    checked: '2026-09',
  },
];
