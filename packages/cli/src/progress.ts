import type { Io } from './io.ts';

const QUIET_MILLISECONDS = 1000;
const EVERY_MILLISECONDS = 100;

/**
 * Passes items on, and counts them in a line on standard error where a person watches work of more than a second.
 */
export function* withProgress<T>(items: Iterable<T>, total: number, io: Io): Generator<T> {
  const start = performance.now();
  let shownAt = start + QUIET_MILLISECONDS - EVERY_MILLISECONDS;
  let done = 0;
  let isShown = false;
  for (const item of items) {
    const now = performance.now();
    if (io.isErrTerminal && now - shownAt >= EVERY_MILLISECONDS) {
      shownAt = now;
      isShown = true;
      io.err(`\r${done} of ${total} files…`);
    }
    yield item;
    done += 1;
  }
  if (isShown) io.err('\r\u001b[K');
}
