/** The command line cannot be understood: exit code 2, one line, and where to read more. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}
