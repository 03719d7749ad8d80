/** `spec.containers[0].ports`, `metadata.annotations[a.b/c]` → their keys and indexes, from the root on. */
export function stepsOf(path: string): readonly string[] {
  const steps = Array.from(
    path.matchAll(/\[(?:"([^"]*)"|([^\]]*))\]|[^.[\]]+/g),
    ([text, quoted, bracketed]) => quoted ?? bracketed ?? text,
  );
  return steps;
}

/** The index that a step is in a list. */
export const indexOf = (step: string): number | undefined => (/^\d+$/.test(step) ? Number(step) : undefined);
