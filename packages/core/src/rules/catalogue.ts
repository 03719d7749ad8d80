import { appLivenessDependsOnSidecar } from './app-liveness-depends-on-sidecar/rule.ts';
import { clusterTooOldForSidecars } from './cluster-too-old-for-sidecars/rule.ts';
import { concurrentPortConflict } from './concurrent-port-conflict/rule.ts';
import { crdPrunesRestartPolicy } from './crd-prunes-restart-policy/rule.ts';
import { defaultContainerAmbiguous } from './default-container-ambiguous/rule.ts';
import { deviceRequestedBySidecar } from './device-requested-by-sidecar/rule.ts';
import { duplicateInitAndSidecar } from './duplicate-init-and-sidecar/rule.ts';
import { effectiveRequestJump } from './effective-request-jump/rule.ts';
import { engineSidecarMode } from './engine-sidecar-mode/rule.ts';
import { externalSidecarTerminator } from './external-sidecar-terminator/rule.ts';
import { finiteCommandSidecar } from './finite-command-sidecar/rule.ts';
import { graceNotAdaptedOnMigration } from './grace-not-adapted-on-migration/rule.ts';
import { helperReadinessGatesPod } from './helper-readiness-gates-pod/rule.ts';
import { hpaBlockedByMissingRequest } from './hpa-blocked-by-missing-request/rule.ts';
import { hpaMetricDiluted } from './hpa-metric-diluted/rule.ts';
import { indexBasedInitPatch } from './index-based-init-patch/rule.ts';
import { initBeforeNeededSidecar } from './init-before-needed-sidecar/rule.ts';
import { initMeshBypass } from './init-mesh-bypass/rule.ts';
import { initPeakDominates } from './init-peak-dominates/rule.ts';
import { jobStartupCanHangForever } from './job-startup-can-hang-forever/rule.ts';
import { knownKubeletBug } from './known-kubelet-bug/rule.ts';
import { knownSidecarFlags } from './known-sidecar-flags/rule.ts';
import { legacySidecarInJob } from './legacy-sidecar-in-job/rule.ts';
import { legacySidecarInServiceWorkload } from './legacy-sidecar-in-service-workload/rule.ts';
import { limitrangeFillsSidecar } from './limitrange-fills-sidecar/rule.ts';
import { mainWorkloadAsSidecar } from './main-workload-as-sidecar/rule.ts';
import { meshDrainOnDelete } from './mesh-drain-on-delete/rule.ts';
import { meshInjectionOffForJob } from './mesh-injection-off-for-job/rule.ts';
import { meshLegacyHoldConfig } from './mesh-legacy-hold-config/rule.ts';
import { networkpolicyNamedPortOnSidecar } from './networkpolicy-named-port-on-sidecar/rule.ts';
import { neverEndingInitContainer } from './never-ending-init-container/rule.ts';
import { nonDefaultSchedulerAccounting } from './non-default-scheduler-accounting/rule.ts';
import { pidNamespaceKillHack } from './pid-namespace-kill-hack/rule.ts';
import { podFailurePolicyUnscoped } from './pod-failure-policy-unscoped/rule.ts';
import { podSecurityViolatedBySidecar } from './pod-security-violated-by-sidecar/rule.ts';
import { poststartReadinessHack } from './poststart-readiness-hack/rule.ts';
import { prestopExceedsGrace } from './prestop-exceeds-grace/rule.ts';
import { prestopSleepOnNativeSidecar } from './prestop-sleep-on-native-sidecar/rule.ts';
import { prestopStopsSidecarEarly } from './prestop-stops-sidecar-early/rule.ts';
import { privilegedSidecarForPodLifetime } from './privileged-sidecar-for-pod-lifetime/rule.ts';
import { probeTargetsLoopbackOnlyServer } from './probe-targets-loopback-only-server/rule.ts';
import { proxyWithoutLiveness } from './proxy-without-liveness/rule.ts';
import { qosLostToSidecar } from './qos-lost-to-sidecar/rule.ts';
import { quotaRejectsSidecar } from './quota-rejects-sidecar/rule.ts';
import { readinessMistakenForStartupGate } from './readiness-mistaken-for-startup-gate/rule.ts';
import { restartPolicyOnAppContainer } from './restart-policy-on-app-container/rule.ts';
import type { Rule } from './rule.ts';
import { sentinelFileShutdown } from './sentinel-file-shutdown/rule.ts';
import { serviceNamedPortOnSidecar } from './service-named-port-on-sidecar/rule.ts';
import { sharedEmptydirUnbounded } from './shared-emptydir-unbounded/rule.ts';
import { sidecarDrainOverGrace } from './sidecar-drain-over-grace/rule.ts';
import { sidecarIgnoresSigterm } from './sidecar-ignores-sigterm/rule.ts';
import { sidecarImageNotPinned } from './sidecar-image-not-pinned/rule.ts';
import { sidecarMissingMemoryLimit } from './sidecar-missing-memory-limit/rule.ts';
import { sidecarMissingRequests } from './sidecar-missing-requests/rule.ts';
import { sidecarMissingStartupProbe } from './sidecar-missing-startup-probe/rule.ts';
import { sidecarQuitCall } from './sidecar-quit-call/rule.ts';
import { sidecarStartupStarvesApp } from './sidecar-startup-starves-app/rule.ts';
import { sidecarStopOrderInverted } from './sidecar-stop-order-inverted/rule.ts';
import { startOrderChanged } from './start-order-changed/rule.ts';
import { startupBudgetOverDeadline } from './startup-budget-over-deadline/rule.ts';
import { startupBudgetTooSmall } from './startup-budget-too-small/rule.ts';
import { startupDeadlockOnApp } from './startup-deadlock-on-app/rule.ts';
import { terminationBudgetExceeded } from './termination-budget-exceeded/rule.ts';
import { trafficSidecarWithoutReadiness } from './traffic-sidecar-without-readiness/rule.ts';
import { vpaBlindToSidecar } from './vpa-blind-to-sidecar/rule.ts';
import { waitWrapperHack } from './wait-wrapper-hack/rule.ts';
import { webhookMayStripRestartPolicy } from './webhook-may-strip-restart-policy/rule.ts';

