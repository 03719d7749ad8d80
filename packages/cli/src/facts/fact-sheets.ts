import { readFileSync } from 'node:fs';
import { type Fact, factsIn } from './find-fact.ts';

/** The sheets of `docs/facts`, which the build lays beside the commands. */
const SHEETS = ['validation', 'lifecycle', 'resources'] as const;

/** Every fact of every sheet. */
export const allFacts = (): readonly Fact[] =>
  SHEETS.flatMap((name) => factsIn(readFileSync(new URL(`./facts/${name}.md`, import.meta.url), 'utf8')));
