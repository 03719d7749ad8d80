import type { ConsistsOf, Faultless, IsLiteral, LabelCharacter, LowerLetter } from './literal.ts';

type HasLetter<S extends string> = S extends `${string}${LowerLetter}${string}` ? true : false;

type IsLabel<S extends string> = S extends `-${string}` | `${string}-`
  ? false
  : ConsistsOf<S, LabelCharacter>;

type LabelFault<S extends string, Taken extends string, What extends string> =
  IsLiteral<S> extends false
    ? never
    : S extends Taken
      ? `${What} '${S}' is already used in this pod`
      : IsLabel<S> extends true
        ? never
        : `'${S}' is not a ${What}: use a-z, 0-9 and '-', and begin and end with a letter or digit`;

/** S itself if it is a DNS label that is not in use yet, else a sentence. */
type Label<S extends string, Taken extends string, What extends string> = Faultless<
  S,
  S,
  LabelFault<S, Taken, What>
>;

export type ContainerName<S extends string, Taken extends string = never> = Label<S, Taken, 'container name'>;

export type VolumeName<S extends string, Taken extends string = never> = Label<S, Taken, 'volume name'>;

type PortFault<S extends string, Taken extends string> =
  IsLiteral<S> extends false
    ? never
    : S extends Taken
      ? `port name '${S}' is already used in this container`
      : S extends `${string}--${string}`
        ? `'${S}' is not a port name: no two '-' in a row`
        : [IsLabel<S>, HasLetter<S>] extends [true, true]
          ? never
          : `'${S}' is not a port name: use a-z, 0-9 and '-', with at least one letter, at most 15`;

/** `Value` if S is a port's name (an IANA service name) that is not in use yet, else a sentence. */
export type NamedPort<S extends string, Taken extends string, Value> = Faultless<
  Value,
  S,
  PortFault<S, Taken>
>;
