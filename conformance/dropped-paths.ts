/** What the input holds and the stored object lacks, though its version knows the field. */
export function droppedPaths(input: unknown, stored: unknown, strict: readonly string[]): string[] {
  const unknown = new Set(strict.map((text) => /^unknown field "(.*)"$/.exec(text)?.[1] ?? ''));
  const found: string[] = [];
  walk(input, stored, '');
  return found.filter((path) => !path.startsWith('status') && !LEGACY.test(path));

  function walk(value: unknown, kept: unknown, path: string): void {
    if (Array.isArray(value)) {
      const twins = twinsOf(value, kept);
      for (const [index, item] of value.entries()) {
        if (twins[index] === undefined && item !== null) found.push(`${path}[${index}]`);
        else walk(item, twins[index], `${path}[${index}]`);
      }
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
  /^metadata\.annotations$|annotations\.pod\.(alpha|beta)\.kubernetes\.io|^metadata\.(selfLink|generation|uid|resourceVersion|creationTimestamp|deletion)/;

/** Empty values vanish in JSON whatever the server thinks of them. */
const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === '' ||
  value === 0 ||
  value === false ||
  (typeof value === 'object' && Object.values(value).every(isEmpty));

/** What became of each item of a list: the one in its place, or the one of its name where some were removed. */
function twinsOf(items: readonly unknown[], kept: unknown): unknown[] {
  if (!Array.isArray(kept)) return items.map(() => undefined);
  if (kept.length === items.length) return kept;
  return items.map((item) => kept.find((one) => nameOf(one) === nameOf(item)));
}

const nameOf = (item: unknown): unknown =>
  typeof item === 'object' && item !== null
    ? (Reflect.get(item, 'name') ?? Reflect.get(item, 'action') ?? '')
    : item;

/** Whether nothing of weight stands at a path, so that nobody misses it. */
export function isEmptyAt(object: unknown, path: string): boolean {
  let value = object;
  for (const key of path.split(/[.[\]]+/).filter(Boolean))
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
  return value === undefined || value === false || isEmpty(value);
}
