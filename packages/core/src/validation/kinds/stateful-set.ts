import type {
  PodSpec,
  PodTemplateSpec,
  StatefulSet,
  StatefulSetSpec,
  Volume,
} from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, invalid, invalidFor, nonnegative, notSupported } from '../field-error.ts';
import { validateObjectMeta } from '../metadata.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { validatePodTemplate, validateTemplateMetadata } from '../pod/pod-spec.ts';
import { compileSelector } from '../selector.ts';
import { dnsLabel } from '../text/names.ts';
import { validateClaimSpec } from '../volumes/claims.ts';
import {
  countOf,
  validateAlwaysRestarts,
  validateAmount,
  validateAtMostAll,
  validateSelector,
  validateSelects,
} from './controllers.ts';

const RULE = 'stateful-set';

/** V-230 … V-232. */
export function* validateStatefulSet(
  { metadata = {}, spec = {} }: StatefulSet,
  position: PodPosition,
): FieldErrors {
  const { on } = position;
  yield* validateObjectMeta(metadata, dnsLabel, on);
  const policy = spec.podManagementPolicy ?? '';
  if (policy !== 'OrderedReady' && policy !== 'Parallel')
    yield invalid(RULE, 'spec.podManagementPolicy', policy, "must be 'OrderedReady' or 'Parallel'");
  yield* validateUpdateStrategy(spec, 'spec.updateStrategy', on);
  yield* validateRetention(spec, 'spec.persistentVolumeClaimRetentionPolicy');
  if (on.validatesStatefulSetTemplates) {
    for (const [index, { spec: claim = {} }] of (spec.volumeClaimTemplates ?? []).entries())
      yield* validateClaimSpec(claim, `spec.volumeClaimTemplates[${index}].spec`, on);
  }
  yield* nonnegative('replicas', 'spec.replicas', spec.replicas);
  yield* nonnegative('replicas', 'spec.minReadySeconds', spec.minReadySeconds);
  yield* nonnegative(RULE, 'spec.ordinals.start', spec.ordinals?.start);
  if (on.validatesServiceName && spec.serviceName)
    yield* invalidFor(RULE, 'spec.serviceName', spec.serviceName, dnsLabel(spec.serviceName));
  yield* validateTemplate(spec, position);
  yield* validateAlwaysRestarts(spec.template ?? {}, 'StatefulSet');
}

const STRATEGIES = {
  types: ['RollingUpdate', 'OnDelete'],
  detail: "must be 'RollingUpdate' or 'OnDelete'",
};
const WITH_RECREATE = {
  types: ['RollingUpdate', 'OnDelete', 'Recreate'],
  detail: "must be 'RollingUpdate', 'OnDelete', or 'Recreate'",
};

function* validateUpdateStrategy(
  { updateStrategy = {} }: StatefulSetSpec,
  path: string,
  on: PodPosition['on'],
): FieldErrors {
  const { type = '', rollingUpdate } = updateStrategy;
  const supported = on.StatefulSetRecreateStrategy ? WITH_RECREATE : STRATEGIES;
  if (!supported.types.includes(type)) {
    yield invalid('update-strategy', path, updateStrategy, supported.detail);
    return;
  }
  if (type !== 'RollingUpdate') {
    if (rollingUpdate !== undefined)
      yield invalid(
        'update-strategy',
        `${path}.rollingUpdate`,
        rollingUpdate,
        "only allowed for updateStrategy 'RollingUpdate'",
      );
    return;
  }

  const { partition, maxUnavailable } = rollingUpdate ?? {};
  const at = `${path}.rollingUpdate.maxUnavailable`;
  yield* nonnegative('update-strategy', `${path}.rollingUpdate.partition`, partition);
  if (maxUnavailable === undefined) return;
  yield* validateAmount(maxUnavailable, at);
  if (countOf(maxUnavailable) === 0) yield invalid('update-strategy', at, maxUnavailable, 'cannot be 0');
  yield* validateAtMostAll(maxUnavailable, at);
}

const RETENTIONS = ['Retain', 'Delete'];

function* validateRetention(spec: StatefulSetSpec, path: string): FieldErrors {
  for (const field of ['whenDeleted', 'whenScaled'] as const) {
    const policy = spec.persistentVolumeClaimRetentionPolicy?.[field];
    if (policy !== undefined && !RETENTIONS.includes(policy))
      yield notSupported(RULE, `${path}.${field}`, policy, RETENTIONS);
  }
}

/** V-230: until 1.34 the Pods of a StatefulSet were refused one by one, and the template was not. */
function* validateTemplate(spec: StatefulSetSpec, position: PodPosition): FieldErrors {
  const { selector, template = {} } = spec;
  yield* validateSelector(selector, 'statefulset', position);
  const compiled = compileSelector(selector, position.on);
  if (compiled === undefined) {
    yield invalid('selector', 'spec.selector', selector, '');
    return;
  }
  yield* validateSelects(compiled, template);
  if (position.on.validatesStatefulSetTemplates)
    yield* validatePodTemplate(asItsPods(spec, template), 'spec.template', position);
  // The server checks these a second time.
  yield* validateTemplateMetadata(template.metadata ?? {}, template.spec ?? {}, 'spec.template', position);
}

/** The template as the controller makes Pods of it: with the claims as volumes, without names it overwrites. */
function asItsPods(
  { volumeClaimTemplates = [] }: StatefulSetSpec,
  template: PodTemplateSpec,
): PodTemplateSpec {
  const { hostname: _hostname, subdomain: _subdomain, ...spec }: PodSpec = template.spec ?? {};
  if (volumeClaimTemplates.length === 0) return { ...template, spec };
  const claims = new Map<string, Volume>(
    volumeClaimTemplates.map(({ metadata }) => {
      const name = metadata?.name ?? '';
      return [name, { name, persistentVolumeClaim: { claimName: name } }];
    }),
  );
  const others = (spec.volumes ?? []).filter(({ name = '' }) => !claims.has(name));
  return { ...template, spec: { ...spec, volumes: [...claims.values(), ...others] } };
}
