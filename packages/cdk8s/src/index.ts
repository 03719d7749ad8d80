export type { DeploymentProps } from './deployment.ts';
export type { JobProps } from './job.ts';
export { NativeSidecars, type SidecarAdder } from './native-sidecars.ts';
export { type PodOptions, type PodWithContainer, type PodWithoutContainer, pod } from './pod.ts';
export { ServedWorkload, type ServiceProps } from './served-workload.ts';
export { type AnySidecar, type Placement, type Sidecar, sidecar } from './sidecar.ts';
export { PodWorkload } from './workload.ts';
