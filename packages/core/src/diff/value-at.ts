import { isJsonObject, type Json, type JsonObject, own } from '../json.ts';

/** The keys and indexes of a path: `spec.jobs[0].template` → `spec`, `jobs`, `0`, `template`. */
export const stepsOf = (path: string): readonly string[] => path.match(/[^.[\]]+/g) ?? [];

/** The values on the way down a path, the object itself first; ends where the path leads nowhere. */
export function* valuesAlong(object: JsonObject, path: string): Generator<Json> {
  let value: Json | undefined = object;
  yield object;
  for (const step of stepsOf(path)) {
    if (Array.isArray(value)) value = (value as readonly Json[])[Number(step)];
    else value = isJsonObject(value) ? own(value, step) : undefined;
    if (value === undefined) return;
    yield value;
  }
}

export function valueAt(object: JsonObject, path: string): Json | undefined {
  const values = [...valuesAlong(object, path)];
  return values.length > stepsOf(path).length ? values.at(-1) : undefined;
}
