import type {
  JobSpec,
  NodeSelectorTerm,
  PersistentVolumeClaimSpec,
  PodAffinityTerm,
  PodSpec,
  PodTemplateSpec,
  TopologySpreadConstraint,
} from '../../kubernetes/api-types.gen.ts';
import { goQuote } from '../../kubernetes/go-quote.ts';
import type { Release } from '../../kubernetes/release.ts';
import { kubernetesMilliValue } from '../../quantity/kubernetes-overflow.ts';
import { readQuantity } from '../../quantity/parse-quantity.ts';
import { printQuantity } from '../../quantity/print-quantity.ts';
import { visitContainers } from '../pod/visit-containers.ts';
import { parseIp } from '../text/ip.ts';
import { labelValue } from '../text/labels.ts';
import { containerWarnings } from './container-warnings.ts';
import { portWarnings } from './port-warnings.ts';
import { overlapWarnings, volumeWarnings } from './volume-warnings.ts';
import { type WarningContext, type Warnings, warning } from './warning.ts';

type Features = Release['on'];
type Amounts = Readonly<Record<string, string>>;

/** `GetWarningsForPod` and `GetWarningsForPodTemplate`, in their order. */
export function* podWarnings(
  { metadata = {}, spec = {} }: PodTemplateSpec,
  context: WarningContext,
): Warnings {
  const { prefix, on } = context;
  const path = `${prefix}spec`;
  yield* nodeLabelWarnings(spec, path, on);
  yield* annotationWarnings(metadata.annotations ?? {}, `${prefix}metadata.annotations`);
  for (const [index, volume] of (spec.volumes ?? []).entries())
    yield* volumeWarnings(volume, `${path}.volumes[${index}]`, on);
  if (on.warnsOfOverlappingPaths) yield* overlapWarnings(spec.volumes ?? []);
  yield* duplicateWarnings(spec, path);
  yield* fractionWarnings(spec.overhead, `${path}.overhead`);
  const annotations = metadata.annotations ?? {};
  if (spec.securityContext?.seccompProfile === undefined && Object.hasOwn(annotations, SECCOMP_POD)) {
    const at = `${prefix}metadata.annotations[${SECCOMP_POD}]`;
    yield warning('W-010', at, 'non-functional in v1.27+; use the "seccompProfile" field instead');
  }
  for (const { container, path: at } of visitContainers(spec, path))
    yield* containerWarnings(container, at, { annotations, spec, context });
  yield* portWarnings(spec, path, on);
  if ((spec.terminationGracePeriodSeconds ?? 0) < 0) {
    const at = `${path}.terminationGracePeriodSeconds`;
    yield warning('W-009', at, 'must be >= 0; negative values are invalid and will be treated as 1');
  }
  yield* affinityWarnings(spec, path);
  if (on.warnsOfOldIps) yield* ipWarnings(spec, path);
}

const SECCOMP_POD = 'seccomp.security.alpha.kubernetes.io/pod';

const NODE_LABELS: ReadonlyMap<string, string> = new Map([
  ['beta.kubernetes.io/arch', 'deprecated since v1.14; use "kubernetes.io/arch" instead'],
  ['beta.kubernetes.io/os', 'deprecated since v1.14; use "kubernetes.io/os" instead'],
  [
    'failure-domain.beta.kubernetes.io/region',
    'deprecated since v1.17; use "topology.kubernetes.io/region" instead',
  ],
  [
    'failure-domain.beta.kubernetes.io/zone',
    'deprecated since v1.17; use "topology.kubernetes.io/zone" instead',
  ],
  [
    'beta.kubernetes.io/instance-type',
    'deprecated since v1.17; use "node.kubernetes.io/instance-type" instead',
  ],
]);

const MORE_NODE_LABELS: ReadonlyMap<string, string> = new Map([
  ['app.kubernetes.io/created-by', 'deprecated since v1.9'],
  [
    'scheduler.alpha.kubernetes.io/preferAvoidPods',
    'deprecated since v1.22; use Taints and Tolerations instead',
  ],
  ['node-role.kubernetes.io/master', 'use "node-role.kubernetes.io/control-plane" instead'],
]);

