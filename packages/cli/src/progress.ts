import type { Io } from './io.ts';

export interface Progress {
  /** One more file is done. */
  readonly step: () => void;
  readonly end: () => void;
}

const QUIET_MILLISECONDS = 1000;
const EVERY_MILLISECONDS = 100;

/** A line on standard error that counts files, for work of more than a second that a person watches. */
export function startProgress(io: Io, files: number): Progress {
  const start = performance.now();
  let done = 0;
  let shownAt = start + QUIET_MILLISECONDS - EVERY_MILLISECONDS;
  let isShown = false;
  const step = (): void => {
    done += 1;
    const now = performance.now();
    if (!io.isErrTerminal || now - shownAt < EVERY_MILLISECONDS) return;
    shownAt = now;
    isShown = true;
    io.err(`\r${done} of ${files} files…`);
  };
  return { step, end: () => isShown && io.err('\r\u001b[K') };
}
