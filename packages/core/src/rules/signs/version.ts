/** Whether a release comes before another: `v0.4.0` before `0.4.1`. A tag that is no version is before nothing. */
export function isBefore(version: string, bound: string): boolean {
  const [left, right] = [numbersOf(version), numbersOf(bound)];
  if (left === undefined || right === undefined) return false;
  const at = left.findIndex((number, index) => number !== right[index]);
  return at >= 0 && (left[at] ?? 0) < (right[at] ?? 0);
}

/** Builds and pre-releases such as `1.2.3-alpine` count as the release. */
function numbersOf(version: string): readonly number[] | undefined {
  const found = /^v?(\d{1,9})\.(\d{1,9})(?:\.(\d{1,9}))?(?:[-+.].*)?$/.exec(version);
  return found === null ? undefined : [found[1], found[2], found[3]].map((text) => Number(text ?? 0));
}
