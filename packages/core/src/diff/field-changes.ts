import { sameValue } from '../canonical.ts';
import { byCodeUnit } from './order.ts';

/** A field that differs. `null`: absent, or a value that a report must not show. */
export interface FieldChange {
  /** Path below the container or the object; list entries by name where they have one: `env[LOG_LEVEL]`. */
  readonly path: string;
  readonly kind: 'added' | 'removed' | 'changed';
  readonly before: string | null;
  readonly after: string | null;
}

type Fields = Readonly<Record<string, unknown>>;

/** Differences of two objects, field by field; lists whose entries have names are compared by name. */
export function fieldChanges(before: unknown, after: unknown): readonly FieldChange[] {
  const found: FieldChange[] = [];
  collect(before, after, '', found);
  return found;
}

/** Below this a subtree is one difference. */
const MAX_DEPTH = 8;

/** Structs that the API stores whether they are written or not: `{}` is the same as absent. */
const ALWAYS_STORED = /(^|\.)(resources|strategy|updateStrategy)$/;

const stored = (value: unknown, path: string): unknown =>
  isFields(value) && Object.keys(value).length === 0 && ALWAYS_STORED.test(path) ? undefined : value;

/** Told field by field even where one side has none of them. */
const OPENED = /^(spec\.)?(lifecycle|resources(\.requests|\.limits)?)$/;

const opened = (value: unknown, path: string): unknown =>
  value === undefined && OPENED.test(path) ? {} : value;

function collect(before: unknown, after: unknown, path: string, found: FieldChange[], depth = 0): void {
  if (sameValue(stored(before, path), stored(after, path))) return;
  const [olds, news] = [fieldsOf(opened(before, path)), fieldsOf(opened(after, path))];
  if (depth === MAX_DEPTH || olds === undefined || news === undefined) {
    found.push(fieldChange(before, after, path));
    return;
  }
  const names = [...new Set([...Object.keys(olds), ...Object.keys(news)])].sort(byCodeUnit);
  for (const name of names) {
    collect(
      valueAt(olds, name),
      valueAt(news, name),
      joined(path, name, Array.isArray(before)),
      found,
      depth + 1,
    );
  }
}

const valueAt = (fields: Fields, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;

const joined = (path: string, name: string, isEntry: boolean): string =>
  isEntry ? `${path}[${name}]` : path === '' ? name : `${path}.${name}`;

/** An object's fields, or the entries of a list by their names; undefined where only the whole can be compared. */
function fieldsOf(value: unknown): Fields | undefined {
  if (Array.isArray(value)) return entriesByName(value);
  return isFields(value) ? value : undefined;
}

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function entriesByName(list: readonly unknown[]): Fields | undefined {
  const entries = list.map((entry): readonly [unknown, unknown] => [
    isFields(entry) ? entry['name'] : undefined,
    entry,
  ]);
  const names = new Set(entries.map(([name]) => name));
  const named = entries.every(([name]) => typeof name === 'string') && names.size === list.length;
  return named ? Object.fromEntries(entries as readonly (readonly [string, unknown])[]) : undefined;
}

function fieldChange(before: unknown, after: unknown, path: string): FieldChange {
  const kind = before === undefined ? 'added' : after === undefined ? 'removed' : 'changed';
  return { path, kind, before: shown(before, path), after: shown(after, path) };
}

/** Texts that say nothing secret: names of the API's own words, images, amounts. */
const SHOWN_TEXT =
  /^(image|imagePullPolicy|restartPolicy|terminationMessagePolicy|resources\..*|spec\.(resources\..*|restartPolicy|dnsPolicy|priorityClassName|runtimeClassName|schedulerName|serviceAccountName|nodeName|os\..*|overhead\..*))$/;

/** Numbers and booleans are shown; texts only where they cannot be a secret; probes and sleeps by their numbers. */
function shown(value: unknown, path: string): string | null {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value === 'string') return SHOWN_TEXT.test(path) ? value : null;
  return isFields(value) ? (probeShown(value, path) ?? sleepShown(value, path)) : null;
}

/** `startupProbe` as `every 1 s, up to 30 times`; its handler may hold anything. */
function probeShown(value: Fields, path: string): string | null {
  if (!/^(startup|readiness|liveness)Probe$/.test(path)) return null;
  const wholeAt = (name: string, byDefault: number): number | undefined => {
    const number = value[name] ?? byDefault;
    return typeof number === 'number' && Number.isInteger(number) ? number : undefined;
  };
  const [period, failures] = [wholeAt('periodSeconds', 10), wholeAt('failureThreshold', 3)];
  const delay = wholeAt('initialDelaySeconds', 0);
  if (period === undefined || failures === undefined || delay === undefined) return null;
  return `every ${period} s${delay === 0 ? '' : ` after ${delay} s`}, up to ${failures} times`;
}

/** A hook that only sleeps. */
function sleepShown(value: Fields, path: string): string | null {
  const sleep = /^lifecycle\.(preStop|postStart)$/.test(path) ? value['sleep'] : undefined;
  const seconds = isFields(sleep) ? sleep['seconds'] : undefined;
  return typeof seconds === 'number' ? `sleeps ${seconds} s` : null;
}
