import type { Container } from '../kubernetes/api-types.gen.ts';

/** The names that a list of containers has on both sides, in the order of each. */
export function stayedInOrder(
  before: readonly Container[] = [],
  after: readonly Container[] = [],
): { readonly before: readonly string[]; readonly after: readonly string[] } {
  const [olds, news] = [namesOf(before), namesOf(after)];
  return {
    before: olds.filter((name) => news.includes(name)),
    after: news.filter((name) => olds.includes(name)),
  };
}

const namesOf = (containers: readonly Container[]): readonly string[] =>
  containers.map(({ name }) => name ?? '');
