import type { FieldRange } from '../kubernetes/field-types.ts';

/** What the server's decoder finds wrong with an object, in its own words, and what was probably meant. */
export type StructureProblem = UnknownField | WrongType;

/** A 400 under strict field validation, a warning or nothing otherwise (S-001, S-007, S-008). */
export interface UnknownField {
  readonly kind: 'unknownField';
  /** Path with indexes: `spec.initContainers[0].imge`. */
  readonly path: string;
  /** `unknown field "spec.initContainers[0].imge"`. */
  readonly message: string;
  /** The name that the type has at this minor. */
  readonly meant?: string;
  /** The minors that know the field. */
  readonly range?: FieldRange;
}

/** A 400 whatever the field validation (S-003 … S-006). The field is left out of the decoded object. */
export interface WrongType {
  readonly kind: 'wrongType';
  readonly path: string;
  /** `json: cannot unmarshal string into Go struct field PodSpec.spec.hostPID of type bool`. */
  readonly message: string;
  /** The server reports one type error only; the others would follow once it is mended. */
  readonly first: boolean;
  /** What the field takes, for advice. */
  readonly wants: 'string' | 'number' | 'boolean' | 'list' | 'map' | 'quantity' | 'time';
}
