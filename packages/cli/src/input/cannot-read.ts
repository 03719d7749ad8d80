import type { Unreadable } from '@outrider/core';

const REASONS: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or directory',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  ENOTDIR: 'a part of the path is not a directory',
  ELOOP: 'too many symbolic links',
  ERR_STRING_TOO_LONG: 'the file is larger than 512 MiB, more than outrider reads at once',
  ERR_FS_FILE_TOO_LARGE: 'the file is larger than 2 GiB',
};

/** A whole file or directory that cannot be read stands among the texts that cannot. */
export const cannotRead = (file: string, message: string): Unreadable => ({
  file,
  document: 0,
  line: 1,
  column: 1,
  message,
});

/** What the operating system said, in words. */
export function reasonOf(error: unknown): string {
  const { code = '', message } = error as NodeJS.ErrnoException;
  return REASONS[code] ?? message;
}
