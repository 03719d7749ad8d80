/** Amounts of money are printed with two decimals; sums and differences of them are exact in hundredths. */
const cents = (amount: number): number => Math.round(amount * 100);

export const minus = (left: number, right: number): number => (cents(left) - cents(right)) / 100;

export const sumMoney = (amounts: readonly number[]): number =>
  amounts.reduce((sum, amount) => sum + cents(amount), 0) / 100;
