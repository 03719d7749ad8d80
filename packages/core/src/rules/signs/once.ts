/** A container does not change, so what it shows is looked for once, however many rules ask for it. */
export function once<C extends object, V>(look: (container: C) => V): (container: C) => V {
  const seen = new WeakMap<C, { readonly value: V }>();
  return (container) => {
    const before = seen.get(container);
    if (before !== undefined) return before.value;
    const value = look(container);
    seen.set(container, { value });
    return value;
  };
}
