/** By code unit: a locale's order differs between machines. */
export const byCodeUnit = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Orders by the first key that differs. */
export function byKeys<T>(...keys: readonly ((item: T) => string | number)[]): (a: T, b: T) => number {
  return (a, b) => {
    for (const key of keys) {
      const [left, right] = [key(a), key(b)];
      const order =
        typeof left === 'number' && typeof right === 'number'
          ? left - right
          : byCodeUnit(String(left), String(right));
      if (order !== 0) return order;
    }
    return 0;
  };
}
