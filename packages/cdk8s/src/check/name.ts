import type { Faultless, NoLabel } from './literal.ts';

/** One look for all that is wrong with a name's characters: the compiler pays for each look, and for each name. */
type LabelFault<S extends string, Taken extends string, What extends string> = S extends Taken
  ? `${What} '${S}' is already used in this pod`
  : S extends NoLabel
    ? BadLabel<S, What>
    : Lowercase<S> extends S
      ? never
      : BadLabel<S, What>;

type BadLabel<
  S extends string,
  What extends string,
> = `'${S}' is not a ${What}: use a-z, 0-9 and '-', and begin and end with a letter or digit`;

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

type NoPort<S extends string> = S extends NoLabel | `${string}--${string}`
  ? BadPort<S>
  : Lowercase<S> extends S
    ? // Nothing to write in capitals is no letter at all.
      Uppercase<S> extends S
      ? string extends S
        ? never
        : BadPort<S>
      : never
    : BadPort<S>;

type BadPort<S extends string> = S extends `${string}--${string}`
  ? `'${S}' is not a port name: no two '-' in a row`
  : `'${S}' is not a port name: use a-z, 0-9 and '-', with at least one letter, at most 15`;

/** `Value` if S is a port's name (an IANA service name) that is not in use yet, else a sentence. */
export type NamedPort<S extends string, Taken extends string, Value> = Faultless<
  Value,
  S,
  PortFault<S, Taken>
>;
