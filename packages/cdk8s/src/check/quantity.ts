import type { Faultless, IsDigits, UnitOf } from './literal.ts';

type IsDecimal<S extends string> =
  IsDigits<S> extends true
    ? true
    : S extends `${infer Whole}.${infer Fraction}`
      ? [IsDigits<Whole>, IsDigits<Fraction>] extends [true, true]
        ? true
        : false
      : false;

type IsExponent<S extends string> = S extends `${'e' | 'E'}${infer Power}` ? IsDigits<Power> : false;

type NumberOf<S extends string> = S extends `${infer Digits}${UnitOf<S>}` ? Digits : never;

type MemoryUnit = '' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei';

/** What people write, in lower case, for what they mean. */
interface MeantMemoryUnit {
  readonly b: '';
  readonly ki: 'Ki';
  readonly kb: 'Ki';
  readonly kib: 'Ki';
  readonly mi: 'Mi';
  readonly mb: 'Mi';
  readonly mib: 'Mi';
  readonly g: 'Gi';
  readonly gi: 'Gi';
  readonly gb: 'Gi';
  readonly gib: 'Gi';
  readonly t: 'Ti';
  readonly ti: 'Ti';
  readonly tb: 'Ti';
}

type NoMemory<S extends string> =
  IsDecimal<NumberOf<S>> extends true
    ? UnitOf<S> extends 'm'
      ? `'${S}' is ${NumberOf<S>} thousandths of one byte, did you mean '${NumberOf<S>}Mi'?`
      : Lowercase<UnitOf<S>> extends keyof MeantMemoryUnit
        ? `'${S}' is not a memory quantity, did you mean '${NumberOf<S>}${MeantMemoryUnit[Lowercase<UnitOf<S>>]}'?`
        : `'${S}' is not a memory quantity, write '128Mi' or '1Gi'`
    : `'${S}' is not a memory quantity, write '128Mi' or '1Gi'`;

type IsQuantity<S extends string, Unit extends string> =
  IsDecimal<NumberOf<S>> extends true ? (UnitOf<S> extends Unit ? true : IsExponent<UnitOf<S>>) : false;

/** What `${number}` takes and a quantity does not: signs, spaces, `0x10`, `1e3`, `5.`; looked at digit by digit. */
type Odd =
  | `${string}${'-' | '+' | ' ' | 'x' | 'X' | 'b' | 'B' | 'o' | 'O' | 'e' | 'E'}${string}`
  | `.${string}`
  | `${string}.${'' | 'm' | MemoryUnit}`;

type Exactly<S extends string, Unit extends string, Fault> = IsQuantity<S, Unit> extends true ? never : Fault;

type MemoryFault<S extends string> = string extends S
  ? never
  : S extends `${number}${MemoryUnit}`
    ? S extends Odd
      ? Exactly<S, MemoryUnit, NoMemory<S>>
      : never
    : NoMemory<S>;

/** S itself if Kubernetes takes it as an amount of memory, else a sentence. */
export type Memory<S extends string> = Faultless<S, S, MemoryFault<S>>;

type Cores = 'core' | 'cores' | 'cpu' | 'cpus' | 'vcpu' | 'vcpus' | 'c';
type Millicores = 'M' | 'mi' | 'Mi' | 'mcpu' | 'millicpu' | 'millicore' | 'millicores';

type NoCpu<S extends string> =
  IsDecimal<NumberOf<S>> extends true
    ? UnitOf<S> extends Cores
      ? `'${S}' is not a cpu quantity, did you mean '${NumberOf<S>}'?`
      : UnitOf<S> extends Millicores
        ? `'${S}' is not a cpu quantity, did you mean '${NumberOf<S>}m'?`
        : `'${S}' is not a cpu quantity, write '250m' or '0.25'`
    : `'${S}' is not a cpu quantity, write '250m' or '0.25'`;

type CpuFault<S extends string> = string extends S
  ? never
  : S extends `${number}${'' | 'm'}`
    ? S extends Odd
      ? Exactly<S, '' | 'm', NoCpu<S>>
      : never
    : NoCpu<S>;

/** S itself if it is a number of cores (`0.5`) or of thousandths of one (`500m`), else a sentence. */
export type Cpu<S extends string> = Faultless<S, S, CpuFault<S>>;
