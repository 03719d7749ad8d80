/** What the input holds and the stored object lacks, though its version knows the field. */
export function droppedPaths(input: unknown, stored: unknown, strict: readonly string[]): string[] {
  const unknown = new Set(strict.map((text) => /^unknown field "(.*)"$/.exec(text)?.[1] ?? ''));
  const found: string[] = [];
  walk(input, stored, '');
  return found.filter((path) => !path.startsWith('status') && !LEGACY.test(path));

  function walk(value: unknown, kept: unknown, path: string): void {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries())
        walk(item, Array.isArray(kept) ? kept[index] : undefined, `${path}[${index}]`);
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, item] of Object.entries(value)) {
        const at = path === '' ? key : `${path}.${key}`;
        if (isEmpty(item) || unknown.has(at)) continue;
        const below =
          typeof kept === 'object' && kept !== null && Object.hasOwn(kept, key)
            ? Reflect.get(kept, key)
            : undefined;
        if (below === undefined || below === null) found.push(at);
        else walk(item, below, at);
      }
    }
  }
}

/** Conversion removes these annotations and maps the old name of the service account. */
const LEGACY =
  /annotations\.pod\.(alpha|beta)\.kubernetes\.io|^metadata\.(selfLink|generation|uid|resourceVersion|creationTimestamp|deletion)/;

/** Empty values vanish in JSON whatever the server thinks of them. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));
