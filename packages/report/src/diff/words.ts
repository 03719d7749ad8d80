import { clip } from '../escape/clip.ts';
import { markdownCode } from '../escape/markdown.ts';
import { visible } from '../escape/visible.ts';

/** A piece of a sentence: our own words, or a name that came from a manifest. */
export type Word = string | { readonly name: string };

/** A sentence of a report, before a format has escaped its names. */
export type Words = readonly Word[];

/** The longest a DNS subdomain can be; only hostile names are longer. */
const LONGEST_NAME = 253;

export const name = (text: string): Word => ({ name: clip(text, LONGEST_NAME) });

/** Our own words hold no markup; names become code. */
export const wordsMarkdown = (words: Words): string =>
  words.map((word) => (typeof word === 'string' ? word : markdownCode(word.name))).join('');

export const wordsText = (words: Words): string =>
  words.map((word) => (typeof word === 'string' ? word : visible(word.name))).join('');

/** `a, b and c`. */
export function listedWords(items: readonly Words[], last = ' and '): Words {
  return items.flatMap((item, index) => {
    if (index === 0) return item;
    return [index === items.length - 1 ? last : ', ', ...item];
  });
}
