import type {
  ObjectMeta,
  PodResourceClaim,
  PodSpec,
  PodTemplateSpec,
} from '../../kubernetes/api-types.gen.ts';
import type { StoredPod } from '../../store/stored-object.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  inclusiveRange,
  invalid,
  invalidFor,
  notSupported,
  required,
} from '../field-error.ts';
import { validateAnnotations, validateLabels, validateObjectMeta } from '../metadata.ts';
import { dnsLabel, dnsSubdomain } from '../text/names.ts';
import { validateVolumes } from '../volumes/volumes.ts';
import { validatePodAnnotations, validateProfileAnnotations } from './annotations.ts';
import {
  validateContainers,
  validateEphemeralContainers,
  validateImageSpace,
  validateInitContainers,
} from './containers.ts';
import { validateFileKeyVolumes } from './env.ts';
import { validateEvictionResponders } from './eviction-responders.ts';
import { validateHostProcess, validateHostUsers, validateOs } from './host.ts';
import {
  validateDnsConfig,
  validateDnsPolicy,
  validateHostAliases,
  validateHostnameOverride,
  validateHostnames,
} from './network.ts';
import type { PodContext, PodPosition } from './pod-context.ts';
import { validatePodResources } from './pod-resources.ts';
import { validateHostNetworkPorts } from './ports.ts';
import { validateResources } from './resources.ts';
import {
  validateAffinity,
  validateReadinessGates,
  validateSchedulingGates,
  validateTolerations,
} from './scheduling.ts';
import { validatePodSecurityContext } from './security-context.ts';
import { validateTopologySpread } from './topology-spread.ts';
import { visitContainers } from './visit-containers.ts';

/** A Pod that is being created: `ValidatePodCreate`. */
export function* validatePod({ metadata, spec }: StoredPod, position: PodPosition): FieldErrors {
  yield* validateObjectMeta(metadata, (name) => dnsSubdomain(name), position.on);
  yield* validatePodAnnotations(metadata.annotations ?? {}, spec, 'metadata.annotations', position);
  yield* validatePodSpec(spec, 'spec', position);
  if (!spec.serviceAccountName) yield* refuseTokensWithoutAccount(spec);
  for (const list of ['containers', 'initContainers'] as const) {
    for (const [index, container] of (spec[list] ?? []).entries())
      yield* validateImageSpace(container, `spec.${list}[${index}]`);
  }
  if ((spec.ephemeralContainers ?? []).length > 0)
    yield forbidden('ephemeral-container', 'spec.ephemeralContainers', 'cannot be set on create');
  if (spec.nodeName && (spec.schedulingGates ?? []).length > 0)
    yield forbidden(
      'scheduling-gates',
      'spec.nodeName',
      'cannot be set until all schedulingGates have been cleared',
    );
  yield* validateProfileAnnotations(metadata, spec, 'spec', position);
}

function* refuseTokensWithoutAccount({ volumes = [] }: PodSpec): FieldErrors {
  for (const [index, { projected }] of volumes.entries()) {
    for (const [sourceIndex, { serviceAccountToken }] of (projected?.sources ?? []).entries()) {
      if (serviceAccountToken === undefined) continue;
      yield forbidden(
        'service-account-token',
        `spec.volumes[${index}].projected.sources[${sourceIndex}].serviceAccountToken`,
        'must not be specified when serviceAccountName is not set',
      );
    }
  }
}

/** V-220: the template of any kind. */
export function* validatePodTemplate(
  { metadata = {}, spec = {} }: PodTemplateSpec,
  path: string,
  position: PodPosition,
): FieldErrors {
  yield* validateTemplateMetadata(metadata, spec, path, position);
  yield* validatePodSpec(spec, `${path}.spec`, position);
  yield* validateProfileAnnotations(metadata, spec, `${path}.spec`, position);
  if ((spec.ephemeralContainers ?? []).length > 0) {
    yield forbidden(
      'ephemeral-container',
      `${path}.spec.ephemeralContainers`,
      'ephemeral containers not allowed in pod template',
    );
  }
}

/** V-002. The paths leave out `metadata`; that is how the server prints them. */
export function* validateTemplateMetadata(
  { labels, annotations }: ObjectMeta,
  spec: PodSpec,
  path: string,
  position: PodPosition,
): FieldErrors {
  yield* validateLabels(labels, `${path}.labels`, position.on);
  yield* validateAnnotations(annotations, `${path}.annotations`, position.on);
  if (annotations !== undefined)
    yield* validatePodAnnotations(annotations, spec, `${path}.annotations`, position);
}

