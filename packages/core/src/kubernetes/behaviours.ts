/**
 * What changed between minors without a feature gate of Kubernetes. Same use as a gate, but nobody can
 * set it: code asks `release.on.X`, and the minors stand here and in feature-gates.ts alone.
 */
export interface Behaviour {
  /** First minor that has it; from the first known one if absent. */
  readonly since?: number;
  /** Last minor that has it; still there if absent. */
  readonly until?: number;
  /** Rule id of the project's fact sheets, or a source. */
  readonly source: string;
}

export const BEHAVIOURS = {
  /** Sidecars are stopped after the regular containers, in reverse order; before, all at once. */
  orderedSidecarTermination: { since: 29, source: 'L-120, L-130' },
  /** Sums of requests and limits count sidecars beside the regular containers (KEP-753). */
  sidecarAwareSums: { since: 28, source: 'R-002, R-003' },
  /** `PodRequests` and `PodLimits` know `spec.resources`. */
  podLevelSums: { since: 32, source: 'R-020' },
  /** Huge pages may stand in `spec.resources`. */
  podLevelHugepages: { since: 33, source: 'R-021' },
  /** A huge page request in `spec.resources` keeps the containers' limits from becoming the Pod's. */
  hugepageRequestStopsLimit: { since: 34, source: 'R-073' },
  /** Sums with status read `allocatedResources`, and not `resources`. */
  resizeFromAllocatedOnly: { until: 31, source: 'R-030' },
  /** Sums with status read `resources`, and not `allocatedResources`. */
  resizeFromActuatedOnly: { since: 32, until: 32, source: 'R-030' },
  /** An infeasible resize is marked by `status.resize` rather than by a condition. */
  resizeStatusField: { until: 32, source: 'R-031' },
  /** Sums with status take the greatest of three totals rather than add up the greatest per container. */
  resizeComparesTotals: { since: 37, source: 'R-034' },
  /** Sums with status read the Pod's own `resources` and `allocatedResources`. */
  podLevelResizeSums: { since: 35, source: 'R-035' },
  /** Claims of node allocatable resources are added as `resources`, then as `mapping` and `overhead`. */
  draClaimResources: { since: 36, until: 36, source: 'R-037' },
  draClaimMappings: { since: 37, source: 'R-037' },
  /** The QoS class compares request and limit of each container and resource rather than their sums. */
  qosComparesEachContainer: { since: 37, source: 'R-050, pkg/apis/core/v1/helper/qos/qos.go' },
  /** What containers request beyond `spec.resources` is not taken from their OOM scores. */
  oomShareIsNotNegative: { since: 37, source: 'R-056, pkg/kubelet/qos/helpers.go' },
  /** A sidecar's `oom_score_adj` is at most the one of the smallest regular container. */
  sidecarOomScoreAdj: { since: 32, source: 'R-054, kubernetes/kubernetes#128029' },
  /** Type errors name the embedded struct on the way: `livenessProbe.ProbeHandler.grpc`. */
  decoderNamesEmbeddedStructs: { since: 35, source: 'S-003, sigs.k8s.io/json v0.0.0-20250730193827' },
  /** Containers with requests get a resize policy for them, where in-place resize is on. */
  defaultsResizePolicy: { until: 32, source: 'D-015' },
  /** Jobs get `manualSelector: false`. */
  defaultsManualSelector: { since: 29, source: 'pkg/apis/batch/v1/defaults.go' },
  /** The pod failure policy of a CronJob's template is filled in, too. */
  defaultsCronJobFailurePolicy: { since: 34, source: 'pkg/apis/batch/v1/defaults.go' },
  /** Fields behind ContainerRestartRules exist, so that they can be dropped. */
  knowsRestartRules: { since: 34, source: 'G-002' },
  /** Fields behind AppArmorFields exist, so that they can be dropped. */
  knowsAppArmorFields: { since: 30, source: 'pkg/api/pod/util.go dropDisabledFields' },
  /** Level `restricted` of the Pod Security Standards allows image volumes. */
  podSecurityAllowsImageVolumes: {
    since: 33,
    source: 'k8s.io/pod-security-admission/policy/check_restrictedVolumes.go',
  },
  /** The gate UserNamespacesPodSecurityStandards is asked about `procMount`, too. */
  podSecurityRelaxesProcMount: {
    since: 31,
    source: 'k8s.io/pod-security-admission/policy/check_procMount.go',
  },
  /** A hook whose sleep is dropped goes with it; before, it stays behind empty. */
  sleepDropRemovesHandler: { since: 30, source: 'G-004, pkg/api/pod/util.go dropPodLifecycleSleepAction' },
  /** Whether a Pod's limits are declared is seen on sums that run on, not on each container's own limits. */
  declaredLimitsAreCumulative: {
    until: 36,
    source: 'R-092, kubernetes: pkg/kubelet/cm/helpers_linux.go (1.37.2)',
  },
  /** Memory QoS writes `memory.min` for every request; later a policy of the kubelet decides. */
  memoryMinFromRequest: { until: 35, source: 'R-097' },
  /** A container with a limit of its Pod alone gets no `memory.high` of its own. */
  podLimitReplacesMemoryHigh: { since: 37, source: 'R-097, kubernetes/kubernetes#140262' },
  /** The scheduler's scores fill in missing requests of sidecars too, and add them up. */
  nonZeroRequestsCountSidecars: { since: 32, source: 'R-061, kubernetes/kubernetes#127878' },
  /** CPU, memory and device managers keep what a sidecar holds rather than hand it on. */
  managersKeepSidecars: { since: 29, source: 'R-041, R-100' },
  /** CPU and memory managers give nothing exclusive to a Pod with `spec.resources`. */
  managersSkipPodLevel: { since: 34, source: 'R-104, kubernetes/kubernetes#133279' },
  /** The HPA controller counts sidecars. */
  hpaCountsSidecars: { since: 29, source: 'R-110, kubernetes/kubernetes#120001' },
  /** The HPA controller reads `spec.resources`. */
  hpaReadsPodLevel: { since: 34, source: 'R-110' },
  /** A ContainerResource metric of an unknown container is an error of its own. */
  hpaNamesUnknownContainer: { since: 35, source: 'R-110' },
  /** LimitRange of type Pod adds up what is there rather than demand it of every container. */
  limitRangeAddsWhatIsThere: { since: 28, source: 'R-077, R-078' },
  /** The kubelet knows `restartPolicy` of init containers; before, a sidecar is an init container to it. */
  sidecarFieldInKubelet: { since: 28, source: 'L-233' },
  /** Statuses of init containers have `started`. */
  startedOfInitContainers: { since: 28, source: 'L-093, prober_manager.go' },
  /** A regular container that has exited also makes the Pod count as initialized. */
  exitedRegularMeansInitialized: { until: 28, source: 'L-028' },
  /** Init containers look at what the current sandbox holds: exited regular containers of it mean initialized. */
  initLooksAtCurrentSandbox: {
    since: 37,
    source: 'L-024, HasAnyActiveRegularContainerStarted in pkg/kubelet/container/helpers.go',
  },
  /** A hard eviction uses the grace period of the spec rather than 1 s. */
  evictionUsesSpecGrace: { until: 29, source: 'L-151, section 0.4' },
  /** A running regular init container makes the phase Pending even after regular containers have started. */
  runningInitIsAlwaysPending: { since: 32, source: 'L-170' },
  /** The phase looks for regular containers in the current sandbox rather than in the statuses. */
  phaseAsksSandbox: { since: 33, source: 'L-170' },
  /** A running container keeps its `started` from the last status while the phase is computed. */
  startedIsKept: { since: 35, source: 'L-093' },
  /** A crash back-off expires 600 s after the last restart, whatever its maximum. */
  backOffExpiresAfterTenMinutes: { since: 32, source: 'L-053' },
  /** A sidecar whose image was changed is killed and started again; before, it keeps its old image while it runs. */
  sidecarRestartsForImage: { since: 32, source: 'L-069' },
  /** Sidecars are resized in place, and restarted where their policy says so. */
  resizesSidecars: { since: 33, source: 'L-020' },
  /** The crash back-off of a container begins anew when its resources change. */
  backOffKeyHasResources: { since: 34, source: 'L-058' },
  /** Events of probes that end in an error name the result. */
  probeErrorsNameState: { since: 33, source: 'L-262' },
  /** The API server may refuse statuses in which a sidecar runs again: early patch releases. */
  hasRefusedSidecarStatus: { until: 29, source: 'L-290' },
  /** Probe workers of a sidecar may end with it: until fixed in patch releases. */
  hasLostProbeWorkers: { until: 34, source: 'L-292, L-294' },
  /** The startup worker is on hold once it has succeeded. */
  startupSuccessHolds: { since: 32, source: 'L-088' },
  /** A sync that met a back-off is repeated at its end; before, every 10 to 15 s. */
  retriesWhenBackOffEnds: { since: 35, source: 'section 0.3, pod_workers.go completeWork' },
  /** A sync that changed something asks for a look at the runtime at once. */
  relistsAfterSync: { since: 36, source: 'section 0.4, kubelet.go RequestPodRelist' },
  /** An extra readiness attempt moves the later ticks to its own time. */
  extraProbeMovesTicks: { since: 32, source: 'L-087' },
  /** Event texts of a container's start. */
  createdEventWithColon: { since: 29, until: 34, source: 'L-255, section 0.4' },
  startEventsWithoutName: { since: 35, source: 'L-255, L-256' },
  /** PodReadyToStartContainers is published right after the sandbox stands. */
  sandboxReadyPublishedAtOnce: { since: 36, source: 'L-178' },
  /** kubectl shows the real outcome, not Terminating, once the phase of a deleted Pod is terminal. */
  printsOutcomeOfDeletedPod: { since: 31, source: 'L-194' },
  /** kubectl prefers the reason of a failed regular container to Completed and NotReady. */
  printsErrorBeforeCompleted: { since: 35, source: 'L-193' },
  /** A Service finds a `targetPort` by name on sidecars, too; before, on regular containers alone. */
  servicesFindSidecarPorts: {
    since: 32,
    source: 'FindPort, pkg/api/v1/pod/util.go, kubernetes/kubernetes#127958',
  },
  /** The Job controller gives a reason for Complete. */
  jobCompletionsReached: { since: 31, source: 'L-210, KEP-3998' },
  /** Errors of long texts read `may not be more than`; before, `must have at most`. */
  tooLongSaysMayNot: { since: 32, source: 'section 2, k8s.io/apimachinery/pkg/util/validation/field' },
  /** Label errors count bytes and speak of label keys; before, characters and qualified names. */
  labelLengthInBytes: { since: 35, source: 'k8s.io/apimachinery/pkg/api/validate/content' },
  /** Errors of empty owner fields do not repeat the name of the field. */
  shortEmptyOwnerMessages: { since: 34, source: 'k8s.io/apimachinery/pkg/api/validation/objectmeta.go' },
  /** The error of a zero sleep names the gate that allows it. */
  sleepErrorNamesGate: { since: 32, source: 'V-083' },
  /** A resize policy that restarts is refused where the Pod never restarts. */
  resizePolicyNeedsRestarts: { since: 29, source: 'V-061' },
  /** That error says that it is the Pod's policy. */
  resizePolicyErrorSaysPod: { since: 36, source: 'V-061' },
  /** Init containers may have a resize policy. */
  allowsInitResizePolicy: { since: 33, source: 'V-062' },
  /** Plain init containers may not be restarted to be resized. */
  refusesInitRestartOnResize: { since: 36, source: 'V-063' },
  /** Restart rules of an init container without a policy are seen. */
  checksRulesWithoutPolicy: { since: 35, source: 'V-106' },
  /** Too many restart rules are called that; before, too long. */
  restartRulesTooMany: { since: 36, source: 'V-115' },
  /** The error of an unknown action lists all that are supported. */
  restartRulesListAllActions: { since: 36, source: 'V-113' },
  /** Pods of Windows have no resources of their own. */
  refusesPodResourcesOnWindows: { since: 34, source: 'V-154' },
  /** Claims at Pod level `may not` be set; before, `cannot`. */
  saysMayNotBeSet: { since: 34, source: 'V-151' },
  /** A Pod-level request that is missing counts as zero when containers are compared with it. */
  missingPodRequestIsZero: { until: 33, source: 'pkg/apis/core/validation/validation.go' },
  /** Pod-level huge page limits cover those of the containers. */
  checksPodHugepageLimits: { since: 34, source: 'V-155' },
  /** `status.hostIPs` in an environment variable waits for its gate. */
  refusesHostIPsWithoutGate: { until: 31, source: 'pkg/apis/core/validation/validation.go' },
  /** An image volume is mounted whole. */
  refusesSubPathOfImage: { since: 31, until: 32, source: 'pkg/apis/core/validation/validation.go' },
  /** An empty CSI driver gives one error. */
  emptyCsiDriverIsRequiredOnly: { since: 35, source: 'pkg/apis/core/validation/validation.go' },
  /** Errors of trust bundles stand at `clusterTrustBundlePEM`. */
  trustBundlePathEndsInPem: { until: 30, source: 'pkg/apis/core/validation/validation.go' },
  /** The error of two sources in one projection says per source. */
  saysPerSource: { since: 31, source: 'pkg/apis/core/validation/validation.go' },
  /** The path of a projected token stays inside the volume. */
  checksTokenPath: { since: 30, source: 'pkg/apis/core/validation/validation.go' },
  /** The API group of a data source is a DNS name. */
  checksDataSourceGroup: { since: 29, source: 'pkg/apis/core/validation/validation.go' },
  /** `procMount: Unmasked` needs a user namespace. */
  unmaskedNeedsUserNamespace: { since: 30, source: 'pkg/apis/core/validation/validation.go' },
  /** Sysctls of a namespace shared with the host are refused. */
  checksHostSysctls: { since: 29, source: 'pkg/apis/core/validation/validation.go' },
  /** Values in required node affinity are label values. */
  checksNodeAffinityValues: { since: 33, source: 'pkg/apis/core/validation/validation.go' },
  /** Tolerations know the operators Lt and Gt, on or off. */
  knowsTolerationComparison: { since: 35, source: 'pkg/apis/core/validation/validation.go' },
  /** The error of a search domain prints the pattern with underscores. */
  underscorePatternPrinted: { since: 34, source: 'k8s.io/apimachinery/pkg/util/validation' },
  /** The error of a bad IP address gives examples. */
  ipErrorsGiveExamples: { since: 30, source: 'pkg/apis/core/validation/validation.go' },
  /** Paths of hostAliases have an index. */
  hostAliasPathsHaveIndex: { since: 30, source: 'pkg/apis/core/validation/validation.go' },
  /** The error of hostUsers names the field rather than the Go struct. */
  hostUsersErrorNamesField: { since: 34, source: 'pkg/apis/core/validation/validation.go' },
  /** Pods in a user namespace have no raw block devices. */
  userNamespaceRefusesDevices: { since: 34, source: 'pkg/apis/core/validation/validation.go' },
  /** The error of an empty `os.name` says `cannot be empty`. */
  emptyOsSaysSo: { until: 33, source: 'V-141' },
  /** Replicated Pods share a GCE disk read-only. */
  checksSharedDisks: { until: 30, source: 'ValidateReadOnlyPersistentDisks' },
  /** The claim of a Pod has its names in `source`. */
  claimSourceIsNested: { until: 30, source: 'appendix A' },
  /** The template of a StatefulSet is validated. */
  validatesStatefulSetTemplates: { since: 34, source: 'V-230' },
  /** `serviceName` is a DNS label. */
  validatesServiceName: { since: 33, source: 'V-232' },
  /** A schedule names no time zone. */
  refusesZoneInSchedule: { since: 29, source: 'V-210' },
  /** The warning of a hidden variable mentions apply. */
  warnsOfApply: { since: 30, source: 'W-003' },
  /** A StatefulSet that keeps all revisions gets a warning. */
  warnsOfRevisionHistory: { since: 33, source: 'W-011' },
  /** Overlapping paths in one volume give a warning. */
  warnsOfOverlappingPaths: { since: 32, source: 'W-010' },
  /** Port names that two containers share give a warning. */
  warnsOfPortNames: { since: 33, source: 'W-006' },
  /** Non-standard IP addresses give a warning. */
  warnsOfOldIps: { since: 33, source: 'W-010' },
  /** gitRepo is off by default, and its warning says so. */
  warnsOfGitRepoByGate: { since: 33, source: 'W-010' },
  /** Bad label values in preferred node affinity give a warning. */
  warnsOfPreferredValues: { since: 33, source: 'W-010' },
  /** More node labels are known as deprecated. */
  warnsOfMoreNodeLabels: { since: 31, source: 'W-010' },
  /** An update that changes the QoS class is refused as such. */
  refusesQosChangeOnUpdate: { since: 29, until: 31, source: 'V-304' },
  /** The same, behind the gate of in-place resize. */
  qosChangeNeedsGate: { until: 28, source: 'V-304' },
  /** Cpu and memory change through an ordinary update, behind the gate of in-place resize. */
  resizesThroughUpdate: { until: 31, source: 'V-310' },
  /** The error of a resize of Pod-level resources names its gate. */
  podLevelResizeNamesGate: { since: 35, source: 'V-318' },
  /** Memory limits are not lowered in place. */
  refusesMemoryLimitDecrease: { since: 33, until: 33, source: 'V-315' },
  /** Errors of a resize name the init container. */
  resizeNamesInitContainer: { since: 36, source: 'V-317' },
  /** Of a ReplicationController the name is checked declaratively, and `generateName` is not. */
  replicationControllerNameIsDeclarative: { since: 35, source: 'Validate_ReplicationController' },
  /** Errors of owner references have an index, and empty fields are required rather than invalid. */
  ownerErrorsHaveIndex: { since: 37, source: 'k8s.io/apimachinery/pkg/api/validation/objectmeta.go' },
  /** An update may keep an image volume without a reference, and CAP_SYS_ADMIN without escalation. */
  toleratesWhatIsStored: { since: 37, source: 'GetValidationOptionsFromPodSpecAndMeta, pkg/api/pod/util.go' },
  /** An image volume needs its reference in a template, too. */
  checksImageReferenceInTemplates: { since: 37, source: 'pkg/apis/core/validation/validation.go' },
  /** The error of a shared process namespace names the field where it is, not below securityContext. */
  sharedProcessErrorInSpec: { since: 37, source: 'validateShareProcessNamespace' },
  /** What is fixed in a StatefulSet is refused field by field. */
  statefulSetFieldsAreImmutable: { since: 37, source: 'V-323' },
  /** `revisionHistoryLimit` of a StatefulSet may change. */
  revisionHistoryIsMutable: { since: 33, source: 'V-323' },
} as const;

export type BehaviourName = keyof typeof BEHAVIOURS;

export const behavesAt = ({ since = 0, until = Infinity }: Behaviour, minor: number): boolean =>
  since <= minor && minor <= until;
