import type { Container, ContainerRestartRule } from '../../kubernetes/api-types.gen.ts';
import {
  type FieldError,
  type FieldErrors,
  forbidden,
  notSupported,
  required,
  tooLong,
  tooMany,
} from '../field-error.ts';
import type { PodContext } from './pod-context.ts';

type Features = PodContext['on'];

/** V-102, V-110, V-111: the restart policy of a regular container. */
export function* validateRestartPolicy(container: Container, path: string, { on }: PodContext): FieldErrors {
  if (on.ContainerRestartRules) return yield* validatePolicyAndRules(container, path, on);
  if (container.restartPolicy !== undefined)
    yield forbidden(
      'regular-restart-policy',
      `${path}.restartPolicy`,
      'may not be set for non-init containers',
    );
}

/** V-101, V-110 … V-112: the restart policy that makes an init container a sidecar. */
export function* validateSidecarPolicy(container: Container, path: string, { on }: PodContext): FieldErrors {
  const { restartPolicy: policy, restartPolicyRules: rules = [] } = container;
  if (policy === undefined) {
    if (rules.length > 0 && on.checksRulesWithoutPolicy) yield policyRequired(path);
    return;
  }
  if (!on.ContainerRestartRules) {
    if (policy !== 'Always')
      yield notSupported('restart-policy', `${path}.restartPolicy`, policy, ['Always']);
  } else if (policy === 'Always' && !on.RestartAllContainersOnContainerExits) {
    if (rules.length > 0) {
      yield forbidden(
        'restart-rules',
        `${path}.restartPolicyRules`,
        'restartPolicyRules are not allowed for init containers with restart policy Always',
      );
    }
  } else {
    yield* validatePolicyAndRules(container, path, on);
  }
}

const policyRequired = (path: string): FieldError =>
  required(
    'restart-policy',
    `${path}.restartPolicy`,
    'must specify restartPolicy when restart rules are used',
  );

const POLICIES = ['Always', 'Never', 'OnFailure'];
const MOST_RULES = 20;

function* validatePolicyAndRules(
  { restartPolicy: policy, restartPolicyRules: rules = [] }: Container,
  path: string,
  on: Features,
): FieldErrors {
  if (policy === undefined) {
    if (rules.length === 0) return;
    yield policyRequired(path);
  } else if (!POLICIES.includes(policy)) {
    yield notSupported('restart-policy', `${path}.restartPolicy`, policy, POLICIES);
  }
  const at = `${path}.restartPolicyRules`;
  if (rules.length > MOST_RULES) yield tooManyOrLong(at, rules.length, MOST_RULES, on);
  for (const [index, rule] of rules.entries()) yield* validateRule(rule, `${at}[${index}]`, on);
}

/** V-115: the first servers with the feature called a long list a long text. */
const tooManyOrLong = (path: string, actual: number, most: number, on: Features): FieldError =>
  on.restartRulesTooMany
    ? tooMany('restart-rules', path, actual, most)
    : tooLong('restart-rules', path, most, on);

const MOST_EXIT_CODES = 255;

/** V-113, V-114. */
function* validateRule(
  { action = '', exitCodes }: ContainerRestartRule,
  path: string,
  on: Features,
): FieldErrors {
  const allowsAll = on.RestartAllContainersOnContainerExits;
  const known = action === 'Restart' || (allowsAll && action === 'RestartAllContainers');
  if (!known) {
    const listsAll = allowsAll && on.restartRulesListAllActions;
    yield notSupported(
      'restart-rules',
      `${path}.action`,
      action,
      listsAll ? ['Restart', 'RestartAllContainers'] : ['Restart'],
    );
  }
  if (exitCodes === undefined) {
    yield required('restart-rules', `${path}.exitCodes`, 'must be specified');
    return;
  }
  const { operator = '', values = [] } = exitCodes;
  if (operator !== 'In' && operator !== 'NotIn')
    yield notSupported('restart-rules', `${path}.exitCodes.operator`, operator, ['In', 'NotIn']);
  if (values.length > MOST_EXIT_CODES)
    yield tooManyOrLong(`${path}.exitCodes.values`, values.length, MOST_EXIT_CODES, on);
}
