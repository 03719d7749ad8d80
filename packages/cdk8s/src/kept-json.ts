import type { ApiObject } from 'cdk8s';

type Emitted = Readonly<Record<string, unknown>>;

/** What workloads emitted for their check in the `synth` that runs now, until cdk8s asks for it. */
const KEPT = new WeakMap<ApiObject, Emitted>();
let isKeeping = false;

/** What the object emits. Where that is kept, the next question for it costs nothing. */
export function emittedAndKept(object: ApiObject): unknown {
  isKeeping = true;
  try {
    return object.toJson();
  } finally {
    isKeeping = false;
  }
}

/** Each copy is given away once: who gets it may do with it what he wants. */
export function keptOr(object: ApiObject, emit: () => Emitted): Emitted {
  const kept = KEPT.get(object);
  if (kept !== undefined && KEPT.delete(object)) return kept;
  const emitted = emit();
  if (isKeeping) KEPT.set(object, emitted);
  return emitted;
}

export function forget(objects: Iterable<ApiObject>): void {
  for (const object of objects) KEPT.delete(object);
}
