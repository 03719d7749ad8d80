/** A sequence of numbers from 0 to 1 that a seed decides (mulberry32), so that a failure can be repeated. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Random = () => number;
type Mutation = (text: string, random: Random, other: string) => string;

const below = (limit: number, random: Random): number => Math.floor(random() * limit);
const oneOf = <T>(items: readonly T[], random: Random): T => items[below(items.length, random)] as T;

/** What people, templates and attackers write where a value, a key or a line is expected. */
const ODD: readonly string[] = [
  '{{ .Values.x }}',
  '{{- if x }}',
  '&a',
  '*a',
  '<<: *a',
  '!!binary aGk=',
  '!!float 1',
  '!!set',
  '---',
  '...',
  '%YAML 1.2',
  '- - -',
  '[',
  ']',
  '{',
  '}',
  '"',
  "'",
  '|',
  '>-',
  ': ',
  '? ',
  '#',
  '\t',
  '\r',
  '\u0000',
  '\u00a0',
  '\ufeff',
  '\udce9',
  '“',
  'yes',
  'null',
  '~',
  '0o17',
  '0x',
  '1e400',
  '-.inf',
  '1_000',
  '1:30',
  '2024-01-01',
  '99999999999999999999',
  '128MB',
  '__proto__: {}',
  'constructor: 1',
  'restartPolicy: Always',
  'kind: List',
  'items:',
  'initContainers: [{}]',
];

const atLine =
  (change: (lines: string[], index: number, random: Random) => void): Mutation =>
  (text, random) => {
    const lines = text.split('\n');
    change(lines, below(lines.length, random), random);
    return lines.join('\n');
  };

const MUTATIONS: readonly Mutation[] = [
  (text, random) => {
    const at = below(text.length + 1, random);
    return text.slice(0, at) + oneOf(ODD, random) + text.slice(at);
  },
  (text, random) => {
    const at = below(text.length, random);
    return text.slice(0, at) + String.fromCharCode(below(0x250, random)) + text.slice(at + 1);
  },
  (text, random) => {
    const at = below(text.length, random);
    return text.slice(0, at) + text.slice(at + 1 + below(20, random));
  },
  (text, random) => text.slice(0, below(text.length, random)),
  (text, random, other) => {
    const from = below(other.length, random);
    const at = below(text.length, random);
    return text.slice(0, at) + other.slice(from, from + below(200, random)) + text.slice(at);
  },
  atLine((lines, index) => lines.splice(index, 1)),
  atLine((lines, index) => lines.splice(index, 0, lines[index] ?? '')),
  atLine((lines, index, random) => {
    lines[index] = ' '.repeat(below(4, random)) + (lines[index] ?? '').slice(below(3, random));
  }),
  atLine((lines, index, random) => {
    lines[index] = (lines[index] ?? '').replace(/(:\s*).*$/, `$1${oneOf(ODD, random).replaceAll('$', '')}`);
  }),
  atLine((lines, index, random) => {
    const [line = ''] = lines.splice(index, 1);
    lines.splice(below(lines.length + 1, random), 0, line);
  }),
];

/** A text with one to four things about it changed, as the random numbers decide. */
export function mutate(text: string, other: string, random: Random): string {
  let changed = text;
  for (let left = 1 + below(4, random); left > 0; left -= 1) {
    changed = oneOf(MUTATIONS, random)(changed === '' ? text : changed, random, other);
  }
  return changed;
}
