import type { Container, EphemeralContainer } from '../../kubernetes/api-types.gen.ts';
import { isSidecar } from '../../kubernetes/container-role.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  notFound,
  notSupported,
  required,
} from '../field-error.ts';
import { dnsLabel } from '../text/names.ts';
import { validateVolumeDevices, validateVolumeMounts } from '../volumes/volume-mounts.ts';
import { validatePullPolicy } from '../volumes/volume-sources.ts';
import { validateEnv, validateEnvFrom } from './env.ts';
import { validateLifecycle, validateProbe } from './handlers.ts';
import type { PodContext } from './pod-context.ts';
import { validateHostPorts, validatePorts } from './ports.ts';
import { validateResizePolicy, validateResources } from './resources.ts';
import { validateRestartPolicy, validateSidecarPolicy } from './restart-policy.ts';
import { validateSecurityContext } from './security-context.ts';

const PROBES = ['livenessProbe', 'readinessProbe', 'startupProbe'] as const;

/** What holds for every container (V-010 … V-061). */
function* validateContainer(
  container: Container | EphemeralContainer,
  path: string,
  pod: PodContext,
): FieldErrors {
  const { name = '', image = '', terminationMessagePolicy = '' } = container;
  if (name === '') yield required('container-name', `${path}.name`);
  else yield* invalidFor('container-name', `${path}.name`, name, dnsLabel(name));
  if (image === '') yield required('image', `${path}.image`);
  if (terminationMessagePolicy !== 'File' && terminationMessagePolicy !== 'FallbackToLogsOnError') {
    yield notSupported(
      'termination-message-policy',
      `${path}.terminationMessagePolicy`,
      terminationMessagePolicy,
      ['File', 'FallbackToLogsOnError'],
    );
  }
  if (container.ports !== undefined) yield* validatePorts(container.ports, `${path}.ports`);
  if (container.env !== undefined) yield* validateEnv(container.env, `${path}.env`, pod);
  if (container.envFrom !== undefined) yield* validateEnvFrom(container.envFrom, `${path}.envFrom`, pod);
  if (container.volumeMounts !== undefined)
    yield* validateVolumeMounts(container, `${path}.volumeMounts`, pod);
  if (container.volumeDevices !== undefined)
    yield* validateVolumeDevices(container, `${path}.volumeDevices`, pod);
  yield* validatePullPolicy(container.imagePullPolicy ?? '', `${path}.imagePullPolicy`);
  if (container.resources !== undefined)
    yield* validateResources(container.resources, `${path}.resources`, pod);
  yield* validateResizePolicy(container.resizePolicy ?? [], `${path}.resizePolicy`, pod);
  yield* validateSecurityContext(container.securityContext, `${path}.securityContext`, pod);
}

/** V-012, V-013 and the rules of a container that runs for long. */
export function* validateContainers(
  containers: readonly Container[],
  path: string,
  pod: PodContext,
): FieldErrors {
  if (containers.length === 0) {
    yield required('containers', path);
    return;
  }
  const names = new Set<string>();
  let index = 0;
  for (const container of containers) {
    const at = `${path}[${index}]`;
    const { name = '' } = container;
    yield* validateContainer(container, at, pod);
    if (names.has(name)) yield duplicate('container-name-duplicate', `${at}.name`, name);
    names.add(name);
    yield* validateHooksAndProbes(container, at, pod);
    yield* validateRestartPolicy(container, at, pod);
    index++;
  }
  yield* validateHostPorts(containers, path);
}

function* validateHooksAndProbes(container: Container, path: string, pod: PodContext): FieldErrors {
  yield* validateLifecycle(container.lifecycle, `${path}.lifecycle`, pod);
  for (const kind of PROBES) yield* validateProbe(kind, container[kind], path, pod);
}

/** V-100 … V-106. */
export function* validateInitContainers(
  containers: readonly Container[],
  path: string,
  pod: PodContext,
): FieldErrors {
  const names = new Set((pod.spec.containers ?? []).map(({ name = '' }) => name));
  let index = 0;
  for (const container of containers) {
    const at = `${path}[${index}]`;
    const { name = '' } = container;
    yield* validateContainer(container, at, pod);
    yield* validateSidecarPolicy(container, at, pod);
    if (names.has(name)) yield duplicate('container-name-duplicate', `${at}.name`, name);
    else if (name !== '') names.add(name);
    yield* validateHostPorts([container], path);
    if (isSidecar(container)) yield* validateHooksAndProbes(container, at, pod);
    else yield* forbidHooksAndProbes(container, at);
    yield* validateInitResizePolicy(container, at, pod);
    index++;
  }
}

