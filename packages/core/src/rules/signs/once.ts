import type { Container } from '../../kubernetes/api-types.gen.ts';

/** Containers do not change, so what one shows is looked for once, however many others it is held against. */
export function once<V>(look: (container: Container) => V): (container: Container) => V {
  const seen = new WeakMap<Container, { readonly value: V }>();
  return (container) => {
    const found = seen.get(container) ?? { value: look(container) };
    seen.set(container, found);
    return found.value;
  };
}
