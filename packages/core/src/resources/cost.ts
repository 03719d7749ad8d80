import { readQuantity } from '../quantity/parse-quantity.ts';
import { inUnitsOf, milliValue, NANO, type Quantity, value, ZERO } from '../quantity/quantity.ts';
import { type ResourceAmounts, type ResourceList, readList } from '../quantity/resource-list.ts';

/** What the user pays; no price is built in. */
export interface Prices {
  /** Per CPU and hour. */
  readonly vcpuHour: number;
  /** Per GiB of memory and hour. */
  readonly gibHour: number;
  /** Per whole unit and hour of any other resource; without a price it is not counted. */
  readonly unitHour?: Readonly<Record<string, number>>;
}

export interface Cost {
  /** Of one Pod, rounded to 6 decimals for reading; sums are made from the exact figure. */
  readonly costPerPodHour: number;
  /** Of all replicas in 730 hours, rounded to 2 decimals; of one Pod where the number of replicas is unknown. */
  readonly costPerMonth: number;
}

/** Hours of a month, as OpenCost counts. */
export const HOURS_PER_MONTH = 730;

/** Money is counted exactly, in these parts of the currency's unit. */
const PARTS = 10n ** 9n;
const GIB = 2n ** 30n;

/** What requests cost, overhead included: not usage, not limits. */
export function monthlyCost(requests: ResourceAmounts, prices: Prices, replicas: number | null): Cost {
  const hour = hourlyCost(readList(requests), prices);
  const pods = BigInt(replicas ?? 1);
  return {
    costPerPodHour: rounded(hour, 6),
    costPerMonth: rounded({ ...hour, amount: hour.amount * pods * BigInt(HOURS_PER_MONTH) }, 2),
  };
}

/** An exact amount of money: `amount / per`. */
interface Money {
  readonly amount: bigint;
  readonly per: bigint;
}

/** In parts of the unit, times 1000 for thousandths of a CPU, times GiB for bytes: one denominator for all. */
function hourlyCost(requests: ResourceList, { vcpuHour, gibHour, unitHour = {} }: Prices): Money {
  const amount = (name: string): Quantity => requests.get(name) ?? ZERO;
  const others = Object.entries(unitHour)
    .filter(([name]) => name !== 'cpu' && name !== 'memory')
    .map(([name, price]) => value(amount(name)) * parts(price) * 1000n * GIB);
  const cpu = milliValue(amount('cpu')) * parts(vcpuHour) * GIB;
  const memory = value(amount('memory')) * parts(gibHour) * 1000n;
  return { amount: [cpu, memory, ...others].reduce((sum, cost) => sum + cost, 0n), per: PARTS * 1000n * GIB };
}

/** A price as a whole number of parts; a price is what its shortest text says. */
function parts(price: number): bigint {
  const quantity = readQuantity(String(price));
  return typeof quantity === 'string' ? 0n : inUnitsOf(quantity, NANO);
}

/** To the nearest, halves away from zero. */
function rounded({ amount, per }: Money, decimals: number): number {
  const scaled = amount * 10n ** BigInt(decimals) * 2n + (amount < 0n ? -per : per);
  return Number(scaled / (per * 2n)) / 10 ** decimals;
}
