import type { Happening } from './happenings.ts';

/** A fact that a list of events names, with all that it says of them. */
export interface CitedFact {
  readonly fact: string;
  readonly why: string;
  readonly source: string;
}

/** Each fact once, in the order of their numbers. */
export function citedFacts(happenings: readonly Happening[]): readonly CitedFact[] {
  const cited = happenings.flatMap(({ says }) => says.flatMap(({ facts }) => facts));
  const ids = [...new Set(cited.map(({ fact }) => fact))].toSorted();
  return ids.map((id) => {
    const all = cited.filter(({ fact }) => fact === id);
    const once = (texts: readonly string[]): readonly string[] => [...new Set(texts)];
    return {
      fact: id,
      why: once(all.map(({ why }) => why)).join(' '),
      source: once(all.map(({ source }) => source)).join(', '),
    };
  });
}
