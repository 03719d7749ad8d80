import type {
  DaemonSet,
  DaemonSetSpec,
  Deployment,
  DeploymentSpec,
  IntOrString,
  LabelSelector,
  ObjectMeta,
  PodTemplate,
  PodTemplateSpec,
  ReplicaSet,
  ReplicationController,
} from '../../kubernetes/api-types.gen.ts';
import {
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  nonnegative,
  notSupported,
  required,
} from '../field-error.ts';
import { nameOf, validateLabelSelector, validateObjectMeta } from '../metadata.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { validatePodTemplate } from '../pod/pod-spec.ts';
import { type CompiledSelector, compileSelector } from '../selector.ts';
import { dnsSubdomain, percent } from '../text/names.ts';

const subdomain = (name: string) => dnsSubdomain(name);

/** V-251. */
export function* validatePodTemplateObject(object: PodTemplate, position: PodPosition): FieldErrors {
  yield* validateObjectMeta(object.metadata ?? {}, subdomain, position.on);
  yield* validatePodTemplate(object.template ?? {}, 'template', position);
}

/** V-220 … V-223. */
export function* validateDeployment(
  { metadata = {}, spec = {} }: Deployment,
  position: PodPosition,
): FieldErrors {
  yield* validateObjectMeta(metadata, subdomain, position.on);
  yield* nonnegative('replicas', 'spec.replicas', spec.replicas);
  yield* validateReplicatedTemplate(spec, position);
  yield* validateStrategy(spec, 'spec.strategy');
  yield* nonnegative('replicas', 'spec.minReadySeconds', spec.minReadySeconds);
  yield* nonnegative('replicas', 'spec.revisionHistoryLimit', spec.revisionHistoryLimit);
  const { progressDeadlineSeconds: deadline, minReadySeconds = 0 } = spec;
  yield* nonnegative('progress-deadline', 'spec.progressDeadlineSeconds', deadline);
  if (deadline !== undefined && deadline <= minReadySeconds)
    yield invalid(
      'progress-deadline',
      'spec.progressDeadlineSeconds',
      deadline,
      'must be greater than minReadySeconds',
    );
}

export function* validateReplicaSet(
  { metadata = {}, spec = {} }: ReplicaSet,
  position: PodPosition,
): FieldErrors {
  yield* validateObjectMeta(metadata, subdomain, position.on);
  yield* nonnegative('replicas', 'spec.replicas', spec.replicas);
  yield* nonnegative('replicas', 'spec.minReadySeconds', spec.minReadySeconds);
  yield* validateReplicatedTemplate(spec, position);
}

interface Replicated {
  readonly selector?: LabelSelector;
  readonly template?: PodTemplateSpec;
  readonly replicas?: number;
}

/** Selector and template of a Deployment or ReplicaSet; its errors name the one or the other at will. */
function* validateReplicatedTemplate(
  { selector, template = {}, replicas = 0 }: Replicated,
  position: PodPosition,
): FieldErrors {
  yield* validateSelector(selector, 'deployment', position);
  const compiled = compileSelector(selector, position.on);
  if (compiled === undefined) {
    yield invalid('selector', 'spec.selector', selector, 'invalid label selector');
    return;
  }
  yield* validateSelects(compiled, template);
  yield* validatePodTemplate(template, 'spec.template', position);
  if (replicas > 1) yield* validateSharedDisks(template, position);
  yield* validateAlwaysRestarts(template, 'ReplicaSet');
}

/** V-222: a missing selector is reported, and matches no labels either. */
export function* validateSelector(
  selector: LabelSelector | undefined,
  kind: 'deployment' | 'statefulset',
  { on }: PodPosition,
): FieldErrors {
  if (selector === undefined) {
    yield required('selector', 'spec.selector');
    return;
  }
  yield* validateLabelSelector(selector, 'spec.selector', on);
  if (isEmptySelector(selector))
    yield invalid('selector', 'spec.selector', selector, `empty selector is invalid for ${kind}`);
}