/** `ValidatePodSpec`, in its order. */
export function* validatePodSpec(spec: PodSpec, path: string, position: PodPosition): FieldErrors {
  const volumes = yield* validateVolumes(spec, `${path}.volumes`, position);
  const claims = spec.resourceClaims ?? [];
  const pod: PodContext = {
    ...position,
    spec,
    volumes,
    claimNames: new Set(claims.map(({ name = '' }) => name).filter((name) => name !== '')),
    graceSeconds: spec.terminationGracePeriodSeconds ?? 0,
    hostUsers: spec.hostUsers !== false,
  };
  yield* validateResourceClaims(claims, `${path}.resourceClaims`, pod);
  yield* validateContainers(spec.containers ?? [], `${path}.containers`, pod);
  yield* validateInitContainers(spec.initContainers ?? [], `${path}.initContainers`, pod);
  yield* validateEphemeralContainers(spec.ephemeralContainers ?? [], `${path}.ephemeralContainers`, pod);
  yield* validatePodResources(spec, path, pod);
  yield* validateHostNetworkPorts(spec, path, pod);
  yield* validatePodRestartPolicy(spec.restartPolicy ?? '', `${path}.restartPolicy`);
  yield* validateDnsPolicy(spec.dnsPolicy ?? '', `${path}.dnsPolicy`);
  yield* validateLabels(spec.nodeSelector, `${path}.nodeSelector`, pod.on);
  yield* validatePodSecurityContext(spec, path, pod);
  yield* validateAffinity(spec.affinity, `${path}.affinity`, pod.on);
  yield* validateDnsConfig(spec, `${path}.dnsConfig`, pod.on);
  yield* validateReadinessGates(spec, path, pod.on);
  yield* validateSchedulingGates(spec.schedulingGates ?? [], `${path}.schedulingGates`, pod.on);
  yield* validateTopologySpread(
    spec.topologySpreadConstraints ?? [],
    `${path}.topologySpreadConstraints`,
    pod.on,
  );
  yield* validateHostProcess(spec, path, pod);
  yield* validateHostUsers(spec, path, pod);
  yield* validateHostnameOverride(spec, path, pod.on);
  yield* validateNames(spec, path);
  yield* validateActiveDeadline(spec.activeDeadlineSeconds, `${path}.activeDeadlineSeconds`);
  yield* validateHostnames(spec, path);
  yield* validateTolerations(spec.tolerations ?? [], `${path}.tolerations`, pod.on);
  yield* validateHostAliases(spec.hostAliases ?? [], `${path}.hostAliases`, pod.on);
  yield* validateClassNames(spec, path);
  if (spec.overhead !== undefined)
    yield* validateResources({ limits: spec.overhead }, `${path}.overhead`, {
      ...pod,
      claimNames: new Set(),
    });
  yield* validateOs(spec, path, pod);
  yield* validateSchedulingGroups(spec, path);
  yield* validateEvictionResponders(spec.evictionResponders ?? [], `${path}.evictionResponders`, pod.on);
  for (const { container, path: at } of visitContainers(spec, path))
    if (container.env !== undefined) yield* validateFileKeyVolumes(container.env, `${at}.env`, pod);
}

const RESTART_POLICIES = ['Always', 'OnFailure', 'Never'];

/** V-130. */
function* validatePodRestartPolicy(policy: string, path: string): FieldErrors {
  if (!RESTART_POLICIES.includes(policy))
    yield notSupported('pod-restart-policy', path, policy, RESTART_POLICIES);
}

const MAX_INT32 = 2 ** 31 - 1;

/** V-131. */
function* validateActiveDeadline(seconds: number | undefined, path: string): FieldErrors {
  if (seconds !== undefined && (seconds < 1 || seconds > MAX_INT32))
    yield invalid('active-deadline', path, seconds, inclusiveRange(1, MAX_INT32));
}

/** Names of other objects. */
function* validateNames({ serviceAccountName, nodeName }: PodSpec, path: string): FieldErrors {
  if (serviceAccountName) {
    const at = `${path}.serviceAccountName`;
    yield* invalidFor('reference-name', at, serviceAccountName, dnsSubdomain(serviceAccountName));
  }
  if (nodeName) yield* invalidFor('reference-name', `${path}.nodeName`, nodeName, dnsSubdomain(nodeName));
}

const PREEMPTION_POLICIES = ['PreemptLowerPriority', 'Never'];

