import type { Edit } from '../finding.ts';
import { isJsonObject, type Json, type JsonArray, type JsonObject } from '../json.ts';
import { EditRefusal } from './edit-refusal.ts';
import { indexOf, stepsOf } from './path-steps.ts';

/**
 * An object as edits leave it.
 *
 * @throws EditRefusal where a path does not lead anywhere
 */
export const editedValue = (value: JsonObject, edits: readonly Edit[]): JsonObject =>
  edits.reduce<Json>(editedBy, value) as JsonObject;

function editedBy(value: Json, edit: Edit): Json {
  const steps = stepsOf(edit.path);
  switch (edit.op) {
    case 'set':
      return withValue(value, steps, edit.value, edit.path);
    case 'remove':
      return without(value, steps, edit.path) ?? {};
    case 'insert':
      return withItem(value, steps, edit.index, edit.value);
    case 'move': {
      const item = valueAt(value, steps);
      if (item === undefined) throw new EditRefusal(`there is nothing at ${edit.path}`);
      return withItem(without(value, steps, edit.path) ?? {}, stepsOf(edit.to), edit.index, item);
    }
  }
}

export function valueAt(value: Json | undefined, steps: readonly string[]): Json | undefined {
  return steps.reduce<Json | undefined>(childOf, value);
}

function childOf(value: Json | undefined, step: string): Json | undefined {
  if (Array.isArray(value)) return (value as JsonArray)[indexOf(step) ?? -1];
  return isJsonObject(value) && Object.hasOwn(value, step) ? value[step] : undefined;
}

function withValue(value: Json | undefined, steps: readonly string[], given: Json, path: string): Json {
  const [step, ...rest] = steps;
  if (step === undefined) return given;
  if (Array.isArray(value)) {
    const items = value as JsonArray;
    const index = indexOf(step) ?? items.length;
    if (index >= items.length) throw new EditRefusal(`there is no item ${step} at ${path}`);
    return items.with(index, withValue(items[index], rest, given, path));
  }
  if (value !== undefined && value !== null && !isJsonObject(value)) {
    throw new EditRefusal(`${path} stands below something that is no mapping`);
  }
  return withKey(value ?? {}, step, withValue(childOf(value ?? {}, step), rest, given, path));
}

/** Keys such as `__proto__` are plain data. */
const withKey = (object: JsonObject, key: string, value: Json): JsonObject =>
  Object.fromEntries([...Object.entries(object).filter(([name]) => name !== key), [key, value]]);

/** Parents that this empties go too, up to the item of a list or the object itself; `undefined` if nothing is left. */
function without(value: Json | undefined, steps: readonly string[], path: string): Json | undefined {
  const [step, ...rest] = steps;
  if (step === undefined) return undefined;
  const child = childOf(value, step);
  if (child === undefined) throw new EditRefusal(`there is nothing at ${path}`);
  const left = without(child, rest, path);
  if (Array.isArray(value)) {
    const index = indexOf(step) ?? 0;
    if (rest.length > 0) return (value as JsonArray).with(index, left ?? {});
    return value.length === 1 ? undefined : (value as JsonArray).toSpliced(index, 1);
  }
  const entries = Object.entries(isJsonObject(value) ? value : {});
  if (left !== undefined)
    return Object.fromEntries(entries.map(([key, one]) => [key, key === step ? left : one]));
  return entries.length === 1 ? undefined : Object.fromEntries(entries.filter(([key]) => key !== step));
}

function withItem(value: Json, steps: readonly string[], index: number | undefined, item: Json): Json {
  const list = valueAt(value, steps) ?? [];
  if (!Array.isArray(list)) throw new EditRefusal(`${steps.join('.')} is no list`);
  const items = list as JsonArray;
  return withValue(value, steps, items.toSpliced(index ?? items.length, 0, item), steps.join('.'));
}