const nodeLabel = (key: string, on: Features): string | undefined =>
  NODE_LABELS.get(key) ?? (on.warnsOfMoreNodeLabels ? MORE_NODE_LABELS.get(key) : undefined);

function* nodeLabelWarnings(spec: PodSpec, path: string, on: Features): Warnings {
  for (const key of Object.keys(spec.nodeSelector ?? {})) {
    const text = nodeLabel(key, on);
    if (text !== undefined) yield warning('W-010', `${path}.nodeSelector[${key}]`, text);
  }
  const affinity = `${path}.affinity.nodeAffinity`;
  const {
    requiredDuringSchedulingIgnoredDuringExecution: required,
    preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
  } = spec.affinity?.nodeAffinity ?? {};
  for (const [index, term] of (required?.nodeSelectorTerms ?? []).entries()) {
    const at = `${affinity}.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[${index}]`;
    yield* termWarnings(term, at, false, on);
  }
  for (const [index, { preference = {} }] of preferred.entries()) {
    const at = `${affinity}.preferredDuringSchedulingIgnoredDuringExecution[${index}].preference`;
    yield* termWarnings(preference, at, on.warnsOfPreferredValues, on);
  }
  for (const [index, constraint] of (spec.topologySpreadConstraints ?? []).entries())
    yield* spreadWarnings(constraint, `${path}.topologySpreadConstraints[${index}]`, on);
}

function* termWarnings(
  { matchExpressions = [] }: NodeSelectorTerm,
  path: string,
  checksValues: boolean,
  on: Features,
): Warnings {
  for (const [index, { key = '', values = [] }] of matchExpressions.entries()) {
    const at = `${path}.matchExpressions[${index}]`;
    const text = nodeLabel(key, on);
    if (text !== undefined) yield warning('W-010', `${at}.key`, `${key} is ${text}`);
    if (!checksValues) continue;
    for (const [valueIndex, value] of values.entries())
      for (const message of labelValue(value, on))
        yield warning('W-010', `${at}.values[${valueIndex}]`, `${value} is invalid, ${message}`);
  }
}

const MATCHES_NOTHING = 'a null labelSelector results in matching no pod';

function* spreadWarnings(
  { topologyKey = '', labelSelector }: TopologySpreadConstraint,
  path: string,
  on: Features,
): Warnings {
  const text = nodeLabel(topologyKey, on);
  if (text !== undefined) yield warning('W-010', `${path}.topologyKey`, `${topologyKey} is ${text}`);
  if (labelSelector === undefined) yield warning('W-010', `${path}.labelSelector`, MATCHES_NOTHING);
}

const ANNOTATIONS: readonly (readonly [key: string, text: string])[] = [
  [
    'scheduler.alpha.kubernetes.io/critical-pod',
    'non-functional in v1.16+; use the "priorityClassName" field instead',
  ],
  ['security.alpha.kubernetes.io/sysctls', 'non-functional in v1.11+; use the "sysctls" field instead'],
  [
    'security.alpha.kubernetes.io/unsafe-sysctls',
    'non-functional in v1.11+; use the "sysctls" field instead',
  ],
];

function* annotationWarnings(annotations: Amounts, path: string): Warnings {
  for (const [key, text] of ANNOTATIONS)
    if (Object.hasOwn(annotations, key)) yield warning('W-010', `${path}[${key}]`, text);
}

function* duplicateWarnings({ hostAliases = [], imagePullSecrets = [] }: PodSpec, path: string): Warnings {
  yield* repeated(
    hostAliases.map(({ ip = '' }) => ip),
    'ip',
    `${path}.hostAliases`,
  );
  const names = imagePullSecrets.map(({ name = '' }) => name);
  yield* repeated(names, 'name', `${path}.imagePullSecrets`);
  for (const [index, name] of names.entries())
    if (name === '')
      yield warning('W-010', `${path}.imagePullSecrets[${index}].name`, 'invalid empty name ""');
}

