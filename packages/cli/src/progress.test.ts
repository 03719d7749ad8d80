import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Io } from './io.ts';
import { withProgress } from './progress.ts';

afterEach(() => vi.restoreAllMocks());

function shown(isErrTerminal: boolean, milliseconds: number): string {
  const written: string[] = [];
  const io: Io = {
    out: () => {},
    err: (text) => void written.push(text),
    stdin: async () => '',
    isOutTerminal: false,
    isErrTerminal,
    columns: 80,
    env: {},
  };
  let now = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => now);
  for (const _ of withProgress([1, 2, 3], 3, io)) now += milliseconds;
  return written.join('');
}

describe('withProgress', () => {
  it('counts work of more than a second on a terminal, and wipes the line', () => {
    expect(shown(true, 600)).toBe('\r2 of 3 files…\r\u001b[K');
  });

  it.each([
    ['no terminal', false, 600],
    ['quick work', true, 100],
  ])('says nothing for %s', (_, isTerminal, milliseconds) => {
    expect(shown(isTerminal, milliseconds)).toBe('');
  });
});
