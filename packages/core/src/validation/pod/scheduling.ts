import type {
  Affinity,
  LabelSelector,
  NodeSelector,
  NodeSelectorRequirement,
  NodeSelectorTerm,
  PodAffinityTerm,
  PodSchedulingGate,
  PodSpec,
  Toleration,
} from '../../kubernetes/api-types.gen.ts';
import { type FieldErrors, forbidden, invalid, invalidFor, notSupported, required } from '../field-error.ts';
import { uniqueNames, validateLabelSelector } from '../metadata.ts';
import { labelValue, qualifiedName } from '../text/labels.ts';
import { dnsLabel, dnsSubdomain } from '../text/names.ts';
import type { PodContext } from './pod-context.ts';

type Features = PodContext['on'];

const RULE = 'affinity';

/** Node and pod affinity. */
export function* validateAffinity(affinity: Affinity | undefined, path: string, on: Features): FieldErrors {
  if (affinity === undefined) return;
  const { nodeAffinity, podAffinity, podAntiAffinity } = affinity;
  const requiredTerms = nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  if (requiredTerms !== undefined) {
    const at = `${path}.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution`;
    yield* validateNodeSelector(requiredTerms, at, on);
  }
  const preferred = nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  for (const [index, { weight = 0, preference = {} }] of preferred.entries()) {
    const at = `${path}.nodeAffinity.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    yield* validateWeight(weight, `${at}.weight`);
    yield* validateNodeTerm(preference, `${at}.preference`, false, on);
  }
  for (const [side, terms] of [
    ['podAffinity', podAffinity],
    ['podAntiAffinity', podAntiAffinity],
  ] as const)
    yield* validatePodTerms(terms, `${path}.${side}`, on);
}

function* validateWeight(weight: number, path: string): FieldErrors {
  if (weight <= 0 || weight > 100) yield invalid(RULE, path, weight, 'must be in the range 1-100');
}

function* validateNodeSelector(
  { nodeSelectorTerms = [] }: NodeSelector,
  path: string,
  on: Features,
): FieldErrors {
  const at = `${path}.nodeSelectorTerms`;
  if (nodeSelectorTerms.length === 0) yield required(RULE, at, 'must have at least one node selector term');
  for (const [index, term] of nodeSelectorTerms.entries())
    yield* validateNodeTerm(term, `${at}[${index}]`, on.checksNodeAffinityValues, on);
}

function* validateNodeTerm(
  { matchExpressions = [], matchFields = [] }: NodeSelectorTerm,
  path: string,
  checksValues: boolean,
  on: Features,
): FieldErrors {
  for (const [index, requirement] of matchExpressions.entries())
    yield* validateNodeRequirement(requirement, `${path}.matchExpressions[${index}]`, checksValues, on);
  for (const [index, requirement] of matchFields.entries())
    yield* validateNodeField(requirement, `${path}.matchFields[${index}]`);
}

function* validateNodeRequirement(
  { key = '', operator = '', values = [] }: NodeSelectorRequirement,
  path: string,
  checksValues: boolean,
  on: Features,
): FieldErrors {
  const at = `${path}.values`;
  switch (operator) {
    case 'In':
    case 'NotIn':
      if (values.length === 0)
        yield required(RULE, at, "must be specified when `operator` is 'In' or 'NotIn'");
      break;
    case 'Exists':
    case 'DoesNotExist':
      if (values.length > 0)
        yield forbidden(RULE, at, "may not be specified when `operator` is 'Exists' or 'DoesNotExist'");
      break;
    case 'Gt':
    case 'Lt':
      if (values.length !== 1)
        yield required(RULE, at, "must be specified single value when `operator` is 'Lt' or 'Gt'");
      break;
    default:
      yield invalid(RULE, `${path}.operator`, operator, 'not a valid selector operator');
  }
  yield* invalidFor(RULE, `${path}.key`, key, qualifiedName(key, on));
  if (!checksValues) return;
  for (const [index, value] of values.entries())
    yield* invalidFor(RULE, `${at}[${index}]`, value, labelValue(value, on));
}

function* validateNodeField(
  { key = '', operator = '', values = [] }: NodeSelectorRequirement,
  path: string,
): FieldErrors {
  if (operator !== 'In' && operator !== 'NotIn')
    yield invalid(RULE, `${path}.operator`, operator, 'not a valid selector operator');
  else if (values.length !== 1) {
    yield required(
      RULE,
      `${path}.values`,
      "must be only one value when `operator` is 'In' or 'NotIn' for node field selector",
    );
  }
  if (key !== 'metadata.name') yield invalid(RULE, `${path}.key`, key, 'not a valid field selector key');
  else
    for (const [index, value] of values.entries())
      yield* invalidFor(RULE, `${path}.values[${index}]`, value, dnsSubdomain(value));
}

function* validatePodTerms(
  affinity: Affinity['podAffinity'] | Affinity['podAntiAffinity'],
  path: string,
  on: Features,
): FieldErrors {
  const requiredTerms = affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
  for (const [index, term] of requiredTerms.entries())
    yield* validatePodTerm(term, `${path}.requiredDuringSchedulingIgnoredDuringExecution[${index}]`, on);
  const preferred = affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  for (const [index, { weight = 0, podAffinityTerm = {} }] of preferred.entries()) {
    const at = `${path}.preferredDuringSchedulingIgnoredDuringExecution[${index}]`;
    yield* validateWeight(weight, `${at}.weight`);
    yield* validatePodTerm(podAffinityTerm, `${at}.podAffinityTerm`, on);
  }
}

function* validatePodTerm(term: PodAffinityTerm, path: string, on: Features): FieldErrors {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [], topologyKey = '' } = term;
  yield* validateLabelSelector(labelSelector, `${path}.labelSelector`, on);
  yield* validateLabelSelector(term.namespaceSelector, `${path}.namespaceSelector`, on);
  for (const namespace of term.namespaces ?? [])
    yield* invalidFor(RULE, `${path}.namespace`, namespace, dnsLabel(namespace));
  yield* validateLabelKeys({ matchLabelKeys, mismatchLabelKeys, labelSelector }, path, on);
  if (topologyKey === '') yield required(RULE, `${path}.topologyKey`, 'can not be empty');
  yield* invalidFor(RULE, `${path}.topologyKey`, topologyKey, qualifiedName(topologyKey, on));
}

interface LabelKeys {
  readonly matchLabelKeys: readonly string[];
  readonly mismatchLabelKeys: readonly string[];
  readonly labelSelector: LabelSelector | undefined;
}

/** Keys whose values come from the Pod's own labels; the server has merged them into the selector by now. */
export function* validateLabelKeys(
  { matchLabelKeys, mismatchLabelKeys, labelSelector }: LabelKeys,
  path: string,
  on: Features,
): FieldErrors {
  yield* validateKeyNames(matchLabelKeys, labelSelector, `${path}.matchLabelKeys`, on);
  yield* validateKeyNames(mismatchLabelKeys, labelSelector, `${path}.mismatchLabelKeys`, on);
  const seen = new Set(Object.keys(labelSelector?.matchLabels ?? {}));
  for (const { key = '' } of labelSelector?.matchExpressions ?? []) {
    const index = matchLabelKeys.lastIndexOf(key);
    if (index >= 0 && seen.has(key))
      yield invalid(RULE, `${path}[${index}]`, key, 'exists in both matchLabelKeys and labelSelector');
    seen.add(key);
  }
  for (const [index, key] of matchLabelKeys.entries()) {
    if (mismatchLabelKeys.includes(key)) {
      const at = `${path}.matchLabelKeys[${index}]`;
      yield invalid(RULE, at, key, 'exists in both matchLabelKeys and mismatchLabelKeys');
    }
  }
}

function* validateKeyNames(
  keys: readonly string[],
  labelSelector: LabelSelector | undefined,
  path: string,
  on: Features,
): FieldErrors {
  if (keys.length > 0 && labelSelector === undefined)
    yield forbidden(RULE, path, 'must not be specified when labelSelector is not set');
  else
    for (const [index, key] of keys.entries())
      yield* invalidFor(RULE, `${path}[${index}]`, key, qualifiedName(key, on));
}

const EFFECTS = ['NoSchedule', 'PreferNoSchedule', 'NoExecute'];

export function* validateTolerations(
  tolerations: readonly Toleration[],
  path: string,
  on: Features,
): FieldErrors {
  for (const [index, toleration] of tolerations.entries()) {
    const at = `${path}[${index}]`;
    const { key = '', operator = '', effect = '', tolerationSeconds } = toleration;
    if (key !== '') yield* invalidFor('tolerations', `${at}.key`, key, qualifiedName(key, on));
    if (key === '' && operator !== 'Exists') {
      yield invalid(
        'tolerations',
        `${at}.operator`,
        operator,
        'operator must be Exists when `key` is empty, which means "match all values and all keys"',
      );
    }
    if (tolerationSeconds !== undefined && effect !== 'NoExecute')
      yield invalid(
        'tolerations',
        `${at}.effect`,
        effect,
        "effect must be 'NoExecute' when `tolerationSeconds` is set",
      );
    yield* validateTolerationValue(toleration, at, on);
    if (effect !== '' && !EFFECTS.includes(effect))
      yield notSupported('tolerations', `${at}.effect`, effect, EFFECTS);
  }
}

function* validateTolerationValue(
  { operator = '', value = '' }: Toleration,
  path: string,
  on: Features,
): FieldErrors {
  const at = `${path}.operator`;
  switch (operator) {
    case '':
    case 'Equal': {
      const messages = labelValue(value, on);
      if (messages.length > 0) yield invalid('tolerations', at, value, messages.join(';'));
      return;
    }
    case 'Exists':
      if (value !== '')
        yield invalid('tolerations', at, value, "value must be empty when `operator` is 'Exists'");
      return;
    case 'Lt':
    case 'Gt':
      if (on.knowsTolerationComparison) {
        if (on.TaintTolerationComparisonOperators) yield* validateDecimal(value, `${path}.value`);
        else yield notSupported('tolerations', at, operator, ['Equal', 'Exists', 'Lt', 'Gt']);
        return;
      }
  }
  yield notSupported('tolerations', at, operator, ['Equal', 'Exists']);
}

function* validateDecimal(value: string, path: string): FieldErrors {
  if (!/^(?:0|-?[1-9][0-9]*)$/.test(value)) {
    yield invalid(
      'tolerations',
      path,
      value,
      'a valid decimal integer must not have leading zeros, decimal points or plus signs',
    );
  }
}

export function* validateSchedulingGates(
  gates: readonly PodSchedulingGate[],
  path: string,
  on: Features,
): FieldErrors {
  for (const [index, { name = '' }] of gates.entries())
    yield* invalidFor('scheduling-gates', `${path}[${index}]`, name, qualifiedName(name, on));
  yield* uniqueNames('scheduling-gates', gates, path);
}

export function* validateReadinessGates(
  { readinessGates = [] }: PodSpec,
  path: string,
  on: Features,
): FieldErrors {
  for (const [index, { conditionType = '' }] of readinessGates.entries()) {
    const at = `${path}.readinessGates[${index}].conditionType`;
    yield* invalidFor('readiness-gates', at, conditionType, qualifiedName(conditionType, on));
  }
}
