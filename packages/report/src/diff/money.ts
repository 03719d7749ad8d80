import { signed } from './signed.ts';

/** The currency is the one that the prices are in. */
export const money = (amount: number): string => amount.toFixed(2);

export const signedMoney = (amount: number): string => (amount === 0 ? '0' : signed(money(amount)));
