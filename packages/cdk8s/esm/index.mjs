// The door for ECMAScript modules: the one implementation is CommonJS, so nobody can load it twice.
import cdk8s from '../dist/index.cjs';

export const { NativeSidecars, pod, SidecarValidation, sidecar, TARGET } = cdk8s;
