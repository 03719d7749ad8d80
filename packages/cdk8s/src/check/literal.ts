/**
 * Whether a text is known to the compiler. `string` and patterns such as `app-${string}` are not: they switch
 * the checks off, and core's rules judge the value at synth instead.
 */
export type IsLiteral<S extends string> = Record<never, never> extends Record<S, 1> ? false : true;

/** The known members of a union of names: one name from a loop must not poison all others. */
export type Known<S extends string> = S extends unknown ? (IsLiteral<S> extends true ? S : never) : never;

/** Stops a type parameter from being inferred here (`NoInfer` needs TypeScript 5.4, we support 5.0). */
export type Declared<S extends string> = [S][S extends unknown ? 0 : never];

/**
 * `Value` where there is no fault, else the fault, which is a sentence. A parameter of this type infers what `Value`
 * is from the argument without looking into the fault: that keeps the compiler fast, as faults are deep types.
 */
export type Faultless<Value, S extends string, Fault> = [Fault] extends [never]
  ? Value
  : [Fault][S extends unknown ? 0 : never];

/** In place of a method that cannot be called yet: the compiler prints the sentence. */
export interface Missing<Sentence extends string> {
  readonly '~missing': Sentence;
}

type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

/** `true` where S is one or more of the characters C. */
export type ConsistsOf<S extends string, C extends string> = S extends `${C}${infer Rest}`
  ? Rest extends ''
    ? true
    : ConsistsOf<Rest, C>
  : false;

export type IsDigits<S extends string> = ConsistsOf<S, Digit>;

export type LowerLetter =
  | ('a' | 'b' | 'c' | 'd' | 'e' | 'f' | 'g' | 'h' | 'i' | 'j' | 'k' | 'l' | 'm')
  | ('n' | 'o' | 'p' | 'q' | 'r' | 's' | 't' | 'u' | 'v' | 'w' | 'x' | 'y' | 'z');

/** What Kubernetes' DNS labels consist of. */
export type LabelCharacter = LowerLetter | Digit | '-';

/** What follows the leading digits and dots of a quantity. */
export type UnitOf<S extends string> = S extends `${Digit | '.'}${infer Rest}` ? UnitOf<Rest> : S;
