/** The word that ends a loop, not a part of a path. */
const DONE = /(?<![\w./-])done(?![\w./-])/;

/** Whether a script has a loop that waits for something. */
export const hasLoop = (script: string): boolean => afterLoops(script.slice(loopStart(script))).length > 0;

const loopStart = (script: string): number => {
  const start = script.search(/\b(?:until|while)\b/);
  return start < 0 ? script.length : start;
};

/** What stands behind each end of a loop. */
export const afterLoops = (script: string): readonly string[] => script.split(DONE).slice(1);

/** A script up to the end of its first loop. */
export const firstLoop = (script: string): string => script.split(DONE)[0] ?? '';
