/**
 * The known members of a union of names. `string` and patterns such as `app-${string}` are not: one name from a loop
 * must not poison all others.
 */
export type Known<S extends string> = S extends unknown
  ? string extends S
    ? never
    : Record<never, never> extends Record<S, 1>
      ? never
      : S
  : never;

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

export type Digit = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9';

type Punctuation =
  | (' ' | '!' | '"' | '#' | '$' | '%' | '&' | "'" | '(' | ')' | '*' | '+' | ',' | '.' | '/' | ':')
  | (';' | '<' | '=' | '>' | '?' | '@' | '[' | '\\' | ']' | '^' | '_' | '`' | '{' | '|' | '}' | '~');

/**
 * What no DNS label looks like, but for capital letters. Punctuation is sought, not all characters looked at one by one,
 * which costs the compiler a type for each; of letters beyond ASCII `synth` speaks.
 */
export type NoLabel = `${string}${Punctuation}${string}` | `-${string}` | `${string}-` | '';

/** `true` where S is one or more digits. */
export type IsDigits<S extends string> = S extends `${Digit}${infer Rest}`
  ? Rest extends ''
    ? true
    : IsDigits<Rest>
  : false;

/** What follows the leading digits and dots of a quantity. */
export type UnitOf<S extends string> = S extends `${Digit | '.'}${infer Rest}` ? UnitOf<Rest> : S;
