import type { Container, PodSpec, ResourceRequirements, Toleration } from '../../kubernetes/api-types.gen.ts';
import { isSidecar } from '../../kubernetes/container-role.ts';
import type { Release } from '../../kubernetes/release.ts';
import { compare } from '../../quantity/arithmetic.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { qosClass } from '../../resources/qos-class.ts';
import type { StoredPod } from '../../store/stored-object.ts';
import { type FieldErrors, forbidden, inclusiveRange, invalid } from '../field-error.ts';
import { isSame } from './deep-equal.ts';
import { validateVolumeResize } from './volume-resize.ts';

type Features = Release['on'];

const MIRROR = 'kubernetes.io/config.mirror';
const LISTS = ['containers', 'initContainers'] as const;

const UPDATABLE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

const qosOf = ({ metadata, spec }: StoredPod, { on }: { readonly on: Features }): string =>
  qosClass({ metadata, spec }, on);

/** V-300 … V-305: what may change in a Pod that exists; a sidecar stays one (L-238). */
export function* validatePodUpdate(old: StoredPod, pod: StoredPod, on: Features): FieldErrors {
  for (const list of LISTS) {
    if ((pod.spec[list] ?? []).length === (old.spec[list] ?? []).length) continue;
    yield forbidden('pod-update', `spec.${list}`, 'pod updates may not add or remove containers');
    return;
  }
  const deadlineSound = yield* validateDeadline(old.spec, pod.spec);
  if (!deadlineSound) return;
  yield* validateAddedTolerations(old.spec, pod.spec);
  yield* validateDeletedGates(old.spec, pod.spec);
  if (isSame(pod.spec, old.spec)) return;
  const qos = qosOf(old, { on });
  const checksQos = on.refusesQosChangeOnUpdate || (on.qosChangeNeedsGate && on.InPlacePodVerticalScaling);
  if (checksQos && qos !== qosOf(pod, { on }))
    yield invalid('pod-update', 'metadata', qos, 'Pod QoS is immutable');
  if (!isSame(withUpdatableOf(old.spec, pod.spec, on), old.spec))
    yield forbidden('pod-update', 'spec', UPDATABLE);
}

const MAX_INT32 = 2 ** 31 - 1;

/** V-303. Returns whether the server looks further. */
function* validateDeadline(
  old: PodSpec,
  spec: PodSpec,
): Generator<ReturnType<typeof invalid>, boolean, undefined> {
  const path = 'spec.activeDeadlineSeconds';
  const { activeDeadlineSeconds: seconds } = spec;
  const before = old.activeDeadlineSeconds;
  if (seconds === undefined) {
    if (before !== undefined)
      yield invalid('pod-update', path, null, 'must not update from a positive integer to nil value');
    return true;
  }
  if (seconds < 0 || seconds > MAX_INT32)
    yield invalid('pod-update', path, seconds, inclusiveRange(0, MAX_INT32));
  else if (before === undefined || before >= seconds) return true;
  else yield invalid('pod-update', path, seconds, 'must be less than or equal to previous value');
  return false;
}

/** V-305. */
function* validateAddedTolerations(
  { tolerations: old = [] }: PodSpec,
  { tolerations = [] }: PodSpec,
): FieldErrors {
  const kept = (one: Toleration) =>
    tolerations.some((other) => isSame({ ...one, tolerationSeconds: other.tolerationSeconds }, other));
  if (!old.every(kept)) {
    yield forbidden(
      'pod-update',
      'spec.tolerations',
      'existing toleration can not be modified except its tolerationSeconds',
    );
  }
}

function* validateDeletedGates(
  { schedulingGates: old = [] }: PodSpec,
  { schedulingGates = [] }: PodSpec,
): FieldErrors {
  const names = new Set(old.map(({ name }) => name));
  for (const [index, { name = '' }] of schedulingGates.entries()) {
    if (names.has(name)) continue;
    const detail = `only deletion is allowed, but found new scheduling gate '${name}'`;
    yield forbidden('pod-update', `spec.schedulingGates[${index}].name`, detail);
  }
}

/** The new spec with the old values of all that may change; what still differs may not. */
function withUpdatableOf(old: PodSpec, spec: PodSpec, on: Features): PodSpec {
  const munged = (list: 'containers' | 'initContainers') =>
    (spec[list] ?? []).map((container, index) =>
      withUpdatableOfContainer(old[list]?.[index] ?? {}, container, list, on),
    );
  const gated = (old.schedulingGates ?? []).length > 0;
  return {
    ...spec,
    containers: munged('containers'),
    initContainers: munged('initContainers'),
    ...pick(old, ['activeDeadlineSeconds', 'schedulingGates', 'tolerations']),
    ...((old.terminationGracePeriodSeconds ?? 0) < 0 &&
      spec.terminationGracePeriodSeconds === 1 &&
      pick(old, ['terminationGracePeriodSeconds'])),
    ...(gated && pick(old, ['nodeSelector'])),
  } as PodSpec;
}