const isEmptySelector = ({ matchLabels = {}, matchExpressions = [] }: LabelSelector): boolean =>
  Object.keys(matchLabels).length + matchExpressions.length === 0;

export function* validateSelects(selector: CompiledSelector, { metadata }: PodTemplateSpec): FieldErrors {
  if (selector.empty || selector.matches(metadata?.labels)) return;
  yield invalid(
    'selector-matches-labels',
    'spec.template.metadata.labels',
    metadata?.labels ?? null,
    '`selector` does not match template `labels`',
  );
}

/** V-221. */
export function* validateAlwaysRestarts({ spec = {} }: PodTemplateSpec, kind: string): FieldErrors {
  if (spec.restartPolicy !== 'Always') {
    yield notSupported(
      'controller-restart-policy',
      'spec.template.spec.restartPolicy',
      spec.restartPolicy ?? '',
      ['Always'],
    );
  }
  if (spec.activeDeadlineSeconds !== undefined) {
    yield forbidden(
      'controller-active-deadline',
      'spec.template.spec.activeDeadlineSeconds',
      `activeDeadlineSeconds in ${kind} is not Supported`,
    );
  }
}

/** A persistent disk of Google's cloud can be written by one machine alone. */
function* validateSharedDisks({ spec = {} }: PodTemplateSpec, { on }: PodPosition): FieldErrors {
  if (!on.checksSharedDisks || on.SkipReadOnlyValidationGCE) return;
  for (const [index, { gcePersistentDisk: disk }] of (spec.volumes ?? []).entries()) {
    if (disk === undefined || disk.readOnly === true) continue;
    yield invalid(
      'shared-disk',
      `spec.template.spec.volumes[${index}].gcePersistentDisk.readOnly`,
      false,
      'must be true for replicated pods > 1; GCE PD can only be mounted on multiple machines if it is read-only',
    );
  }
}

const RULE = 'update-strategy';

function* validateStrategy({ strategy = {} }: DeploymentSpec, path: string): FieldErrors {
  switch (strategy.type) {
    case 'Recreate':
      if (strategy.rollingUpdate !== undefined)
        yield forbidden(
          RULE,
          `${path}.rollingUpdate`,
          "may not be specified when strategy `type` is 'Recreate'",
        );
      return;
    case 'RollingUpdate':
      return yield* validateRollingUpdate(strategy.rollingUpdate ?? {}, `${path}.rollingUpdate`);
  }
  yield notSupported(RULE, path, strategy, ['Recreate', 'RollingUpdate']);
}

interface RollingUpdate {
  readonly maxUnavailable?: IntOrString;
  readonly maxSurge?: IntOrString;
}

function* validateRollingUpdate(
  { maxUnavailable = 0, maxSurge = 0 }: RollingUpdate,
  path: string,
): FieldErrors {
  yield* validateAmount(maxUnavailable, `${path}.maxUnavailable`);
  yield* validateAmount(maxSurge, `${path}.maxSurge`);
  if (countOf(maxUnavailable) === 0 && countOf(maxSurge) === 0)
    yield invalid(RULE, `${path}.maxUnavailable`, maxUnavailable, 'may not be 0 when `maxSurge` is 0');
  yield* validateAtMostAll(maxUnavailable, `${path}.maxUnavailable`);
}

/** A count or a percentage. */
export function* validateAmount(amount: IntOrString, path: string): FieldErrors {
  if (typeof amount === 'number') yield* nonnegative(RULE, path, amount);
  else yield* invalidFor(RULE, path, amount, percent(amount));
}

const isPercent = (amount: IntOrString): amount is string =>
  typeof amount === 'string' && percent(amount).length === 0;

/** As Go reads it: of a text that is no percentage the digits, or 0. */
export function countOf(amount: IntOrString): number {
  if (typeof amount === 'number') return amount;
  if (isPercent(amount)) return Number(amount.slice(0, -1));
  return /^[+-]?[0-9]+$/.test(amount) ? Number(amount) : 0;
}

export function* validateAtMostAll(amount: IntOrString, path: string): FieldErrors {
  if (isPercent(amount) && countOf(amount) > 100)
    yield invalid(RULE, path, amount, 'must not be greater than 100%');
}

