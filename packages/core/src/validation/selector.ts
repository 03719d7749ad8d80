import type { LabelSelector, LabelSelectorRequirement } from '../kubernetes/api-types.gen.ts';
import type { Release } from '../kubernetes/release.ts';
import { labelValue, qualifiedName } from './text/labels.ts';

type Labels = Readonly<Record<string, string>>;

/** A selector that compiled, as the server uses it to compare with the labels of a template. */
export interface CompiledSelector {
  /** Selects everything; a missing selector selects nothing. */
  readonly empty: boolean;
  readonly matches: (labels: Labels | undefined) => boolean;
}

/** Compiles a label selector; undefined if a key, value or operator in it is invalid. */
export function compileSelector(
  selector: LabelSelector | undefined,
  on: Release['on'],
): CompiledSelector | undefined {
  if (selector === undefined) return { empty: false, matches: () => false };
  const requirements: readonly LabelSelectorRequirement[] = [
    ...Object.entries(selector.matchLabels ?? {}).map(([key, value]) => ({
      key,
      operator: 'In',
      values: [value],
    })),
    ...(selector.matchExpressions ?? []),
  ];
  if (!requirements.every((requirement) => isValid(requirement, on))) return undefined;
  return {
    empty: requirements.length === 0,
    matches: (labels = {}) => requirements.every((requirement) => holds(requirement, labels)),
  };
}

function isValid(
  { key = '', operator = '', values = [] }: LabelSelectorRequirement,
  on: Release['on'],
): boolean {
  if (qualifiedName(key, on).length > 0 || values.some((value) => labelValue(value, on).length > 0))
    return false;
  if (operator === 'In' || operator === 'NotIn') return values.length > 0;
  return (operator === 'Exists' || operator === 'DoesNotExist') && values.length === 0;
}

function holds({ key = '', operator, values = [] }: LabelSelectorRequirement, labels: Labels): boolean {
  const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    default:
      return value === undefined;
  }
}