/** The fields of an object, absent ones as undefined. */
const pick = <T extends object, K extends keyof T>(
  object: T,
  fields: readonly K[],
): { [P in K]: T[P] | undefined } =>
  Object.fromEntries(fields.map((field) => [field, object[field]])) as { [P in K]: T[P] | undefined };

/** V-310: until 1.32 the gate of in-place resize allowed cpu and memory here. */
function withUpdatableOfContainer(
  old: Container,
  container: Container,
  list: 'containers' | 'initContainers',
  on: Features,
): Container {
  const munged = { ...container, ...pick(old, ['image']) } as Container;
  if (list === 'initContainers' || !on.resizesThroughUpdate || !on.InPlacePodVerticalScaling) return munged;
  return withComputeOf(old, munged);
}

/** The container with the old cpu and memory. */
function withComputeOf(old: Container, container: Container): Container {
  if (old.resources === undefined && container.resources === undefined) return container;
  const limits = withCompute(old.resources?.limits, container.resources?.limits);
  const requests = withCompute(old.resources?.requests, container.resources?.requests);
  const claims = container.resources?.claims;
  const resources = {
    ...(claims !== undefined && { claims }),
    ...(Object.keys(limits).length > 0 && { limits }),
    ...(Object.keys(requests).length > 0 && { requests }),
  };
  return { ...container, resources };
}

type Amounts = Readonly<Record<string, string>>;

function withCompute(old: Amounts | undefined, amounts: Amounts = {}): Amounts {
  if (old === undefined) return {};
  const others = Object.entries(amounts).filter(([name]) => name !== 'cpu' && name !== 'memory');
  const compute = Object.entries(old).filter(([name]) => name === 'cpu' || name === 'memory');
  return Object.fromEntries([...others, ...compute]);
}

const hasPodResources = ({ spec: { resources } }: StoredPod): boolean =>
  Object.keys({ ...resources?.requests, ...resources?.limits }).length > 0;

/** V-311 … V-318: the sub-resource `resize`. */
export function* validatePodResize(old: StoredPod, pod: StoredPod, on: Features): FieldErrors {
  const refusal = resizeRefusal(old, pod, on);
  if (refusal !== undefined) {
    yield forbidden('pod-resize', '', refusal);
    return;
  }
  let sound = true;
  for (const error of resizeErrors(old, pod, on)) {
    sound = false;
    yield error;
  }
  if (!sound) return;
  const munged = {
    ...pod.spec,
    containers: (pod.spec.containers ?? []).map((container, index) =>
      withComputeOf(old.spec.containers?.[index] ?? {}, container),
    ),
    initContainers: (pod.spec.initContainers ?? []).map((container, index) =>
      withComputeOf(old.spec.initContainers?.[index] ?? {}, container),
    ),
    ...(on.InPlacePodLevelResourcesVerticalScaling && pick(old.spec, ['resources'])),
    ...(on.InPlacePodVerticalScalingMemoryBackedVolumes && pick(old.spec, ['volumes'])),
  };
  if (!isSame(munged, old.spec))
    yield forbidden('pod-resize', 'spec', 'only cpu and memory resources are mutable');
}

/** V-318. */
function resizeRefusal(old: StoredPod, pod: StoredPod, on: Features): string | undefined {
  if (Object.hasOwn(old.metadata.annotations ?? {}, MIRROR)) return 'static pods cannot be resized';
  if (old.spec.os?.name === 'windows') return 'windows pods cannot be resized';
  const podLevel = hasPodResources(old) || hasPodResources(pod);
  if (!podLevel || on.InPlacePodLevelResourcesVerticalScaling) return undefined;
  return on.podLevelResizeNamesGate
    ? 'resize of pods with pod-level resources is forbidden when InPlacePodLevelResourcesVerticalScalingEnabled feature gate is disabled'
    : 'pods with pod-level resources cannot be resized';
}

function* resizeErrors(old: StoredPod, pod: StoredPod, on: Features): FieldErrors {
  const qos = qosOf(old, { on });
  if (qos !== qosOf(pod, { on }))
    yield invalid('pod-resize', 'spec', qos, 'Pod QOS Class may not change as a result of resizing');
  const reordered = [...orderErrors(old.spec, pod.spec)];
  yield* reordered;
  if (reordered.length > 0) return;
  for (const list of ['initContainers', 'containers'] as const) {
    for (const [index, container] of (old.spec[list] ?? []).entries()) {
      if (list === 'initContainers' && !isSidecar(container) && !on.InPlacePodVerticalScalingInitContainers)
        continue;
      const update = pod.spec[list]?.[index] ?? {};
      yield* validateContainerResize(container, update, `spec.${list}[${index}].resources`, on);
    }
  }
  yield* validateOnlyCompute(old.spec, pod.spec, on);
  if (on.InPlacePodVerticalScalingMemoryBackedVolumes) yield* validateVolumeResize(old.spec, pod.spec);
}

