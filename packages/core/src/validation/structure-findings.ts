import type { Finding } from '../finding.ts';
import type { FieldRange } from '../kubernetes/field-types.ts';
import type { StructureProblem, UnknownField, WrongType } from '../store/structure-problem.ts';

/** The two 400s: one type error, and all unknown fields. */
export const structureFindings = (problems: readonly StructureProblem[]): readonly Finding[] =>
  problems.map((problem) => (problem.kind === 'unknownField' ? unknownField(problem) : wrongType(problem)));

function unknownField({ path, message, meant, range }: UnknownField): Finding {
  const explanation = meant === undefined ? rangeText(range) : `Did you mean ${meant}?`;
  return {
    rule: 'server/unknown-field',
    origin: 'server',
    severity: 'error',
    message,
    path,
    server: { stage: 'strict', type: '', detail: '' },
    catalogue: range === undefined ? 'S-001' : 'S-008',
    ...(explanation !== '' && { explanation }),
    ...(meant !== undefined && { fix: { description: `Rename it to ${meant}` } }),
  };
}

function rangeText(range: FieldRange | undefined): string {
  if (range === undefined) return 'No field of this object has that name; check the indentation.';
  const { since, until } = range;
  if (since !== undefined && until !== undefined)
    return `Only Kubernetes 1.${since} to 1.${until} have this field.`;
  if (since !== undefined) return `This field arrives in Kubernetes 1.${since}.`;
  return until === undefined ? '' : `Kubernetes 1.${until} was the last to have this field.`;
}

const WANTED: Readonly<Record<WrongType['wants'], string>> = {
  string: 'This field takes text. Put the value in quotes.',
  number: 'This field takes a whole number, without quotes.',
  boolean: 'This field takes true or false, without quotes.',
  list: 'This field takes a list: each item on a line of its own behind "- ".',
  map: 'This field takes an object: "key: value" lines, indented.',
  quantity: 'A quantity is a number and a suffix such as m, k, M, G, Ki, Mi or Gi: 250m, 1Gi.',
  time: 'A time reads like 2006-01-02T15:04:05Z.',
};

/** The server stops at the first; the others would follow, so they are findings of the input. */
function wrongType({ path, message, first, wants }: WrongType): Finding {
  const finding = { severity: 'error', message, path, explanation: WANTED[wants] } as const;
  if (!first) return { ...finding, rule: 'input/wrong-type', origin: 'input' };
  return {
    ...finding,
    rule: 'server/wrong-type',
    origin: 'server',
    server: { stage: 'decode', type: '', detail: '' },
    catalogue: wants === 'quantity' ? 'S-006' : wants === 'list' || wants === 'map' ? 'S-004' : 'S-003',
  };
}
