import type { Unreadable } from '@outrider/core';
import type { Input } from './find-input.ts';
import { readTexts } from './read-texts.ts';

/** All texts at once, for those who read them more than once; what cannot be read is said by the analysis. */
export function withTexts(input: Input): Input {
  const failed: Unreadable[] = [];
  const sources = [...readTexts(input, failed)];
  return { sources, unreadable: [...input.unreadable, ...failed] };
}
