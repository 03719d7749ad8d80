import { isJsonObject, type Json, type JsonArray, type JsonObject, own, ownText } from '../../json.ts';
import { isSameAmount } from './same-amount.ts';

/** A value that was sent and is not stored as it was. */
export type Arrival =
  | { readonly kind: 'lost'; readonly path: string; readonly sent: Json }
  | { readonly kind: 'changed'; readonly path: string; readonly sent: Json; readonly stored: Json }
  /** A container that nobody sent, at the path of its list. */
  | { readonly kind: 'added'; readonly path: string; readonly name: string }
  /** The init containers start in another order. */
  | {
      readonly kind: 'reordered';
      readonly path: string;
      readonly sent: readonly string[];
      readonly stored: readonly string[];
    };

/**
 * What became of each value of an object on its way into the cluster. What the server adds is no loss, and neither
 * are empty values that it leaves out, other spellings of an amount, and `status`, which belongs to the server.
 */
export function compareArrival(sent: JsonObject, stored: JsonObject): readonly Arrival[] {
  const found: Arrival[] = [];
  for (const key of Object.keys(sent)) {
    if (key === 'status' || key === 'apiVersion' || key === 'kind') continue;
    const value = own(sent, key) ?? null;
    if (key === 'metadata' && isJsonObject(value)) compareMetadata(value, own(stored, key), found);
    else compareValue(value, own(stored, key), key, found);
  }
  return found;
}

/** The server keeps these for itself; an exported manifest may have old ones. */
const SERVERS: ReadonlySet<string> = new Set([
  'creationTimestamp',
  'generation',
  'managedFields',
  'resourceVersion',
  'selfLink',
  'uid',
]);

function compareMetadata(sent: JsonObject, stored: Json | undefined, found: Arrival[]): void {
  const kept = Object.fromEntries(Object.entries(sent).filter(([key]) => !SERVERS.has(key)));
  compareValue(kept, stored ?? {}, 'metadata', found);
}

function compareValue(sent: Json, stored: Json | undefined, path: string, found: Arrival[]): void {
  if (isEmpty(sent)) return;
  if (stored === undefined || stored === null) found.push({ kind: 'lost', path, sent });
  else if (isJsonObject(sent) && isJsonObject(stored)) {
    for (const key of Object.keys(sent)) {
      compareValue(own(sent, key) ?? null, own(stored, key), join(path, key), found);
    }
  } else if (Array.isArray(sent) && Array.isArray(stored)) {
    compareLists(sent as JsonArray, stored as JsonArray, path, found);
  } else if (sent !== stored && !isSameAmount(sent, stored, path)) {
    found.push({ kind: 'changed', path, sent, stored });
  }
}

function compareLists(sent: JsonArray, stored: JsonArray, path: string, found: Arrival[]): void {
  const key = keyOf(sent);
  sent.forEach((item, index) => {
    const other =
      key === undefined ? stored[index] : stored.find((one) => identity(one, key) === identity(item, key));
    compareValue(item, other, `${path}[${index}]`, found);
  });
  if (key === 'name' && /(?:^|\.)(?:initC|c)ontainers$/.test(path)) compareNames(sent, stored, path, found);
}

/** Injected containers, and the order in which those that were sent start. */
function compareNames(sent: JsonArray, stored: JsonArray, path: string, found: Arrival[]): void {
  const names = sent.map(nameOf);
  const storedNames = stored.map(nameOf);
  for (const name of storedNames) if (!names.includes(name)) found.push({ kind: 'added', path, name });
  const both = names.filter((name) => storedNames.includes(name));
  const then = storedNames.filter((name) => names.includes(name));
  if (path.endsWith('initContainers') && both.join() !== then.join()) {
    found.push({ kind: 'reordered', path, sent: both, stored: then });
  }
}

const nameOf = (item: Json): string => (isJsonObject(item) ? ownText(item, 'name') : '');

/** What tells the items of a list apart, in the order in which Kubernetes' merge keys are tried. */
const KEYS = ['name', 'mountPath', 'devicePath', 'containerPort', 'ip', 'topologyKey', 'key'] as const;

const keyOf = (list: JsonArray): string | undefined =>
  KEYS.find((key) => {
    const values = list.map((item) => identity(item, key));
    return !values.includes(undefined) && new Set(values).size === values.length;
  });

function identity(item: Json | undefined, key: string): Json | undefined {
  return isJsonObject(item) ? own(item, key) : undefined;
}

/** What the server may leave out when it writes an object (`omitempty`). */
function isEmpty(value: Json): boolean {
  if (typeof value === 'object') return value === null || Object.keys(value).length === 0;
  return value === '' || value === false || value === 0;
}

const MAPS = /(?:^|\.)(?:labels|annotations|matchLabels|nodeSelector|requests|limits|overhead|data)$/;

function join(path: string, key: string): string {
  return MAPS.test(path) || !/^\w+$/.test(key) ? `${path}[${key}]` : `${path}.${key}`;
}
