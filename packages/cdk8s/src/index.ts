export type {
  EnvValue,
  Hook,
  MountValue,
  MountValues,
  PortValue,
  Resources,
  UnnamedPort,
} from './container.ts';
export type { ContainerOptions, InitOptions } from './container-options.ts';
export type { Doors } from './doors.ts';
export { type Explanation, explain } from './explain.ts';
export { EXPLAIN } from './explain-log.ts';
export { NativeSidecars, type SidecarAdder } from './native-sidecars.ts';
export type { ValidationContext, ValidationViolation } from './plugin-contract.ts';
export { type PodOptions, type PodWithContainer, type PodWithoutContainer, pod } from './pod.ts';
export type { PodAnnotations } from './pod-annotations.ts';
export type { Probe, ReadinessProbe } from './probe.ts';
export { type AnySidecar, type Placement, type Sidecar, sidecar, type WrittenContainer } from './sidecar.ts';
export { type ScenarioSpec, type Simulated, simulate } from './simulate.ts';
export { TARGET } from './target.ts';
export { SidecarValidation, type ValidationProperties } from './validation-plugin.ts';
export type { ServedWorkload, ServiceProps, Workload } from './workload.ts';
export type {
  CronJobProps,
  DaemonSetProps,
  DeploymentProps,
  JobProps,
  PodProps,
  StatefulSetProps,
  TemplateProps,
} from './workload-props.ts';
