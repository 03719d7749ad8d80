/**
 * Kubernetes' own feature gates, as `pkg/features/kube_features.go` of each minor has them.
 * A stage holds from its minor on, until the next stage's minor.
 */
export type Stage =
  | 'alpha'
  | 'beta'
  | 'betaOff'
  | 'ga'
  | 'gaUnlocked'
  | 'deprecatedOff'
  | 'deprecatedOn'
  | 'removed'
  /** Gone, and what it turned on with it. */
  | 'removedOff';

export interface FeatureGateHistory {
  /** The enhancement that describes it. */
  readonly source: string;
  readonly stages: readonly (readonly [minor: number, stage: Stage])[];
}

export const FEATURE_GATES = {
  SidecarContainers: {
    source: 'KEP-753',
    stages: [
      [28, 'alpha'],
      [29, 'beta'],
      [33, 'ga'],
      [37, 'removed'],
    ],
  },
  ContainerRestartRules: {
    source: 'KEP-5307',
    stages: [
      [34, 'alpha'],
      [35, 'beta'],
    ],
  },
  RestartAllContainersOnContainerExits: {
    source: 'KEP-5532',
    stages: [
      [35, 'alpha'],
      [36, 'beta'],
    ],
  },
  KubeletCrashLoopBackOffMax: {
    source: 'KEP-4603',
    stages: [
      [32, 'alpha'],
      [35, 'beta'],
    ],
  },
  ReduceDefaultCrashLoopBackOffDecay: { source: 'KEP-4603', stages: [[33, 'alpha']] },
  PodReadyToStartContainersCondition: {
    source: 'KEP-3085',
    stages: [
      [28, 'alpha'],
      [29, 'beta'],
      [37, 'ga'],
    ],
  },
  PodLifecycleSleepAction: {
    source: 'KEP-3960',
    stages: [
      [29, 'alpha'],
      [30, 'beta'],
      [34, 'ga'],
      [37, 'removed'],
    ],
  },
  PodLifecycleSleepActionAllowZero: {
    source: 'KEP-4818',
    stages: [
      [32, 'alpha'],
      [33, 'beta'],
      [34, 'ga'],
      [37, 'removed'],
    ],
  },
  ProbeTerminationGracePeriod: {
    source: 'KEP-2238',
    stages: [
      [28, 'ga'],
      [29, 'removed'],
    ],
  },
  ContainerStopSignals: { source: 'KEP-4960', stages: [[33, 'alpha']] },
  GracefulNodeShutdown: { source: 'KEP-2000', stages: [[28, 'beta']] },
  InPlacePodVerticalScaling: {
    source: 'KEP-1287',
    stages: [
      [27, 'alpha'],
      [33, 'beta'],
      [35, 'ga'],
    ],
  },
  InPlacePodVerticalScalingInitContainers: {
    source: 'KEP-1287',
    stages: [
      [36, 'beta'],
      [37, 'ga'],
    ],
  },
  ChangeContainerStatusOnKubeletRestart: {
    source: 'kubernetes/kubernetes#123980',
    stages: [[35, 'deprecatedOff']],
  },
  PodLevelResources: {
    source: 'KEP-2837',
    stages: [
      [32, 'alpha'],
      [34, 'beta'],
    ],
  },
  InPlacePodLevelResourcesVerticalScaling: {
    source: 'KEP-2837',
    stages: [
      [35, 'alpha'],
      [36, 'beta'],
    ],
  },
  PodLevelResourceManagers: {
    source: 'KEP-5526',
    stages: [
      [36, 'alpha'],
      [37, 'betaOff'],
    ],
  },
  DisableCPUQuotaWithExclusiveCPUs: {
    source: 'kubernetes/kubernetes#127525',
    stages: [
      [33, 'beta'],
      [36, 'deprecatedOn'],
    ],
  },
  DRANodeAllocatableResources: { source: 'KEP-5517', stages: [[36, 'alpha']] },
  MemoryQoS: {
    source: 'KEP-2570',
    stages: [
      [22, 'alpha'],
      [37, 'beta'],
    ],
  },
  RelaxedEnvironmentVariableValidation: {
    source: 'KEP-4369',
    stages: [
      [30, 'alpha'],
      [32, 'beta'],
      [34, 'ga'],
    ],
  },
  EnvFiles: {
    source: 'KEP-3721',
    stages: [
      [34, 'alpha'],
      [35, 'beta'],
    ],
  },
  HostnameOverride: {
    source: 'KEP-4762',
    stages: [
      [34, 'alpha'],
      [35, 'beta'],
      [37, 'ga'],
    ],
  },
  RecursiveReadOnlyMounts: {
    source: 'KEP-3857',
    stages: [
      [30, 'alpha'],
      [31, 'beta'],
      [33, 'ga'],
    ],
  },
  DynamicResourceAllocation: {
    source: 'KEP-4381',
    stages: [
      [26, 'alpha'],
      [32, 'betaOff'],
      [34, 'gaUnlocked'],
      [35, 'ga'],
    ],
  },
  JobPodFailurePolicy: {
    source: 'KEP-3329',
    stages: [
      [26, 'beta'],
      [31, 'ga'],
      [33, 'removed'],
    ],
  },
  JobBackoffLimitPerIndex: {
    source: 'KEP-3850',
    stages: [
      [28, 'alpha'],
      [29, 'beta'],
      [33, 'ga'],
      [37, 'removed'],
    ],
  },
  JobPodReplacementPolicy: {
    source: 'KEP-3939',
    stages: [
      [28, 'alpha'],
      [29, 'beta'],
      [34, 'ga'],
      [37, 'removed'],
    ],
  },
  JobSuccessPolicy: {
    source: 'KEP-3998',
    stages: [
      [30, 'alpha'],
      [31, 'beta'],
      [33, 'ga'],
      [37, 'removed'],
    ],
  },
  JobManagedBy: {
    source: 'KEP-4368',
    stages: [
      [30, 'alpha'],
      [32, 'beta'],
      [35, 'ga'],
    ],
  },
  MutablePodResourcesForSuspendedJobs: {
    source: 'KEP-5440',
    stages: [
      [35, 'alpha'],
      [36, 'beta'],
    ],
  },
  DefaultHostNetworkHostPortsInPodTemplates: {
    source: 'kubernetes/kubernetes#117696',
    stages: [
      [28, 'deprecatedOff'],
      [31, 'removedOff'],
    ],
  },
  KubeletEnsureSecretPulledImages: {
    source: 'KEP-2535',
    stages: [
      [33, 'alpha'],
      [35, 'beta'],
    ],
  },
  GenericWorkload: {
    source: 'KEP-4671',
    stages: [
      [35, 'alpha'],
      [37, 'betaOff'],
    ],
  },
  NodeDeclaredFeatures: {
    source: 'KEP-5328',
    stages: [
      [35, 'alpha'],
      [36, 'beta'],
      [37, 'ga'],
    ],
  },
  UserNamespacesSupport: {
    source: 'KEP-127',
    stages: [
      [25, 'alpha'],
      [30, 'betaOff'],
      [33, 'beta'],
      [36, 'ga'],
    ],
  },
  UserNamespacesPodSecurityStandards: {
    source: 'KEP-127',
    stages: [
      [29, 'alpha'],
      [35, 'removedOff'],
    ],
  },
  SupplementalGroupsPolicy: {
    source: 'KEP-3619',
    stages: [
      [31, 'alpha'],
      [33, 'beta'],
      [35, 'ga'],
    ],
  },
  ProcMountType: {
    source: 'KEP-4265',
    stages: [
      [12, 'alpha'],
      [31, 'betaOff'],
      [33, 'beta'],
      [36, 'ga'],
    ],
  },
  MatchLabelKeysInPodTopologySpread: {
    source: 'KEP-3243',
    stages: [[27, 'beta']],
  },
  MatchLabelKeysInPodTopologySpreadSelectorMerge: {
    source: 'KEP-3243',
    stages: [[34, 'beta']],
  },
  MatchLabelKeysInPodAffinity: {
    source: 'KEP-3633',
    stages: [
      [29, 'alpha'],
      [31, 'beta'],
      [33, 'ga'],
    ],
  },
  ClusterTrustBundleProjection: {
    source: 'KEP-3257',
    stages: [
      [29, 'alpha'],
      [33, 'betaOff'],
      [37, 'gaUnlocked'],
    ],
  },
  PodCertificateRequest: {
    source: 'KEP-4317',
    stages: [
      [34, 'alpha'],
      [35, 'betaOff'],
      [37, 'gaUnlocked'],
    ],
  },
  ImageVolume: {
    source: 'KEP-4639',
    stages: [
      [31, 'alpha'],
      [33, 'betaOff'],
      [35, 'beta'],
      [36, 'ga'],
    ],
  },
  SELinuxMount: {
    source: 'KEP-1710',
    stages: [
      [30, 'alpha'],
      [33, 'betaOff'],
      [37, 'gaUnlocked'],
    ],
  },
  SELinuxChangePolicy: {
    source: 'KEP-1710',
    stages: [
      [32, 'alpha'],
      [33, 'beta'],
      [36, 'ga'],
    ],
  },
  AppArmorFields: {
    source: 'KEP-24',
    stages: [
      [30, 'beta'],
      [31, 'ga'],
      [33, 'removed'],
    ],
  },
  PodHostIPs: {
    source: 'KEP-2681',
    stages: [
      [28, 'alpha'],
      [29, 'beta'],
      [30, 'ga'],
      [32, 'removed'],
    ],
  },
  RelaxedDNSSearchValidation: {
    source: 'KEP-4427',
    stages: [
      [32, 'alpha'],
      [33, 'beta'],
      [34, 'ga'],
      [37, 'removed'],
    ],
  },
  UserNamespacesHostNetworkSupport: {
    source: 'KEP-127',
    stages: [[35, 'alpha']],
  },
  TaintTolerationComparisonOperators: {
    source: 'KEP-5471',
    stages: [[35, 'alpha']],
  },
  VolumeAttributesClass: {
    source: 'KEP-3751',
    stages: [
      [29, 'alpha'],
      [31, 'betaOff'],
      [34, 'gaUnlocked'],
      [36, 'ga'],
    ],
  },
  MaxUnavailableStatefulSet: {
    source: 'KEP-961',
    stages: [
      [24, 'alpha'],
      [35, 'betaOff'],
      [37, 'beta'],
    ],
  },
  StrictIPCIDRValidation: {
    source: 'KEP-4858',
    stages: [
      [33, 'alpha'],
      [36, 'beta'],
    ],
  },
  SkipReadOnlyValidationGCE: {
    source: 'kubernetes/kubernetes#121083',
    stages: [
      [28, 'alpha'],
      [29, 'deprecatedOn'],
      [31, 'removed'],
    ],
  },
  PodLevelResourcesFixDefaulting: { source: 'KEP-2837', stages: [[37, 'beta']] },
  PodLevelResourcesFixKubeletQOSClass: { source: 'KEP-2837', stages: [[37, 'beta']] },
  H2CContainerProbe: { source: 'KEP-5999', stages: [[37, 'alpha']] },
  GRPCContainerProbeTLS: { source: 'KEP-4939', stages: [[37, 'alpha']] },
  EvictionRequestAPI: { source: 'KEP-4563', stages: [[37, 'alpha']] },
  AtomicWriteVolumeUserFields: { source: 'KEP-5936', stages: [[37, 'alpha']] },
  EmptyDirVolumeMode: { source: 'KEP-5502', stages: [[37, 'alpha']] },
  VolumeBindMountOptions: { source: 'KEP-5855', stages: [[37, 'alpha']] },
  InPlacePodVerticalScalingMemoryBackedVolumes: { source: 'KEP-6030', stages: [[37, 'alpha']] },
  StatefulSetRecreateStrategy: { source: 'KEP-3541', stages: [[37, 'alpha']] },
  WorkloadWithJob: { source: 'KEP-5547', stages: [[36, 'alpha']] },
} as const;

export type FeatureGate = keyof typeof FEATURE_GATES;

export const isFeatureGate = (name: string): name is FeatureGate => Object.hasOwn(FEATURE_GATES, name);

/** The stage of a gate at a minor; `undefined` before it exists. */
export function stageAt(name: FeatureGate, minor: number): Stage | undefined {
  const { stages }: FeatureGateHistory = FEATURE_GATES[name];
  return stages.findLast(([since]) => since <= minor)?.[1];
}

/** Whether a stage is on when nobody sets the gate. */
export const ON_BY_DEFAULT: Readonly<Record<Stage, boolean>> = {
  alpha: false,
  beta: true,
  betaOff: false,
  ga: true,
  gaUnlocked: true,
  deprecatedOff: false,
  deprecatedOn: true,
  removed: true,
  removedOff: false,
};
