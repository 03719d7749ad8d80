import { at, isJsonObject, type Json, listAt, own, ownText, textsAt } from '../../json.ts';

type Labels = Readonly<Record<string, string>>;

/** Whether a `LabelSelector` selects an object with these labels; an empty one selects everything, an absent one nothing. */
export function selects(selector: Json | undefined, labels: Labels): boolean {
  if (!isJsonObject(selector)) return false;
  return (
    hasLabels(at(selector, 'matchLabels'), labels) &&
    listAt(selector, 'matchExpressions').every((expression) => holds(expression, labels))
  );
}

/** Whether an object has all these labels. */
export const hasLabels = (wanted: Json | undefined, labels: Labels): boolean =>
  Object.entries(textsAt(wanted)).every(([key, value]) => labelOf(labels, key) === value);

function holds(expression: Json, labels: Labels): boolean {
  if (!isJsonObject(expression)) return false;
  const label = labelOf(labels, ownText(expression, 'key'));
  const isListed = label !== undefined && listAt(expression, 'values').includes(label);
  switch (own(expression, 'operator')) {
    case 'In':
      return isListed;
    case 'NotIn':
      return !isListed;
    case 'Exists':
      return label !== undefined;
    case 'DoesNotExist':
      return label === undefined;
    default:
      return false;
  }
}

const labelOf = (labels: Labels, key: string): string | undefined =>
  Object.hasOwn(labels, key) ? labels[key] : undefined;