export function* validateDaemonSet(
  { metadata = {}, spec = {} }: DaemonSet,
  position: PodPosition,
): FieldErrors {
  const { selector, template = {} } = spec;
  yield* validateObjectMeta(metadata, subdomain, position.on);
  yield* validateLabelSelector(selector, 'spec.selector', position.on);
  const compiled = compileSelector(selector, position.on);
  if (compiled !== undefined) yield* validateSelects(compiled, template);
  if (selector !== undefined && isEmptySelector(selector))
    yield invalid('selector', 'spec.selector', selector, 'empty selector is invalid for daemonset');
  yield* validatePodTemplate(template, 'spec.template', position);
  yield* validateSharedDisks(template, position);
  yield* validateAlwaysRestarts(template, 'DaemonSet');
  yield* nonnegative('replicas', 'spec.minReadySeconds', spec.minReadySeconds);
  yield* validateDaemonStrategy(spec, 'spec.updateStrategy');
  yield* nonnegative('replicas', 'spec.revisionHistoryLimit', spec.revisionHistoryLimit);
}

function* validateDaemonStrategy({ updateStrategy = {} }: DaemonSetSpec, path: string): FieldErrors {
  if (updateStrategy.type === 'OnDelete') return;
  if (updateStrategy.type !== 'RollingUpdate') {
    yield notSupported(RULE, path, updateStrategy, ['RollingUpdate', 'OnDelete']);
    return;
  }
  const { maxUnavailable = 0, maxSurge = 0 } = updateStrategy.rollingUpdate ?? {};
  const unavailableAt = `${path}.rollingUpdate.maxUnavailable`;
  const surgeAt = `${path}.rollingUpdate.maxSurge`;
  yield* validateAmount(maxUnavailable, unavailableAt);
  yield* validateAmount(maxSurge, surgeAt);
  yield* validateAtMostAll(maxUnavailable, unavailableAt);
  yield* validateAtMostAll(maxSurge, surgeAt);
  const hasUnavailable = countOf(maxUnavailable) !== 0;
  const hasSurge = countOf(maxSurge) !== 0;
  if (hasUnavailable && hasSurge)
    yield invalid(RULE, surgeAt, maxSurge, 'may not be set when maxUnavailable is non-zero');
  if (!hasUnavailable && !hasSurge) yield required(RULE, unavailableAt, 'cannot be 0 when maxSurge is 0');
}

function validateReplicationControllerMeta(metadata: ObjectMeta, on: PodPosition['on']): FieldErrors {
  if (!on.replicationControllerNameIsDeclarative) return validateObjectMeta(metadata, subdomain, on);
  const { generateName: _, ...rest } = metadata;
  const longName = (name: string) => dnsSubdomain(name, 'must be no more than 253 bytes');
  return validateObjectMeta({ ...rest, name: nameOf(metadata) }, longName, on);
}

/** V-250. */
export function* validateReplicationController(
  { metadata = {}, spec = {} }: ReplicationController,
  position: PodPosition,
): FieldErrors {
  const { selector = {}, template, replicas = 0 } = spec;
  yield* validateReplicationControllerMeta(metadata, position.on);
  yield* nonnegative('replicas', 'spec.minReadySeconds', spec.minReadySeconds);
  if (Object.keys(selector).length === 0) yield required('selector', 'spec.selector');
  yield* nonnegative('replicas', 'spec.replicas', replicas);
  if (template === undefined) {
    yield required('template', 'spec.template');
    return;
  }
  const labels = template.metadata?.labels ?? {};
  const matches = Object.entries(selector).every(
    ([key, value]) => Object.hasOwn(labels, key) && labels[key] === value,
  );
  yield* validateSelects({ empty: false, matches: () => matches }, template);
  yield* validatePodTemplate(template, 'spec.template', position);
  if (replicas > 1) yield* validateSharedDisks(template, position);
  yield* validateAlwaysRestarts(template, 'ReplicationController');
}
