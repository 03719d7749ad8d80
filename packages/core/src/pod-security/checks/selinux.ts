import type { SELinuxOptions } from '../../kubernetes/api-types.gen.ts';
import {
  type FindOffence,
  plural,
  quoted,
  type SecurityCheck,
  settersOf,
  sortedSet,
  visited,
} from '../check.ts';

const TYPES: readonly string[] = ['', 'container_t', 'container_init_t', 'container_kvm_t'];

const isForbidden = (
  options: SELinuxOptions | undefined,
  types: readonly string[],
): options is SELinuxOptions =>
  options !== undefined &&
  (!types.includes(options.type ?? '') || (options.user ?? '') !== '' || (options.role ?? '') !== '');

/** What of the options is forbidden. */
function badData(options: readonly SELinuxOptions[], allowed: readonly string[]): string {
  const types = sortedSet(options.map(({ type = '' }) => type).filter((type) => !allowed.includes(type)));
  return [
    ...(types.length > 0 ? [`${plural(types.length, 'type', 'types')} ${quoted(types)}`] : []),
    ...(options.some(({ user = '' }) => user !== '') ? ['user may not be set'] : []),
    ...(options.some(({ role = '' }) => role !== '') ? ['role may not be set'] : []),
  ].join('; ');
}

const withTypes =
  (types: readonly string[]): FindOffence =>
  (pod) => {
    const ofPod = pod.spec.securityContext?.seLinuxOptions;
    const bad = visited(pod).filter(({ security }) => isForbidden(security.seLinuxOptions, types));
    const options = [ofPod, ...bad.map(({ security }) => security.seLinuxOptions)].filter((one) =>
      isForbidden(one, types),
    );
    if (options.length === 0) return undefined;
    const setters = settersOf(
      isForbidden(ofPod, types),
      bad.map(({ name }) => name),
    );
    const paths = bad.map(({ securityPath }) => securityPath);
    return {
      reason: 'seLinuxOptions',
      detail: `${setters} set forbidden securityContext.seLinuxOptions: ${badData(options, types)}`,
      paths: [...(isForbidden(ofPod, types) ? ['spec.securityContext'] : []), ...paths].map(
        (path) => `${path}.seLinuxOptions`,
      ),
    };
  };

/** `check_seLinuxOptions.go` */
export const seLinuxOptions: SecurityCheck = {
  id: 'seLinuxOptions',
  level: 'baseline',
  revisions: [
    { since: 0, find: withTypes(TYPES) },
    { since: 31, find: withTypes([...TYPES, 'container_engine_t']) },
  ],
};
