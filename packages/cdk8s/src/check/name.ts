import type { Faultless, HasForeign, LowerLetter } from './literal.ts';

type LabelFault<S extends string, Taken extends string, What extends string> = S extends Taken
  ? `${What} '${S}' is already used in this pod`
  : NoLabel<S> extends true
    ? `'${S}' is not a ${What}: use a-z, 0-9 and '-', and begin and end with a letter or digit`
    : never;

/** Of a name alone, so that the compiler finds it out once for each. */
type NoLabel<S extends string> =
  HasForeign<S> extends true ? true : S extends `-${string}` | `${string}-` | '' ? true : false;

export type ContainerName<S extends string, Taken extends string = never> = Faultless<
  S,
  S,
  LabelFault<S, Taken, 'container name'>
>;

export type VolumeName<S extends string, Taken extends string = never> = Faultless<
  S,
  S,
  LabelFault<S, Taken, 'volume name'>
>;

type PortFault<S extends string, Taken extends string> = S extends Taken
  ? `port name '${S}' is already used in this container`
  : NoPort<S>;

type NoPort<S extends string> = S extends `${string}--${string}`
  ? `'${S}' is not a port name: no two '-' in a row`
  : NoLabel<S> extends true
    ? Unfit<S>
    : S extends `${string}${LowerLetter}${string}`
      ? never
      : string extends S
        ? never
        : Unfit<S>;

type Unfit<S extends string> =
  `'${S}' is not a port name: use a-z, 0-9 and '-', with at least one letter, at most 15`;

/** `Value` if S is a port's name (an IANA service name) that is not in use yet, else a sentence. */
export type NamedPort<S extends string, Taken extends string, Value> = Faultless<
  Value,
  S,
  PortFault<S, Taken>
>;