/** V-316. */
function* orderErrors(old: PodSpec, spec: PodSpec): FieldErrors {
  for (const list of LISTS) {
    const before = old[list] ?? [];
    const after = spec[list] ?? [];
    if (before.length !== after.length) {
      yield forbidden('pod-resize', `spec.${list}`, `${list} may not be added or removed on resize`);
      continue;
    }
    for (const [index, { name }] of before.entries()) {
      if (after[index]?.name === name) continue;
      yield forbidden(
        'pod-resize',
        `spec.${list}[${index}].name`,
        `${list} may not be renamed or reordered on resize`,
      );
    }
  }
}

const isRemoved = (old: Amounts = {}, amounts: Amounts = {}): boolean =>
  Object.keys(old).some((name) => !Object.hasOwn(amounts, name));

/** V-313, V-315. */
function* validateContainerResize(
  old: Container,
  container: Container,
  path: string,
  on: Features,
): FieldErrors {
  const before: ResourceRequirements = old.resources ?? {};
  const after: ResourceRequirements = container.resources ?? {};
  if (isRemoved(before.requests, after.requests))
    yield forbidden('pod-resize', `${path}.requests`, 'resource requests cannot be removed');
  if (isRemoved(before.limits, after.limits))
    yield forbidden('pod-resize', `${path}.limits`, 'resource limits cannot be removed');
  if (!on.refusesMemoryLimitDecrease) return;
  const policy = container.resizePolicy?.find(({ resourceName }) => resourceName === 'memory')?.restartPolicy;
  const limit = after.limits?.['memory'];
  if (policy === 'RestartContainer' || limit === undefined) return;
  const change = memoryChange(before.limits?.['memory'], limit);
  if (change === undefined) return;
  const detail = `memory limits cannot be ${change} unless resizePolicy is RestartContainer`;
  yield forbidden('pod-resize', `${path}.limits[memory]`, detail);
}

function memoryChange(before: string | undefined, after: string): 'added' | 'decreased' | undefined {
  if (before === undefined) return 'added';
  const [old, limit] = [readQuantity(before), readQuantity(after)];
  if (typeof old === 'string' || typeof limit === 'string') return undefined;
  return compare(limit, old) < 0 ? 'decreased' : undefined;
}

/** V-312, V-317. */
function* validateOnlyCompute(old: PodSpec, spec: PodSpec, on: Features): FieldErrors {
  for (const [index, container] of (spec.containers ?? []).entries()) {
    const before = old.containers?.[index] ?? {};
    if (!isSame(withComputeOf(before, container), before))
      yield forbidden('pod-resize', 'spec', 'only cpu and memory resources are mutable');
  }
  for (const [index, container] of (spec.initContainers ?? []).entries()) {
    const before = old.initContainers?.[index] ?? {};
    const path = on.resizeNamesInitContainer ? `spec.initContainers[${index}]` : 'spec';
    const isChanged = !isSame(container, before);
    if (!isSidecar(container) && !on.InPlacePodVerticalScalingInitContainers) {
      if (isChanged)
        yield forbidden('pod-resize', 'spec', 'resources for non-sidecar init containers are immutable');
      continue;
    }
    if (!isSame(withComputeOf(before, container), before)) {
      const which = on.resizeNamesInitContainer ? 'init or sidecar' : 'sidecar';
      yield forbidden(
        'pod-resize',
        path,
        `only cpu and memory resources for ${which} containers are mutable`,
      );
    }
    const restarts = container.resizePolicy?.some(
      ({ restartPolicy }) => restartPolicy === 'RestartContainer',
    );
    if (isChanged && !isSidecar(container) && restarts === true) {
      const detail = 'non-sidecar init containers with a resize policy of RestartContainer cannot be resized';
      yield forbidden('pod-resize', path, detail);
    }
  }
}

/** V-123: the sub-resource `ephemeralcontainers`. */
export function* validateEphemeralUpdate(old: StoredPod, pod: StoredPod): FieldErrors {
  if (Object.hasOwn(old.metadata.annotations ?? {}, MIRROR)) {
    yield forbidden('ephemeral-update', '', 'static pods do not support ephemeral containers');
    return;
  }
  for (const container of old.spec.ephemeralContainers ?? []) {
    const name = JSON.stringify(container.name ?? '');
    const update = pod.spec.ephemeralContainers?.findLast((other) => other.name === container.name);
    const refuse = (change: string) =>
      forbidden(
        'ephemeral-update',
        'spec.ephemeralContainers',
        `existing ephemeral containers ${name} may not be ${change}`,
      );
    if (update === undefined) yield refuse('removed');
    else if (!isSame(container, update)) yield refuse('changed');
  }
}