/** V-103: a container that ends before the next one starts has nothing to probe and no one to stop it. */
function* forbidHooksAndProbes(container: Container, path: string): FieldErrors {
  for (const field of ['lifecycle', ...PROBES] as const) {
    if (container[field] === undefined) continue;
    yield forbidden(
      'init-hooks-and-probes',
      `${path}.${field}`,
      // Also said of a sidecar whose policy was dropped (L-232).
      'may not be set for init containers without restartPolicy=Always',
    );
  }
}

/** V-062, V-063. */
function* validateInitResizePolicy(container: Container, path: string, { on }: PodContext): FieldErrors {
  const policies = container.resizePolicy ?? [];
  const allowed = on.allowsInitResizePolicy && on.InPlacePodVerticalScaling;
  if (policies.length > 0 && !allowed)
    yield invalid(
      'init-resize-policy',
      `${path}.resizePolicy`,
      policies,
      'must not be set for init containers',
    );
  if (isSidecar(container) || !on.refusesInitRestartOnResize) return;
  for (const [index, { restartPolicy }] of policies.entries()) {
    if (restartPolicy !== 'RestartContainer') continue;
    yield invalid(
      'init-resize-policy',
      `${path}.resizePolicy[${index}].restartPolicy`,
      restartPolicy,
      "must not be set to 'RestartContainer' for non-sidecar initContainers",
    );
  }
}

/** In the order of the Go struct; V-121. */
const NOT_EPHEMERAL = [
  'ports',
  'resources',
  'resizePolicy',
  'restartPolicy',
  'restartPolicyRules',
  'livenessProbe',
  'readinessProbe',
  'startupProbe',
  'lifecycle',
] as const satisfies readonly (keyof EphemeralContainer)[];

const NOT_EPHEMERAL_TEXT = 'cannot be set for an Ephemeral Container';

/** V-120 … V-122. */
export function* validateEphemeralContainers(
  containers: readonly EphemeralContainer[],
  path: string,
  pod: PodContext,
): FieldErrors {
  const others = [...(pod.spec.containers ?? []), ...(pod.spec.initContainers ?? [])];
  const targets = new Set(others.map(({ name = '' }) => name));
  const names = new Set(targets);
  for (const [index, container] of containers.entries()) {
    const at = `${path}[${index}]`;
    const { name = '', targetContainerName = '' } = container;
    yield* validateContainer(container, at, pod);
    yield* validateImageSpace(container, at);
    if (names.has(name)) yield duplicate('container-name-duplicate', `${at}.name`, name);
    names.add(name);
    if (targetContainerName !== '' && !targets.has(targetContainerName))
      yield notFound('ephemeral-container', `${at}.targetContainerName`, targetContainerName);
    yield* forbidEphemeralFields(container, at);
  }
}

function* forbidEphemeralFields(container: EphemeralContainer, path: string): FieldErrors {
  for (const field of NOT_EPHEMERAL) {
    const value = container[field];
    if (value === undefined || (field === 'resources' && Object.keys(value).length === 0)) continue;
    yield forbidden('ephemeral-container', `${path}.${field}`, NOT_EPHEMERAL_TEXT);
  }
  for (const [index, mount] of (container.volumeMounts ?? []).entries()) {
    for (const field of ['subPath', 'subPathExpr'] as const)
      if (mount[field])
        yield forbidden('ephemeral-container', `${path}.volumeMounts[${index}].${field}`, NOT_EPHEMERAL_TEXT);
  }
}

/** V-011: templates accept the blanks, and then every Pod of theirs is refused. */
export function* validateImageSpace(
  { image = '' }: Container | EphemeralContainer,
  path: string,
): FieldErrors {
  if (image !== image.trim())
    yield invalid('image', `${path}.image`, image, 'must not have leading or trailing whitespace');
}
