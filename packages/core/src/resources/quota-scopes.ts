import type { Pod } from '../workload/workload.ts';
import type { SumOptions } from './pod-sums.ts';
import { qosClass } from './qos-class.ts';
import type { Features } from './walk.ts';

/** A scope of a ResourceQuota: a name of `spec.scopes`, or an entry of `spec.scopeSelector.matchExpressions`. */
export interface QuotaScope {
  readonly scopeName: string;
  readonly operator?: string;
  readonly values?: readonly string[];
}

/** Whether a quota concerns a Pod: all of its scopes must match (pkg/quota/v1/evaluator/core/pods.go). */
export const matchesScopes = (
  scopes: readonly QuotaScope[],
  pod: Pod,
  on: Features,
  options: SumOptions = {},
): boolean => scopes.every((scope) => matches(scope, pod, on, options));

function matches(scope: QuotaScope, pod: Pod, on: Features, options: SumOptions): boolean {
  switch (scope.scopeName) {
    case 'Terminating':
      return isTerminating(pod);
    case 'NotTerminating':
      return !isTerminating(pod);
    case 'BestEffort':
      return qosClass(pod, on, options) === 'BestEffort';
    case 'NotBestEffort':
      return qosClass(pod, on, options) !== 'BestEffort';
    case 'PriorityClass':
      return matchesPriorityClass(scope, pod.spec.priorityClassName ?? '');
    case 'CrossNamespacePodAffinity':
      return usesOtherNamespaces(pod);
    default:
      return false;
  }
}

/** A deadline makes a Pod "terminating"; nothing else does. */
const isTerminating = ({ spec }: Pod): boolean => (spec.activeDeadlineSeconds ?? -1) >= 0;

function matchesPriorityClass({ operator, values = [] }: QuotaScope, className: string): boolean {
  switch (operator) {
    case 'In':
      return className !== '' && values.includes(className);
    case 'NotIn':
      return className === '' || !values.includes(className);
    case 'DoesNotExist':
      return className === '';
    default:
      return className !== '';
  }
}

function usesOtherNamespaces({ spec }: Pod): boolean {
  const { podAffinity, podAntiAffinity } = spec.affinity ?? {};
  const terms = [podAffinity, podAntiAffinity].flatMap((affinity) => [
    ...(affinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []),
    ...(affinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(
      (term) => term.podAffinityTerm ?? {},
    ),
  ]);
  return terms.some((term) => (term.namespaces ?? []).length > 0 || term.namespaceSelector !== undefined);
}
