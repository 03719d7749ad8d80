/**
 * The smallest part of core: whether the API server takes an object that is there as a value. It has neither rules nor
 * Pods, so it loads in a fraction of the time of `objects.ts`, and `cdk8s synth` of what is in order needs no more.
 */
export { SEVERITIES } from './finding.ts';
export { releaseOf } from './kubernetes/release.ts';
export { NEWEST_KUBERNETES, parseKubernetesVersion } from './kubernetes/version.ts';
export { refusals } from './validation/validate-object.ts';
