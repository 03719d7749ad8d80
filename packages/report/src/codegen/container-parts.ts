import { fitsType, isJsonObject, type Json, type JsonArray, type JsonObject, objectAt } from '@outrider/core';
import { byName, isText, isTexts } from './checks.ts';
import { type Call, call, type Entry, literal, literals } from './code.ts';
import { isEmpty } from './subtract.ts';

/** One thing that a container says, as the builder has it. */
export interface Part {
  /** The container's fields that come of it. */
  readonly writes: JsonObject;
  /** The methods of a sidecar. */
  readonly calls: readonly Call[];
  /** The options of an init or regular container. */
  readonly options: readonly Entry[];
}

/** A method and an option of the same name and value. */
export const same = (name: string, value: Json, writes: JsonObject): Part => ({
  writes,
  calls: [call(name, literal(value))],
  options: [[name, literal(value)]],
});

/** An option that takes a list, and a method that takes its items. */
export const listed = (name: string, items: JsonArray, writes: JsonObject): Part => ({
  ...same(name, items, writes),
  calls: [call(name, ...literals(items))],
});

export function command(container: JsonObject, field: 'command' | 'args'): Part | undefined {
  const value = container[field];
  if (!isTexts(value)) return undefined;
  return listed(field, value, { [field]: value });
}

/** Fields with few values, all of which the builder takes. */
const VALUES = {
  imagePullPolicy: ['Always', 'IfNotPresent', 'Never'],
  terminationMessagePolicy: ['File', 'FallbackToLogsOnError'],
} as const;

export function oneOf(container: JsonObject, field: keyof typeof VALUES): Part | undefined {
  const value = container[field];
  const known: readonly string[] = VALUES[field];
  return isText(value) && known.includes(value) ? same(field, value, { [field]: value }) : undefined;
}

export function text(
  container: JsonObject,
  field: 'workingDir' | 'terminationMessagePath',
): Part | undefined {
  const value = container[field];
  return isText(value) ? same(field, value, { [field]: value }) : undefined;
}

export function flag(container: JsonObject, field: 'stdin' | 'tty'): Part | undefined {
  const value = container[field];
  return typeof value === 'boolean' ? same(field, value, { [field]: value }) : undefined;
}

export function envFrom({ envFrom: value }: JsonObject): Part | undefined {
  if (!Array.isArray(value) || value.length === 0 || !fitsType({ envFrom: value }, 'Container'))
    return undefined;
  const list = value as readonly JsonObject[];
  return listed('envFrom', list, { envFrom: list });
}

export function env({ env: list }: JsonObject): Part | undefined {
  const entries = byName(list)?.map(([key, fields]) => [key, envValue(fields)] as const);
  if (list === undefined || entries === undefined || entries.some(([, value]) => value === undefined))
    return undefined;
  return same('env', Object.fromEntries(entries.map(([key, value]) => [key, value ?? ''])), { env: list });
}

function envValue({ value, valueFrom, ...more }: JsonObject): string | JsonObject | undefined {
  if (!isEmpty(more)) return undefined;
  if (isText(value)) return valueFrom === undefined ? value : undefined;
  return isJsonObject(valueFrom) && value === undefined && fitsType(valueFrom, 'EnvVarSource')
    ? valueFrom
    : undefined;
}

export function security({ securityContext: value }: JsonObject): Part | undefined {
  return isJsonObject(value) && fitsType(value, 'SecurityContext')
    ? same('security', value, { securityContext: value })
    : undefined;
}

/** A hook as it stands in `lifecycle`. */
export const hookOf = (container: JsonObject, hook: 'postStart' | 'preStop'): Json | undefined =>
  objectAt(container, 'lifecycle')[hook];
