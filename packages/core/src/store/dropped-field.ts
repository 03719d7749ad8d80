import type { FeatureGate } from '../kubernetes/feature-gates.ts';

/** A field that the server removes without a word, because the feature behind it is off (fact sheet, section 5). */
export interface DroppedField {
  /** From the root of the object, as it was sent. */
  readonly path: string;
  readonly gate: FeatureGate;
}

/** Collects what is dropped on the way down. */
export interface DropContext {
  readonly on: Readonly<Record<FeatureGate, boolean>> & {
    readonly knowsRestartRules: boolean;
    readonly knowsAppArmorFields: boolean;
    readonly sleepDropRemovesHandler: boolean;
  };
  readonly dropped: DroppedField[];
}

/** The object without a field, which is noted; the same object where it has none. */
export function without<T extends object, K extends keyof T & string>(
  holder: T,
  field: K,
  path: string,
  gate: FeatureGate,
  { dropped }: DropContext,
): T {
  if (holder[field] === undefined) return holder;
  // An empty text says nothing that could be lost.
  if (holder[field] !== '') dropped.push({ path: `${path}.${field}`, gate });
  const { [field]: _, ...rest } = holder;
  return rest as T;
}
