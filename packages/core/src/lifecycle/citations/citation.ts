/** The numbered fact that makes an event what it is. */
export interface Citation {
  /** Its id in the fact sheet `docs/facts/lifecycle.md`. */
  readonly fact: `L-${string}`;
  /** What it says of such an event, in a sentence. */
  readonly why: string;
  /** Who says so: a KEP, or a file of kubernetes/kubernetes. */
  readonly source: string;
  /** Whether it is pointed out to everybody, or told only to those who ask. */
  readonly isCalledOut: boolean;
}

type Row = readonly [fact: Citation['fact'], source: SourceName, why: string];

/** What people are surprised by, or wait for. */
export const pointedOut = (...[fact, source, why]: Row): Citation => ({
  fact,
  source: SOURCES[source],
  why,
  isCalledOut: true,
});

/** What is as they expect. */
export const forWhoAsks = (...[fact, source, why]: Row): Citation => ({
  fact,
  source: SOURCES[source],
  why,
  isCalledOut: false,
});

const kubelet = (file: string): string => `kubernetes/kubernetes pkg/kubelet/${file}`;

/** The short names of the fact sheet. */
export type SourceName =
  | 'KEP_753'
  | 'KEP_2238'
  | 'KEP_5307'
  | 'KEP_5532'
  | 'KRC'
  | 'KRM'
  | 'KTO'
  | 'PRW'
  | 'PRM'
  | 'IMG'
  | 'GEN'
  | 'STM'
  | 'KLT'
  | 'KPO'
  | 'PWK'
  | 'EVM'
  | 'ADL'
  | 'NSM'
  | 'PRD'
  | 'JOB';

/** Where facts were read, under the short names of the fact sheet. */
export const SOURCES: Readonly<Record<SourceName, string>> = {
  KEP_753: 'KEP-753',
  KEP_2238: 'KEP-2238',
  KEP_5307: 'KEP-5307',
  KEP_5532: 'KEP-5532',
  KRC: kubelet('kuberuntime/kuberuntime_container.go'),
  KRM: kubelet('kuberuntime/kuberuntime_manager.go'),
  KTO: kubelet('kuberuntime/kuberuntime_termination_order.go'),
  PRW: kubelet('prober/worker.go'),
  PRM: kubelet('prober/prober_manager.go'),
  IMG: kubelet('images/image_manager.go'),
  GEN: kubelet('status/generate.go'),
  STM: kubelet('status/status_manager.go'),
  KLT: kubelet('kubelet.go'),
  KPO: kubelet('kubelet_pods.go'),
  PWK: kubelet('pod_workers.go'),
  EVM: kubelet('eviction/eviction_manager.go'),
  ADL: kubelet('active_deadline.go'),
  NSM: kubelet('nodeshutdown/nodeshutdown_manager*.go'),
  PRD: kubelet('lifecycle/predicate.go'),
  JOB: 'kubernetes/kubernetes pkg/controller/job/',
};
