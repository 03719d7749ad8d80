import type { Tone } from '../terminal/paint.ts';
import type { LaneState, MarkKind } from './lanes.ts';

/** How a state or a mark looks in text: its shape says it, its colour only helps. */
export interface Glyph {
  readonly character: string;
  readonly ascii: string;
  readonly tone: Tone;
  readonly meaning: string;
}

export const STATES: Readonly<Record<LaneState, Glyph>> = {
  waiting: { character: '·', ascii: '.', tone: 'dim', meaning: 'waiting' },
  starting: { character: '░', ascii: ':', tone: 'yellow', meaning: 'starting' },
  started: { character: '▒', ascii: '-', tone: 'cyan', meaning: 'started' },
  ready: { character: '█', ascii: '=', tone: 'green', meaning: 'ready' },
  stopping: { character: '▚', ascii: '/', tone: 'magenta', meaning: 'stopping' },
  backOff: { character: '╌', ascii: '~', tone: 'red', meaning: 'back-off' },
  exited: { character: ' ', ascii: ' ', tone: 'dim', meaning: 'exited' },
};

export const MARKS: Readonly<Record<MarkKind, Glyph>> = {
  restart: { character: '↻', ascii: '>', tone: 'yellow', meaning: 'restarts' },
  postStartBegin: { character: '(', ascii: '(', tone: 'bold', meaning: 'postStart begins' },
  postStartEnd: { character: ')', ascii: ')', tone: 'bold', meaning: 'postStart ends' },
  startupSuccess: { character: 'S', ascii: 'S', tone: 'bold', meaning: 'startup probe succeeds' },
  startupFailure: { character: 's', ascii: 's', tone: 'red', meaning: 'startup probe fails' },
  readinessSuccess: { character: 'R', ascii: 'R', tone: 'bold', meaning: 'readiness probe succeeds' },
  readinessFailure: { character: 'r', ascii: 'r', tone: 'red', meaning: 'readiness probe fails' },
  livenessSuccess: { character: 'L', ascii: 'L', tone: 'bold', meaning: 'liveness probe succeeds' },
  livenessFailure: { character: 'l', ascii: 'l', tone: 'red', meaning: 'liveness probe fails' },
  preStopBegin: { character: '[', ascii: '[', tone: 'bold', meaning: 'preStop begins' },
  preStopEnd: { character: ']', ascii: ']', tone: 'bold', meaning: 'preStop ends' },
  hookFailed: { character: '!', ascii: '!', tone: 'red', meaning: 'hook fails or is cut off' },
  signal: { character: 'T', ascii: 'T', tone: 'magenta', meaning: 'SIGTERM' },
  kill: { character: 'K', ascii: 'K', tone: 'red', meaning: 'SIGKILL' },
  exitZero: { character: '✔', ascii: 'o', tone: 'green', meaning: 'exits with 0' },
  exitNonZero: { character: '✘', ascii: 'x', tone: 'red', meaning: 'exits with another code' },
};

export const glyphOf = ({ character, ascii }: Glyph, isAscii: boolean): string =>
  isAscii ? ascii : character;
