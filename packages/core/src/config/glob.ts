/**
 * Whether a text fits a glob: `*` is any run of characters but `/`, `**` any run, `?` one character, `{a,b}` one of
 * several. A glob for a folder (`legacy/`) holds all below it.
 */
export const fitsGlob = (glob: string, text: string): boolean => patternOf(glob).test(text);

const PATTERNS: Readonly<Record<string, string>> = {
  '**/': '(?:.*/)?',
  '**': '.*',
  '*': '[^/]*',
  '?': '[^/]',
  '{': '(?:',
  '}': ')',
  ',': '|',
};

function patternOf(glob: string): RegExp {
  let depth = 0;
  const source = glob
    .replace(/^\.\//, '')
    .replace(/\/$/, '/**')
    .replace(/\*\*\/|\*\*|[*?{},]|[^*?{},]+/g, (part) => {
      if (part === '{') depth++;
      if (part === '}') depth = Math.max(0, depth - 1);
      if (part === ',' && depth === 0) return ',';
      return PATTERNS[part] ?? part.replace(/[\\^$.|+()[\]]/g, '\\$&');
    });
  return new RegExp(`^${source}$`);
}
