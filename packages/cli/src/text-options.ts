import { ansi, plain, type TextOptions } from '@outrider/report';
import type { ParsedFlags } from './flags/parse-flags.ts';
import type { Io } from './io.ts';

const WIDTH_IN_A_PIPE = 100;

/** Colours only on a terminal, unless `--no-color`, `NO_COLOR` or `FORCE_COLOR` say otherwise. */
function wantsColor(flags: ParsedFlags, { env }: Io, isTerminal: boolean): boolean {
  if (flags.has('no-color') || (env['NO_COLOR'] ?? '') !== '') return false;
  if ((env['FORCE_COLOR'] ?? '') !== '') return env['FORCE_COLOR'] !== '0';
  return isTerminal && env['TERM'] !== 'dumb';
}

export const textOptions = (flags: ParsedFlags, io: Io, isTerminal: boolean): TextOptions => ({
  paint: wantsColor(flags, io, isTerminal) ? ansi : plain,
  width: Math.min(Math.max(io.columns ?? WIDTH_IN_A_PIPE, 40), 160),
  ascii: flags.has('ascii') || io.env['TERM'] === 'linux',
});
