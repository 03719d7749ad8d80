import { markdownCode } from './markdown.ts';
import { visible } from './visible.ts';

/**
 * Words that GitHub cannot take for markup, a link, a mention, an issue or a commit: letters and digits with plain
 * punctuation around them. Everything else of a manifest stands in a code span.
 */
const PLAIN_WORD = /^\(?\p{L}[\p{L}\p{N}]*(['’-]\p{L}+)*\)?[.,;:!?]?\)?$/u;
/** `45`, `1.5`, `700m`, `(+71`, `%),`: a number, its unit, its percent sign. */
const PLAIN_NUMBER = /^\(?\+?\d+([.,]\d+)*([a-z]{1,2}|[KMGTPE]i?)?\)?[.,;:%]?$|^%\)?[.,;:]?$/;
const LOOKS_LIKE_A_REFERENCE = /[0-9a-f]{7}|^\(?(gh|https?|ftp|mailto|www)\b/i;

const isPlain = (word: string): boolean =>
  (PLAIN_WORD.test(word) || PLAIN_NUMBER.test(word)) && !LOOKS_LIKE_A_REFERENCE.test(word);

/** `1.` at the beginning of a line makes a list. */
const BEGINS_A_LIST = /^\d{1,9}[.)]$/;

/** A message that may quote a manifest, as Markdown in a paragraph or a table cell: plain words, the rest as code. */
export function markdownProse(text: string): string {
  const runs: { plain: boolean; words: string[] }[] = [];
  for (const word of visible(text)
    .split(/ +/)
    .filter((part) => part !== '')) {
    const last = runs.at(-1);
    const plain = isPlain(word) && !(last === undefined && BEGINS_A_LIST.test(word));
    if (last?.plain === plain) last.words.push(word);
    else runs.push({ plain, words: [word] });
  }
  return runs.map(({ plain, words }) => (plain ? words.join(' ') : codeRun(words.join(' ')))).join(' ');
}

/** Punctuation at the end of a run is the sentence's; a name in quotes needs no quotes in code. */
function codeRun(text: string): string {
  const [, code = '', end = ''] = /^(.*?)([.,;:]?)$/.exec(text) ?? [];
  const [, name = code] = /^"([^"\s]+)"$/.exec(code) ?? [];
  return code === '' ? markdownCode(text) : `${markdownCode(name)}${end}`;
}
