/** Makes an object smaller as long as `isStill` holds: it is asked about many candidates at once. */
export function shrink<T>(object: T, isStill: (candidates: readonly T[]) => readonly boolean[]): T {
  let smallest = object;
  for (let round = 0; round < 40; round++) {
    const candidates = placesOf(smallest).map((place) => without(smallest, place));
    const next = candidates[isStill(candidates).indexOf(true)];
    if (next === undefined) return smallest;
    smallest = next;
  }
  return smallest;
}

type Place = readonly (string | number)[];

/** Large parts first: breadth before depth. */
function placesOf(object: unknown): Place[] {
  const found: Place[] = [];
  let level: [unknown, Place][] = [[object, []]];
  while (level.length > 0) {
    level = level.flatMap(([value, place]) =>
      typeof value === 'object' && value !== null
        ? Object.entries(value).map(([key, item]): [unknown, Place] => [
            item,
            [...place, Array.isArray(value) ? Number(key) : key],
          ])
        : [],
    );
    found.push(...level.map(([, place]) => place));
  }
  return found.filter(
    ([first, second]) =>
      first !== 'apiVersion' &&
      first !== 'kind' &&
      !(first === 'metadata' && (second === 'name' || second === undefined)),
  );
}

function without<T>(object: T, place: Place): T {
  const copy = structuredClone(object);
  const last = place.at(-1);
  let holder: unknown = copy;
  for (const key of place.slice(0, -1)) holder = Reflect.get(holder as object, key);
  if (Array.isArray(holder)) holder.splice(Number(last), 1);
  else Reflect.deleteProperty(holder as object, last ?? '');
  return copy;
}
