/** The keys and indexes of a field path: `spec.jobs[0].template` → `spec`, `jobs`, `0`, `template`. */
export const pathSteps = (path: string): readonly (string | number)[] =>
  Array.from(path.matchAll(/\[(\d+)\]|\[([^\]]*)\]|([^.[\]]+)/g), ([, index, quoted, key]) =>
    index === undefined ? (quoted ?? key ?? '') : Number(index),
  );
