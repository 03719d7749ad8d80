import type { LabelSelector, TopologySpreadConstraint } from '../../kubernetes/api-types.gen.ts';
import {
  duplicate,
  type FieldErrors,
  forbidden,
  invalid,
  invalidFor,
  notSupported,
  required,
} from '../field-error.ts';
import { validateLabelSelector } from '../metadata.ts';
import { qualifiedName } from '../text/labels.ts';
import type { PodContext } from './pod-context.ts';
import { validateLabelKeys } from './scheduling.ts';

type Features = PodContext['on'];

const RULE = 'topology-spread';
const ACTIONS = ['DoNotSchedule', 'ScheduleAnyway'];
const NODE_POLICIES = ['Honor', 'Ignore'];

export function* validateTopologySpread(
  constraints: readonly TopologySpreadConstraint[],
  path: string,
  on: Features,
): FieldErrors {
  for (const [index, constraint] of constraints.entries()) {
    const at = `${path}[${index}]`;
    const { maxSkew = 0, topologyKey = '', whenUnsatisfiable = '', minDomains } = constraint;
    if (maxSkew <= 0) yield invalid(RULE, `${at}.maxSkew`, maxSkew, 'must be greater than zero');
    if (topologyKey === '') yield required(RULE, `${at}.topologyKey`, 'can not be empty');
    if (!ACTIONS.includes(whenUnsatisfiable))
      yield notSupported(RULE, `${at}.whenUnsatisfiable`, whenUnsatisfiable, ACTIONS);
    if (constraints.slice(index + 1).some((other) => isSame(constraint, other)))
      yield duplicate(
        RULE,
        `${at}.{topologyKey, whenUnsatisfiable}`,
        `{${topologyKey}, ${whenUnsatisfiable}}`,
      );
    if (minDomains !== undefined)
      yield* validateMinDomains(minDomains, whenUnsatisfiable, `${at}.minDomains`);
    yield* validateNodePolicy(constraint.nodeAffinityPolicy, `${at}.nodeAffinityPolicy`);
    yield* validateNodePolicy(constraint.nodeTaintsPolicy, `${at}.nodeTaintsPolicy`);
    yield* validateMatchLabelKeys(constraint, at, on);
    yield* validateLabelSelector(constraint.labelSelector, `${at}.labelSelector`, on);
  }
}

const isSame = (left: TopologySpreadConstraint, right: TopologySpreadConstraint): boolean =>
  (left.topologyKey ?? '') === (right.topologyKey ?? '') &&
  (left.whenUnsatisfiable ?? '') === (right.whenUnsatisfiable ?? '');

function* validateMinDomains(minDomains: number, action: string, path: string): FieldErrors {
  if (minDomains <= 0) yield invalid(RULE, path, minDomains, 'must be greater than zero');
  if (action !== 'DoNotSchedule') {
    const detail = `can only use minDomains if whenUnsatisfiable=DoNotSchedule, not ${action}`;
    yield invalid(RULE, path, minDomains, detail);
  }
}

function* validateNodePolicy(policy: string | undefined, path: string): FieldErrors {
  if (policy !== undefined && !NODE_POLICIES.includes(policy))
    yield notSupported(RULE, path, policy, NODE_POLICIES);
}

/** Servers that merge the keys into the selector look for keys that it had before. */
function* validateMatchLabelKeys(
  { matchLabelKeys = [], labelSelector }: TopologySpreadConstraint,
  path: string,
  on: Features,
): FieldErrors {
  if (on.MatchLabelKeysInPodTopologySpread && on.MatchLabelKeysInPodTopologySpreadSelectorMerge)
    yield* validateLabelKeys({ matchLabelKeys, mismatchLabelKeys: [], labelSelector }, path, on);
  else if (matchLabelKeys.length > 0)
    yield* validateUnmergedKeys(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`, on);
}

function* validateUnmergedKeys(
  keys: readonly string[],
  labelSelector: LabelSelector | undefined,
  path: string,
  on: Features,
): FieldErrors {
  if (labelSelector === undefined)
    yield forbidden(RULE, path, 'must not be specified when labelSelector is not set');
  const selected = new Set([
    ...Object.keys(labelSelector?.matchLabels ?? {}),
    ...(labelSelector?.matchExpressions ?? []).map(({ key = '' }) => key),
  ]);
  for (const [index, key] of keys.entries()) {
    yield* invalidFor(RULE, `${path}[${index}]`, key, qualifiedName(key, on));
    if (selected.has(key))
      yield invalid(RULE, `${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector');
  }
}
