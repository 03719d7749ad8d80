/** What a name of ours must not be: words of the language, and the names that the module imports or declares. */
const TAKEN = [
  'abstract any arguments as async await boolean break case catch class const constructor continue debugger declare',
  'default delete do else enum eval export extends false finally for from function get if implements import in',
  'infer instanceof interface is keyof let module namespace never new null number object of package private',
  'protected public readonly require return set static string super switch symbol this throw true try type typeof',
  'undefined unique unknown var void while with yield globalThis NaN Infinity Object Array process exports global',
  'pod sidecar ApiObject App Chart JsonPatch Construct app scope id',
]
  .join(' ')
  .split(' ');

const WORD = /[A-Za-z0-9]+/g;

const capitalized = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** `cloud-sql-proxy` → `CloudSqlProxy`; what is no letter or digit of ASCII goes. */
export const pascalCase = (text: string): string => (text.match(WORD) ?? []).map(capitalized).join('');

/** `cloud-sql-proxy` → `cloudSqlProxy`; empty if there is nothing to make a name of. */
export function camelCase(text: string): string {
  const pascal = pascalCase(text);
  return pascal.charAt(0).toLowerCase() + pascal.slice(1);
}

/** Gives each name once. */
export class Names {
  readonly #taken: Set<string>;

  constructor(taken: readonly string[] = []) {
    this.#taken = new Set(taken);
  }

  /** The first of the wishes that is free, else the last with a number. */
  take(...wishes: readonly string[]): string {
    const last = wishes.at(-1) ?? '';
    const free = wishes.find((wish) => !this.#taken.has(wish)) ?? this.#numbered(last);
    this.#taken.add(free);
    return free;
  }

  #numbered(wish: string): string {
    let count = 2;
    while (this.#taken.has(`${wish}${count}`)) count++;
    return `${wish}${count}`;
  }
}

/** The identifiers of one module. */
export const identifiers = (): Names => new Names(TAKEN);

/** An identifier to wish for: names may begin with a digit, identifiers may not. */
export function wish(text: string, otherwise: string): string {
  const words = camelCase(text);
  if (words === '') return otherwise;
  return /^\d/.test(words) ? otherwise + capitalized(words) : words;
}

/** The ids of the constructs in one scope, which keeps them as keys of a plain object. */
export const constructIds = (): Names => new Names(['constructor']);
