/** The few ways a terminal text stands out; what each looks like is decided here alone. */
export type Tone = 'red' | 'green' | 'yellow' | 'blue' | 'magenta' | 'cyan' | 'dim' | 'bold';

/** Wraps a text in a tone, or leaves it as it is. */
export type Paint = (tone: Tone, text: string) => string;

const CODES: Readonly<Record<Tone, readonly [on: number, off: number]>> = {
  red: [31, 39],
  green: [32, 39],
  yellow: [33, 39],
  blue: [34, 39],
  magenta: [35, 39],
  cyan: [36, 39],
  dim: [2, 22],
  bold: [1, 22],
};

/** For pipes, files, `NO_COLOR` and `--no-color`. */
export const plain: Paint = (_, text) => text;

/** For a terminal: ANSI colours. */
export const ansi: Paint = (tone, text) => {
  const [on, off] = CODES[tone];
  return text === '' ? '' : `\u001b[${on}m${text}\u001b[${off}m`;
};