function* repeated(values: readonly string[], field: string, path: string): Warnings {
  const seen = new Set<string>();
  for (const [index, value] of values.entries()) {
    if (seen.has(value))
      yield warning('W-010', `${path}[${index}].${field}`, `duplicate ${field} ${goQuote(value)}`);
    seen.add(value);
  }
}

/** W-008: bytes come whole. */
export function* fractionWarnings(amounts: Amounts | undefined, path: string): Warnings {
  for (const name of ['memory', 'ephemeral-storage']) yield* fractionWarning(amounts, name, path);
}

export function* fractionWarning(amounts: Amounts | undefined, name: string, path: string): Warnings {
  if (amounts === undefined || !Object.hasOwn(amounts, name)) return;
  const amount = readQuantity(amounts[name] ?? '');
  if (typeof amount === 'string' || kubernetesMilliValue(amount) % 1000n === 0n) return;
  const text = `fractional byte value ${goQuote(printQuantity(amount))} is invalid, must be an integer`;
  yield warning('W-008', `${path}[${name}]`, text);
}

export function* claimWarnings({ resources }: PersistentVolumeClaimSpec, path: string): Warnings {
  yield* fractionWarning(resources?.requests, 'storage', `${path}.resources.requests`);
  yield* fractionWarning(resources?.limits, 'storage', `${path}.resources.limits`);
}

function* affinityWarnings({ affinity = {} }: PodSpec, path: string): Warnings {
  for (const side of ['podAffinity', 'podAntiAffinity'] as const) {
    const {
      requiredDuringSchedulingIgnoredDuringExecution: required = [],
      preferredDuringSchedulingIgnoredDuringExecution: preferred = [],
    } = affinity[side] ?? {};
    const at = `${path}.affinity.${side}`;
    for (const [index, term] of required.entries())
      yield* selectorWarning(term, `${at}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`);
    for (const [index, { podAffinityTerm = {} }] of preferred.entries()) {
      const termAt = `${at}.preferredDuringSchedulingIgnoredDuringExecution[${index}].podAffinityTerm`;
      yield* selectorWarning(podAffinityTerm, termAt);
    }
  }
}

function* selectorWarning({ labelSelector }: PodAffinityTerm, path: string): Warnings {
  if (labelSelector === undefined) yield warning('W-010', `${path}.labelSelector`, MATCHES_NOTHING);
}

function* ipWarnings({ dnsConfig, hostAliases = [] }: PodSpec, path: string): Warnings {
  for (const [index, nameserver] of (dnsConfig?.nameservers ?? []).entries())
    yield* ipWarning(nameserver, `${path}.dnsConfig.nameservers[${index}]`);
  for (const [index, { ip = '' }] of hostAliases.entries())
    yield* ipWarning(ip, `${path}.hostAliases[${index}].ip`);
}

function* ipWarning(text: string, path: string): Warnings {
  const ip = parseIp(text);
  if (ip === undefined) return;
  if (ip.leadingZeros || ip.mapped)
    yield warning(
      'W-010',
      path,
      `non-standard IP address ${goQuote(text)} is invalid: use ${goQuote(ip.canonical)}`,
    );
  else if (ip.family === 6 && ip.text !== text)
    yield warning(
      'W-010',
      path,
      `IPv6 address ${goQuote(text)} should be in RFC 5952 canonical format (${goQuote(ip.text)})`,
    );
}

const MANY_COMPLETIONS = 100_000;
const MANY_AT_ONCE = 10_000;

/** W-011. */
export function* jobWarnings(spec: JobSpec, path: string, on: Features): Warnings {
  const { completionMode, completions = 0, parallelism = 0 } = spec;
  if (completionMode === 'Indexed' && completions > MANY_COMPLETIONS && parallelism > MANY_AT_ONCE) {
    yield warning(
      'W-011',
      path,
      'In Indexed Jobs with a number of completions higher than 10^5 and a parallelism higher than 10^4, Kubernetes might not be able to track completedIndexes when a big number of indexes fail',
    );
  }
  yield* podWarnings(spec.template ?? {}, { prefix: `${path}.template.`, isTemplate: true, on });
}
