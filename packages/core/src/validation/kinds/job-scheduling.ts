import type {
  JobSpec,
  TopologyConstraint,
  WorkloadPodGroupDisruptionMode,
  WorkloadPodGroupResourceClaim,
  WorkloadPodGroupSchedulingPolicy,
} from '../../kubernetes/api-types.gen.ts';
import { duplicate, type FieldErrors, invalid, invalidFor, required, tooMany } from '../field-error.ts';
import type { PodPosition } from '../pod/pod-context.ts';
import { qualifiedName } from '../text/labels.ts';
import { dnsLabel, dnsSubdomain } from '../text/names.ts';

const RULE = 'job-scheduling';
const MOST_CLAIMS = 4;

/** V-206: how the Pods of a Job are scheduled together (KEP-5547; tags in api/scheduling/v1alpha3/types.go). */
export function* validateJobScheduling(
  { scheduling, parallelism = 1 }: JobSpec,
  path: string,
  { on }: PodPosition,
): FieldErrors {
  if (scheduling === undefined) return;
  const { schedulingPolicy, schedulingConstraints, disruptionMode, resourceClaims } = scheduling;
  if (schedulingPolicy !== undefined)
    yield* validatePolicy(schedulingPolicy, parallelism, `${path}.schedulingPolicy`);
  const topology = schedulingConstraints?.topology ?? [];
  yield* validateTopology(topology, `${path}.schedulingConstraints.topology`, on);
  if (disruptionMode !== undefined)
    yield* validateDisruption(disruptionMode, schedulingPolicy, `${path}.disruptionMode`);
  yield* validateClaims(resourceClaims ?? [], `${path}.resourceClaims`);
}

function* validatePolicy(
  policy: WorkloadPodGroupSchedulingPolicy,
  parallelism: number,
  path: string,
): FieldErrors {
  yield* oneOf(policy, ['basic', 'gang'], path);
  const minCount = policy.gang?.minCount;
  if (minCount === undefined) return;
  const at = `${path}.gang.minCount`;
  if (minCount < 1) yield invalid(RULE, at, minCount, 'must be greater than or equal to 1');
  if (minCount > parallelism)
    yield invalid(RULE, at, minCount, `must not be greater than parallelism (${parallelism})`);
}

function* validateTopology(
  topology: readonly TopologyConstraint[],
  path: string,
  on: PodPosition['on'],
): FieldErrors {
  if (topology.length > 1) {
    yield tooMany(RULE, path, topology.length, 1);
    return;
  }
  for (const [index, { key = '' }] of topology.entries()) {
    const at = `${path}[${index}].key`;
    if (key === '') yield required(RULE, at);
    else yield* invalidFor(RULE, at, key, qualifiedName(key, on));
  }
}

/** Pods that are scheduled one by one, which is the default, are not disrupted all at once. */
function* validateDisruption(
  mode: WorkloadPodGroupDisruptionMode,
  policy: WorkloadPodGroupSchedulingPolicy | undefined,
  path: string,
): FieldErrors {
  yield* oneOf(mode, ['single', 'all'], path);
  const isBasic = policy?.gang === undefined || policy.basic !== undefined;
  if (mode.all !== undefined && mode.single === undefined && isBasic)
    yield invalid(
      RULE,
      path,
      '',
      'the disruptionMode `all` is not supported with the Basic scheduling policy',
    );
}

/** A union of which exactly one member is written. */
function* oneOf<T extends object>(
  union: T,
  members: readonly (keyof T & string)[],
  path: string,
): FieldErrors {
  const found = members.filter((member) => union[member] !== undefined);
  const listed = members.map((member) => `\`${member}\``).join(', ');
  if (found.length === 0) yield invalid(RULE, path, '', `must specify one of: ${listed}`);
  if (found.length > 1)
    yield invalid(RULE, path, `{${found.join(', ')}}`, `must specify exactly one of: ${listed}`);
}

function* validateClaims(claims: readonly WorkloadPodGroupResourceClaim[], path: string): FieldErrors {
  if (claims.length > MOST_CLAIMS) {
    yield tooMany(RULE, path, claims.length, MOST_CLAIMS);
    return;
  }
  const names = new Set<string>();
  for (const [index, claim] of claims.entries()) {
    const { name = '', resourceClaimName, resourceClaimTemplateName } = claim;
    const at = `${path}[${index}]`;
    if (names.has(name)) yield duplicate(RULE, at, claim);
    names.add(name);
    yield* oneOf(claim, ['resourceClaimName', 'resourceClaimTemplateName'], at);
    if (name === '') yield required(RULE, `${at}.name`);
    else yield* invalidFor(RULE, `${at}.name`, name, dnsLabel(name));
    if (resourceClaimName !== undefined)
      yield* invalidFor(RULE, `${at}.resourceClaimName`, resourceClaimName, dnsSubdomain(resourceClaimName));
    if (resourceClaimTemplateName !== undefined)
      yield* invalidFor(
        RULE,
        `${at}.resourceClaimTemplateName`,
        resourceClaimTemplateName,
        dnsSubdomain(resourceClaimTemplateName),
      );
  }
}