/** Every rule, in the order in which findings are given: migration, shape, start, ports, stop, resources. */
export const RULES: readonly Rule[] = [
  legacySidecarInJob,
  legacySidecarInServiceWorkload,
  sidecarQuitCall,
  meshLegacyHoldConfig,
  meshInjectionOffForJob,
  initMeshBypass,
  duplicateInitAndSidecar,
  externalSidecarTerminator,
  pidNamespaceKillHack,
  sentinelFileShutdown,
  waitWrapperHack,
  poststartReadinessHack,
  neverEndingInitContainer,
  restartPolicyOnAppContainer,
  finiteCommandSidecar,
  initBeforeNeededSidecar,
  sidecarStopOrderInverted,
  mainWorkloadAsSidecar,
  indexBasedInitPatch,
  sidecarMissingStartupProbe,
  readinessMistakenForStartupGate,
  startupBudgetTooSmall,
  startupBudgetOverDeadline,
  startupDeadlockOnApp,
  probeTargetsLoopbackOnlyServer,
  jobStartupCanHangForever,
  sidecarStartupStarvesApp,
  helperReadinessGatesPod,
  trafficSidecarWithoutReadiness,
  appLivenessDependsOnSidecar,
  proxyWithoutLiveness,
  serviceNamedPortOnSidecar,
  networkpolicyNamedPortOnSidecar,
  concurrentPortConflict,
  prestopExceedsGrace,
  terminationBudgetExceeded,
  prestopStopsSidecarEarly,
  prestopSleepOnNativeSidecar,
  meshDrainOnDelete,
  sidecarIgnoresSigterm,
  sidecarDrainOverGrace,
  podFailurePolicyUnscoped,
  knownSidecarFlags,
  sidecarMissingRequests,
  sidecarMissingMemoryLimit,
  qosLostToSidecar,
  hpaMetricDiluted,
  hpaBlockedByMissingRequest,
  deviceRequestedBySidecar,
  nonDefaultSchedulerAccounting,
  initPeakDominates,
  limitrangeFillsSidecar,
  quotaRejectsSidecar,
  vpaBlindToSidecar,
  sharedEmptydirUnbounded,
  clusterTooOldForSidecars,
  knownKubeletBug,
  webhookMayStripRestartPolicy,
  crdPrunesRestartPolicy,
  podSecurityViolatedBySidecar,
  privilegedSidecarForPodLifetime,
  sidecarImageNotPinned,
  defaultContainerAmbiguous,
  engineSidecarMode,
  startOrderChanged,
  graceNotAdaptedOnMigration,
  effectiveRequestJump,
];

/** Those whose errors are of what two objects make of each other, which nobody sees who looks at one of them. */
export const RULES_ON_SEVERAL_OBJECTS: readonly Rule[] = [
  serviceNamedPortOnSidecar,
  hpaBlockedByMissingRequest,
  limitrangeFillsSidecar,
  quotaRejectsSidecar,
];
