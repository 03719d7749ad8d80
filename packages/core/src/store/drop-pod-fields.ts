import type {
  Affinity,
  PodAffinityTerm,
  PodSecurityContext,
  PodSpec,
  WeightedPodAffinityTerm,
} from '../kubernetes/api-types.gen.ts';
import type { FeatureGate } from '../kubernetes/feature-gates.ts';
import { changed } from './changed.ts';
import { dropFromContainer } from './drop-container.ts';
import { dropFromVolume, dropImageVolumes } from './drop-volume-fields.ts';
import { type DropContext, without } from './dropped-field.ts';

/** A PodSpec without what disabled gates remove (fact sheet, section 5; `pkg/api/pod/util.go` dropDisabledFields). */
export function dropFromPodSpec(spec: PodSpec, path: string, context: DropContext): PodSpec {
  const plain = dropPlainFields(spec, path, context);
  const kept: PodSpec = {
    ...plain,
    ...changed(plain.containers, (list) => ({
      containers: list.map((item, index) =>
        dropFromContainer(item, 'containers', `${path}.containers[${index}]`, context),
      ),
    })),
    ...changed(plain.initContainers, (list) => ({
      initContainers: list.map((item, index) =>
        dropFromContainer(item, 'initContainers', `${path}.initContainers[${index}]`, context),
      ),
    })),
    ...changed(plain.ephemeralContainers, (list) => ({
      ephemeralContainers: list.map((item, index) =>
        dropFromContainer(item, 'ephemeralContainers', `${path}.ephemeralContainers[${index}]`, context),
      ),
    })),
    ...changed(plain.securityContext, (securityContext) => ({
      securityContext: dropFromPodSecurity(securityContext, `${path}.securityContext`, context),
    })),
    ...changed(plain.volumes, (volumes) => ({
      volumes: volumes.map((volume, index) => dropFromVolume(volume, `${path}.volumes[${index}]`, context)),
    })),
    ...changed(plain.affinity, (affinity) => ({
      affinity: dropFromAffinity(affinity, `${path}.affinity`, context),
    })),
  };
  return dropImageVolumes(kept, path, context);
}

const PLAIN: readonly (readonly [FeatureGate, keyof PodSpec])[] = [
  ['UserNamespacesSupport', 'hostUsers'],
  ['PodLevelResources', 'resources'],
  ['DynamicResourceAllocation', 'resourceClaims'],
  ['HostnameOverride', 'hostnameOverride'],
  ['GenericWorkload', 'workloadRef'],
  ['GenericWorkload', 'schedulingGroup'],
  ['EvictionRequestAPI', 'evictionResponders'],
];

const dropPlainFields = (spec: PodSpec, path: string, context: DropContext): PodSpec =>
  PLAIN.reduce(
    (kept, [gate, field]) => (context.on[gate] ? kept : without(kept, field, path, gate, context)),
    spec,
  );

const dropFromPodSecurity = (
  securityContext: PodSecurityContext,
  path: string,
  context: DropContext,
): PodSecurityContext => {
  const { on } = context;
  let kept = securityContext;
  if (!on.SupplementalGroupsPolicy)
    kept = without(kept, 'supplementalGroupsPolicy', path, 'SupplementalGroupsPolicy', context);
  if (!on.SELinuxChangePolicy)
    kept = without(kept, 'seLinuxChangePolicy', path, 'SELinuxChangePolicy', context);
  if (!on.AppArmorFields && on.knowsAppArmorFields)
    kept = without(kept, 'appArmorProfile', path, 'AppArmorFields', context);
  return kept;
};

function dropFromAffinity(affinity: Affinity, path: string, context: DropContext): Affinity {
  if (context.on.MatchLabelKeysInPodAffinity) return affinity;
  const fromTerm = (term: PodAffinityTerm, at: string): PodAffinityTerm =>
    without(
      without(term, 'matchLabelKeys', at, 'MatchLabelKeysInPodAffinity', context),
      'mismatchLabelKeys',
      at,
      'MatchLabelKeysInPodAffinity',
      context,
    );
  const fromWeighted = (term: WeightedPodAffinityTerm, at: string): WeightedPodAffinityTerm => ({
    ...term,
    ...changed(term.podAffinityTerm, (inner) => ({
      podAffinityTerm: fromTerm(inner, `${at}.podAffinityTerm`),
    })),
  });
  const kept = { ...affinity };
  for (const side of ['podAffinity', 'podAntiAffinity'] as const) {
    const terms = affinity[side];
    if (terms === undefined) continue;
    Object.assign(kept, {
      [side]: {
        ...terms,
        ...changed(terms.requiredDuringSchedulingIgnoredDuringExecution, (list) => ({
          requiredDuringSchedulingIgnoredDuringExecution: list.map((term, index) =>
            fromTerm(term, `${path}.${side}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`),
          ),
        })),
        ...changed(terms.preferredDuringSchedulingIgnoredDuringExecution, (list) => ({
          preferredDuringSchedulingIgnoredDuringExecution: list.map((term, index) =>
            fromWeighted(term, `${path}.${side}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`),
          ),
        })),
      },
    });
  }
  return kept;
}
