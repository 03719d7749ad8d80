/** The change of a part that is there; nothing where it is not, so that absent fields stay absent. */
export const changed = <Part, Change extends object>(
  part: Part | undefined,
  change: (part: Part) => Change,
): Change | undefined => (part === undefined ? undefined : change(part));
