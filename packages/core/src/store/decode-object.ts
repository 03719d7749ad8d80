import type { JsonObject } from '../json.ts';
import type { Release } from '../kubernetes/release.ts';
import { type Decoded, decode } from './decode.ts';
import type { StoredKind } from './kinds.ts';

interface Last {
  readonly kind: StoredKind;
  readonly value: JsonObject;
  readonly release: Release;
  readonly decoded: Decoded;
}

let last: Last | undefined;

/** Decodes an object of a kind. The last one is remembered: its Pod and its verdict are asked for one after the other. */
export function decodeObject(kind: StoredKind, value: JsonObject, release: Release): Decoded {
  if (last?.value !== value || last.kind !== kind || last.release !== release)
    last = { kind, value, release, decoded: decode(value, kind, release) };
  return last.decoded;
}