function* validateClassNames(
  { priorityClassName, runtimeClassName, preemptionPolicy }: PodSpec,
  path: string,
): FieldErrors {
  if (priorityClassName) {
    const at = `${path}.priorityClassName`;
    yield* invalidFor('reference-name', at, priorityClassName, dnsSubdomain(priorityClassName));
  }
  if (runtimeClassName !== undefined) {
    const at = `${path}.runtimeClassName`;
    yield* invalidFor('reference-name', at, runtimeClassName, dnsSubdomain(runtimeClassName));
  }
  const at = `${path}.preemptionPolicy`;
  if (preemptionPolicy === '') yield required('preemption-policy', at);
  else if (preemptionPolicy !== undefined && !PREEMPTION_POLICIES.includes(preemptionPolicy))
    yield notSupported('preemption-policy', at, preemptionPolicy, PREEMPTION_POLICIES);
}

/** What gang scheduling names: a Workload at first, a PodGroup later. */
function* validateSchedulingGroups(
  { workloadRef, schedulingGroup, evictionResponders = [] }: PodSpec,
  path: string,
): FieldErrors {
  if (workloadRef !== undefined) {
    const { name = '', podGroup = '', podGroupReplicaKey = '' } = workloadRef;
    const at = `${path}.workloadRef`;
    yield* invalidFor('scheduling-group', `${at}.name`, name, dnsSubdomain(name));
    yield* invalidFor('scheduling-group', `${at}.podGroup`, podGroup, dnsLabel(podGroup));
    if (podGroupReplicaKey !== '')
      yield* invalidFor(
        'scheduling-group',
        `${at}.podGroupReplicaKey`,
        podGroupReplicaKey,
        dnsLabel(podGroupReplicaKey),
      );
  }
  if (schedulingGroup === undefined) return;
  if (evictionResponders.length > 0) {
    const detail = 'may not be set when evictionResponders is set';
    yield forbidden('scheduling-group', `${path}.schedulingGroup`, detail);
  }
  const at = `${path}.schedulingGroup.podGroupName`;
  const name = schedulingGroup.podGroupName;
  if (name === undefined) yield invalid('scheduling-group', at, null, 'must specify one of: `podGroupName`');
  else yield* invalidFor('scheduling-group', at, name, dnsSubdomain(name));
}

/** Claims of devices that the Pod's containers may name. */
function* validateResourceClaims(
  claims: readonly PodResourceClaim[],
  path: string,
  { metadata, on }: PodContext,
): FieldErrors {
  const names = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const at = `${path}[${index}]`;
    const { name = '' } = claim;
    if (name === '') yield required('pod-claims', `${at}.name`);
    else if (names.has(name)) yield duplicate('pod-claims', `${at}.name`, name);
    else {
      const messages = dnsLabel(name);
      yield* invalidFor('pod-claims', `${at}.name`, name, messages);
      if (messages.length === 0) yield* validateFinalClaimName(claim, name, at, metadata);
      names.add(name);
    }
    yield* validateClaimSource(claim, claim.source ?? claim, on.claimSourceIsNested ? `${at}.source` : at);
  }
}

/** Until claim names were generated, `<pod>-<claim>` had to be a name. */
function* validateFinalClaimName(
  { source }: PodResourceClaim,
  name: string,
  path: string,
  metadata: ObjectMeta | undefined,
): FieldErrors {
  if (metadata === undefined || source?.resourceClaimTemplateName === undefined) return;
  const final = `${metadata.name ?? ''}-${name}`;
  for (const message of dnsSubdomain(final))
    yield invalid('pod-claims', `${path}.name`, final, `final ResourceClaim name: ${message}`);
}

function* validateClaimSource(
  claim: PodResourceClaim,
  source: Pick<PodResourceClaim, 'resourceClaimName' | 'resourceClaimTemplateName'>,
  path: string,
): FieldErrors {
  const { resourceClaimName: name, resourceClaimTemplateName: template } = source;
  if (name !== undefined && template !== undefined) {
    yield invalid(
      'pod-claims',
      path,
      claim,
      'at most one of `resourceClaimName` or `resourceClaimTemplateName` may be specified',
    );
  }
  if (name === undefined && template === undefined)
    yield invalid(
      'pod-claims',
      path,
      claim,
      'must specify one of: `resourceClaimName`, `resourceClaimTemplateName`',
    );
  if (name !== undefined)
    yield* invalidFor('pod-claims', `${path}.resourceClaimName`, name, dnsSubdomain(name));
  if (template !== undefined)
    yield* invalidFor('pod-claims', `${path}.resourceClaimTemplateName`, template, dnsSubdomain(template));
}
