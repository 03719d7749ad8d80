import type {
  JobSpec,
  PodFailurePolicyOnExitCodesRequirement,
  PodFailurePolicyOnPodConditionsPattern,
  PodFailurePolicyRule,
  SuccessPolicyRule,
} from '../../kubernetes/api-types.gen.ts';
import type { Release } from '../../kubernetes/release.ts';
import {
  duplicate,
  type FieldErrors,
  invalid,
  invalidFor,
  invalidWithoutValue,
  nonnegative,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '../field-error.ts';
import { qualifiedName } from '../text/labels.ts';
import { byteLength } from '../text/names.ts';

const RULE = 'pod-failure-policy';
const MOST_RULES = 20;
const MOST_EXIT_CODES = 255;
const MOST_CONDITIONS = 20;
const ACTIONS = ['Count', 'FailIndex', 'FailJob', 'Ignore'];

/** V-202. */
export function* validateFailurePolicy(spec: JobSpec, path: string, on: Release['on']): FieldErrors {
  const rules = spec.podFailurePolicy?.rules ?? [];
  const { containers = [], initContainers = [] } = spec.template?.spec ?? {};
  const names = new Set([...containers, ...initContainers].map(({ name = '' }) => name));
  if (rules.length > MOST_RULES) yield tooMany(RULE, `${path}.rules`, rules.length, MOST_RULES);
  for (const [index, rule] of rules.entries())
    yield* validateRule(rule, { spec, names, on }, `${path}.rules[${index}]`);
}

interface RuleContext {
  readonly spec: JobSpec;
  /** Of containers and init containers. */
  readonly names: ReadonlySet<string>;
  readonly on: Release['on'];
}

const validValues = (values: readonly string[]): string =>
  `valid values: [${values.map((value) => `"${value}"`).join(' ')}]`;

function* validateRule(
  { action = '', onExitCodes, onPodConditions = [] }: PodFailurePolicyRule,
  { spec, names, on }: RuleContext,
  path: string,
): FieldErrors {
  const at = `${path}.action`;
  if (action === '') yield required(RULE, at, validValues(ACTIONS));
  else if (!ACTIONS.includes(action)) yield notSupported(RULE, at, action, ACTIONS);
  else if (action === 'FailIndex' && spec.backoffLimitPerIndex === undefined)
    yield invalid(RULE, at, action, 'requires the backoffLimitPerIndex to be set');
  if (onExitCodes !== undefined) yield* validateExitCodes(onExitCodes, names, `${path}.onExitCodes`);
  if (onPodConditions.length > 0) yield* validateConditions(onPodConditions, `${path}.onPodConditions`, on);
  if (onExitCodes !== undefined && onPodConditions.length > 0)
    yield invalidWithoutValue(RULE, path, 'specifying both OnExitCodes and OnPodConditions is not supported');
  if (onExitCodes === undefined && onPodConditions.length === 0)
    yield invalidWithoutValue(RULE, path, 'specifying one of OnExitCodes and OnPodConditions is required');
}

const OPERATORS = ['In', 'NotIn'];

function* validateExitCodes(
  { operator = '', containerName, values = [] }: PodFailurePolicyOnExitCodesRequirement,
  names: ReadonlySet<string>,
  path: string,
): FieldErrors {
  if (operator === '') yield required(RULE, `${path}.operator`, validValues(OPERATORS));
  else if (!OPERATORS.includes(operator)) yield notSupported(RULE, `${path}.operator`, operator, OPERATORS);
  if (containerName !== undefined && !names.has(containerName)) {
    yield invalid(
      RULE,
      `${path}.containerName`,
      containerName,
      'must be one of the container or initContainer names in the pod template',
    );
  }
  const at = `${path}.values`;
  if (values.length === 0) yield invalid(RULE, at, values, 'at least one value is required');
  else if (values.length > MOST_EXIT_CODES) yield tooMany(RULE, at, values.length, MOST_EXIT_CODES);
  const seen = new Set<number>();
  for (const [index, value] of values.entries()) {
    if (operator === 'In' && value === 0)
      yield invalid(RULE, `${at}[${index}]`, value, 'must not be 0 for the In operator');
    if (seen.has(value)) yield duplicate(RULE, `${at}[${index}]`, value);
    seen.add(value);
  }
  if (values.some((value, index) => (values[index - 1] ?? value) > value))
    yield invalid(RULE, at, values, 'must be ordered');
}

const STATUSES = ['False', 'True', 'Unknown'];

function* validateConditions(
  patterns: readonly PodFailurePolicyOnPodConditionsPattern[],
  path: string,
  on: Release['on'],
): FieldErrors {
  if (patterns.length > MOST_CONDITIONS) yield tooMany(RULE, path, patterns.length, MOST_CONDITIONS);
  for (const [index, { type = '', status = '' }] of patterns.entries()) {
    const at = `${path}[${index}]`;
    yield* invalidFor(RULE, `${at}.type`, type, qualifiedName(type, on));
    if (status === '') yield required(RULE, `${at}.status`, validValues(STATUSES));
    else if (!STATUSES.includes(status)) yield notSupported(RULE, `${at}.status`, status, STATUSES);
  }
}

const LONGEST_INDEXES = 64 * 1024;

/** Indexed Jobs only. */
export function* validateSuccessPolicy(spec: JobSpec, path: string, on: Release['on']): FieldErrors {
  if (spec.completionMode !== 'Indexed') {
    yield invalid('success-policy', path, spec.successPolicy, 'requires indexed completion mode');
    return;
  }
  const rules = spec.successPolicy?.rules ?? [];
  const at = `${path}.rules`;
  if (rules.length === 0)
    yield required(
      'success-policy',
      at,
      'at least one rules must be specified when the successPolicy is specified',
    );
  if (rules.length > MOST_RULES) yield tooMany('success-policy', at, rules.length, MOST_RULES);
  // Without completions the server has nothing to compare with.
  if (spec.completions === undefined) return;
  for (const [index, rule] of rules.entries())
    yield* validateSuccessRule(rule, spec.completions, `${at}[${index}]`, on);
}

function* validateSuccessRule(
  { succeededCount: count, succeededIndexes: indexes }: SuccessPolicyRule,
  completions: number,
  path: string,
  on: Release['on'],
): FieldErrors {
  if (count === undefined && indexes === undefined)
    yield required(
      'success-policy',
      path,
      'at least one of succeededCount or succeededIndexes must be specified',
    );
  let total = 0;
  if (indexes !== undefined) {
    const at = `${path}.succeededIndexes`;
    if (byteLength(indexes) > LONGEST_INDEXES) yield tooLong('success-policy', at, LONGEST_INDEXES, on);
    const counted = countIndexes(indexes, completions);
    if (typeof counted === 'string')
      yield invalid('success-policy', at, indexes, `error parsing succeededIndexes: ${counted}`);
    else total = counted;
  }
  if (count === undefined) return;
  const at = `${path}.succeededCount`;
  const atMost = (limit: number, what: string) =>
    invalid('success-policy', at, count, `must be less than or equal to ${limit} (the number of ${what})`);
  yield* nonnegative('success-policy', at, count);
  if (count > completions) yield atMost(completions, 'specified completions');
  if (indexes !== undefined && count > total)
    yield atMost(total, 'indexes in the specified succeededIndexes field');
}

/** How many indexes `0,2-4` names, or what is wrong with it. */
function countIndexes(text: string, completions: number): number | string {
  if (text === '') return 0;
  let total = 0;
  let last = -1;
  for (const interval of text.split(',')) {
    const limits = readInterval(interval, completions);
    if (typeof limits === 'string') return limits;
    const [start, end] = limits;
    if (last >= start) return `non-increasing order, previous: ${last}, current: ${start}`;
    total += end - start + 1;
    last = end;
  }
  return total;
}

function readInterval(interval: string, completions: number): readonly [number, number] | string {
  const parts = interval.split('-');
  if (parts.length > 2) {
    return `the fragment ${JSON.stringify(interval)} violates the requirement that an index interval can have at most two parts separated by '-'`;
  }
  const limits: number[] = [];
  for (const part of parts) {
    if (!/^\+?[0-9]+$/.test(part))
      return `cannot convert string to integer for index: ${JSON.stringify(part)}`;
    if (Number(part) >= completions) return `too large index: ${JSON.stringify(part)}`;
    limits.push(Number(part));
  }
  const [start = 0, end = start] = limits;
  if (parts.length === 2 && start >= end) return `non-increasing order, previous: ${start}, current: ${end}`;
  return [start, end];
}
