export type { Analysis, WorkloadAnalysis } from './analysis.ts';
export type { AnalyzeOptions } from './analyze.ts';
export { analyze } from './analyze.ts';
export { type ApplyConfigOptions, applyConfig } from './config/apply-config.ts';
export {
  type BaselineEntry,
  type BaselineResult,
  baselineOf,
  baselineText,
  readBaseline,
} from './config/baseline.ts';
export { type BindConfigInput, bindConfig, type ConfigResult } from './config/bind-config.ts';
export { type Config, type ConfigIgnore, NO_CONFIG, type Override } from './config/config.ts';
export type { ConfigFile, Level } from './config/config-file.ts';
export { configJsonSchema } from './config/config-json-schema.ts';
export { type ConfigText, readConfig } from './config/read-config.ts';
export type { Amounts, AmountsDiff } from './diff/amounts.ts';
export type {
  AnalysisDiff,
  BeforeAfter,
  DiffTotals,
  FindingsDiff,
  NotCompared,
  UnreadInput,
  WorkloadChange,
  WorkloadDiff,
  WorkloadIdentity,
} from './diff/analysis-diff.ts';
export type { ChangeRuleOptions } from './diff/change-findings.ts';
export { type DiffOptions, diffAnalyses } from './diff/diff-analyses.ts';
export type { ResourceDelta, ResourceDiff } from './diff/diff-resources.ts';
export type { FieldChange } from './diff/field-changes.ts';
export type { Fingerprint } from './diff/fingerprint.ts';
export { fingerprintOf } from './diff/fingerprint.ts';
export type { WorkloadGroup } from './diff/group-workloads.ts';
export type {
  LifecycleDiff,
  LifecycleSummary,
  StartGate,
  TimeLeft,
  TimeLeftDelta,
} from './diff/lifecycle-summary.ts';
export type { OtherObjects } from './diff/other-objects.ts';
export type { PodChange } from './diff/pod-changes.ts';
export type {
  AtReplicas,
  InitPeak,
  ResourceSide,
  Rollout,
  SideCost,
  SideFit,
  SideRange,
} from './diff/resource-side.ts';
export type {
  CostTotals,
  NodeOptions,
  NodeTotals,
  NumberDiff,
  ResourceTotals,
} from './diff/total-resources.ts';
export type { EditResult, ObjectPlace } from './edit/edit-manifests.ts';
export { editManifests } from './edit/edit-manifests.ts';
export { editedValue } from './edit/edit-value.ts';
export type {
  Edit,
  Finding,
  Fix,
  LocatedFinding,
  Origin,
  ServerStage,
  ServerVerdict,
  Severity,
  Source,
} from './finding.ts';
export { SEVERITIES } from './finding.ts';
export type { Ignore } from './ignore/ignore.ts';
export {
  type InputFile,
  type Inventory,
  type InventoryOptions,
  type InventoryWorkload,
  inventory,
} from './inventory.ts';
export { isJsonObject, type Json, type JsonArray, type JsonObject, objectAt, textAt } from './json.ts';
export type * from './kubernetes/api-types.gen.ts';
export { FEATURE_GATES, type FeatureGate } from './kubernetes/feature-gates.ts';
export { fitsType } from './kubernetes/fits-type.ts';
export type { KubeletRelease, KubeletVersion } from './kubernetes/kubelet-release.ts';
export { KUBELET_VERSIONS, kubeletReleaseOf } from './kubernetes/kubelet-release.ts';
export type { Feature, FeatureGateOverrides, Release } from './kubernetes/release.ts';
export { FeatureGateError, releaseOf } from './kubernetes/release.ts';
export type { KubernetesVersion } from './kubernetes/version.ts';
export { KUBERNETES_VERSIONS, NEWEST_KUBERNETES, parseKubernetesVersion } from './kubernetes/version.ts';
export type { ShutdownBudget, SidecarShare } from './lifecycle/budget/shutdown-budget.ts';
export { shutdownBudget } from './lifecycle/budget/shutdown-budget.ts';
export type { Gate, StartupBudget } from './lifecycle/budget/startup-budget.ts';
export { startupBudget } from './lifecycle/budget/startup-budget.ts';
export type { Citation } from './lifecycle/citations/citation.ts';
export { type Citations, citationsOf } from './lifecycle/citations/citations-of.ts';
export { unmetExpectations } from './lifecycle/expectation.ts';
export type { JobParts } from './lifecycle/kubelet/job.ts';
export type { SimulateInput } from './lifecycle/simulate.ts';
export { simulate } from './lifecycle/simulate.ts';
export type {
  ContainerOutcome,
  LatestMilestones,
  PodOutcome,
  PodPhase,
  ProbeType,
  Run,
  TerminationCause,
  TimelineEvent,
  TimelineEventName,
  Timing,
} from './lifecycle/timeline.ts';
export type { WhatIfQuestion } from './lifecycle/what-if/cases.ts';
export type { WhatIf, WhatIfInput, WhatIfLevel } from './lifecycle/what-if/what-if.ts';
export { WHAT_IF_LEVELS, whatIf } from './lifecycle/what-if/what-if.ts';
export type { ScenarioResult } from './lifecycle/world/bind-scenario.ts';
export { bindScenario } from './lifecycle/world/bind-scenario.ts';
export { defaultScenario } from './lifecycle/world/default-scenario.ts';
export { parseDuration, printDuration } from './lifecycle/world/duration.ts';
export { initScenario } from './lifecycle/world/init-scenario.ts';
export { scenarioJson } from './lifecycle/world/print-scenario.ts';
export type { ScenarioError, ScenarioText, ScenarioTextResult } from './lifecycle/world/read-scenario.ts';
export { readScenario } from './lifecycle/world/read-scenario.ts';
export type { Defect, Expectation, Intervention, RunScript, Scenario } from './lifecycle/world/scenario.ts';
export type { ScenarioFile } from './lifecycle/world/scenario-file.ts';
export { scenarioJsonSchema } from './lifecycle/world/scenario-json-schema.ts';
export { explainPods, type PodExplanations } from './live/explain-pods.ts';
export type {
  ContainerExplanation,
  Ending,
  LookFurther,
  Outcome,
  Outlook,
  PodExplanation,
  SeenEvent,
  Statement,
  Wait,
} from './live/explanation.ts';
export type { LiveOptions } from './live/live-pod.ts';
export { durationText, readMoment } from './live/moments.ts';
export { READ_LIMITS, type ReadLimits } from './manifest/limits.ts';
export { locateFinding } from './manifest/locate-finding.ts';
export type { ManifestObject, Manifests, Position, Unreadable } from './manifest/manifest.ts';
export { readManifests } from './manifest/read-manifests.ts';
export { migrateManifests, whyNoSidecars } from './migrate/migrate-manifests.ts';
export type { AnalyzeTexts, MigrateOptions } from './migrate/migrate-options.ts';
export type {
  Certainty,
  LeftContainer,
  Legacy,
  Migration,
  MovedContainer,
  PodSums,
  WorkloadLeft,
  WorkloadMigration,
} from './migrate/migration.ts';
export { objectErrors, objectFindings } from './object-findings.ts';
export { errorAt, type OwnFileError, type OwnFileResult } from './own-file/own-file.ts';
export { add, compare, max, multiply, negate, subtract } from './quantity/arithmetic.ts';
export type { QuantityQuirk } from './quantity/kubernetes-overflow.ts';
export { kubernetesMilliValue, kubernetesValue, quantityQuirks } from './quantity/kubernetes-overflow.ts';
export type { QuantityErrorName } from './quantity/parse-quantity.ts';
export { parseQuantity, QuantitySyntaxError, readQuantity } from './quantity/parse-quantity.ts';
export { printCanonical, printQuantity } from './quantity/print-quantity.ts';
export type { Quantity, QuantityFormat } from './quantity/quantity.ts';
export { milliValue, value } from './quantity/quantity.ts';
export { type Scale, scalesOf } from './resources/autoscalers.ts';
export { type Cgroups, type ContainerCgroup, cgroups, type PodCgroup } from './resources/cgroups.ts';
export type { PodResourcesOptions } from './resources/compute-pod-resources.ts';
export { DEFAULT_NODE_MEMORY, podResources } from './resources/compute-pod-resources.ts';
export type { WorkloadResourcesOptions } from './resources/compute-workload-resources.ts';
export { workloadResources } from './resources/compute-workload-resources.ts';
export { type BlindSpots, blindSpots, type Consumer } from './resources/consumers.ts';
export { type Cost, HOURS_PER_MONTH, monthlyCost, type Prices } from './resources/cost.ts';
export { type ExclusiveCpus, exclusiveCpus } from './resources/exclusive-cpus.ts';
export { type HpaMetric, type HpaRequest, hpaRequest, hpaUtilization } from './resources/hpa.ts';
export { applyLimitRange, type LimitRangeItem, type LimitRangeViolation } from './resources/limit-range.ts';
export { type MemoryQos, type MemoryQosSettings, memoryQos } from './resources/memory-qos.ts';
export type { LimitRange, NamespacePolicies } from './resources/namespace-policies.ts';
export { policiesByNamespace } from './resources/namespace-policies.ts';
export { fitOnNode, type NodeFit, parseNode, type ResourceFit } from './resources/node-fit.ts';
export type {
  AtScale,
  ContainerResources,
  LimitRangeVerdict,
  Peak,
  PodResources,
  QosClass,
  RequestParts,
  ResourceAmounts,
  ScaleRange,
  Step,
  WorkloadResources,
} from './resources/pod-resources.ts';
export { podLimits, podRequests, type SumOptions } from './resources/pod-sums.ts';
export { describeNote, type ResourceNote } from './resources/resource-notes.ts';
export {
  type QuotaVerdict,
  quotaUsage,
  quotaVerdict,
  type ResourceQuota,
} from './resources/resource-quota.ts';
export { type FitVerdict, fitsNode, type NodeState, schedulerRequest } from './resources/scheduler.ts';
export { RULES } from './rules/catalogue.ts';
export { exportedRules } from './rules/exported-rules.ts';
export type { RuleInput } from './rules/input/rule-input.ts';
export type {
  Advice,
  ChangeContext,
  ChangeSide,
  Fact,
  InputContext,
  ObjectContext,
  Rule,
  RuleContext,
  RuleFinding,
  RuleMeta,
} from './rules/rule.ts';
export { defineChangeRule, defineObjectRule, defineRule } from './rules/rule.ts';
export type { Mesh, RuleOptions, Settings } from './rules/settings.ts';
export { DEFAULT_SETTINGS, MESHES, NATIVE_BY_DEFAULT } from './rules/settings.ts';
export type { StartGate as SidecarGate } from './rules/signs/start-gate.ts';
export { DEFAULT_SERVER, type ServerOptions } from './validation/pod/pod-context.ts';
export { SERVER_RULES, type ServerRule, type ServerRuleInfo } from './validation/server-rules.ts';
export type { UpdateOperation } from './validation/update/validate-update.ts';
export { validateUpdate } from './validation/update/validate-update.ts';
export { validateEmbedded } from './validation/validate-embedded.ts';
export { validateObject } from './validation/validate-object.ts';
export type {
  Fate,
  SupportedVersions,
  VerdictChange,
  VersionVerdict,
} from './validation/versions/versions-at-a-glance.ts';
export {
  supportedVersions,
  verdictChange,
  verdictsOfVersions,
} from './validation/versions/versions-at-a-glance.ts';
export type { ContainerRole, RoleContainer } from './workload/container-role.ts';
export { containersOf, isSidecar } from './workload/container-role.ts';
export { jobOf } from './workload/job-of.ts';
export { pathInObject } from './workload/path-in-object.ts';
export { toWorkloads } from './workload/to-workloads.ts';
export type { Injected, Pod, Workload, WorkloadKind } from './workload/workload.ts';
