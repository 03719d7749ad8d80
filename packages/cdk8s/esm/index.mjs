// The door for ECMAScript modules: the one implementation is CommonJS, so nobody can load it twice.
import cdk8s from '../dist/index.cjs';

export const { EXPLAIN, explain, NativeSidecars, pod, SidecarValidation, sidecar, simulate, TARGET } = cdk8s;
