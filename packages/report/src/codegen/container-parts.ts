import { fitsType, isJsonObject, type Json, type JsonObject, objectAt } from '@outrider/core';
import { byName, isPath, isPortName, isText, isTexts } from './checks.ts';
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

export function command(container: JsonObject, field: 'command' | 'args'): Part | undefined {
  const value = container[field];
  if (!isTexts(value)) return undefined;
  return { ...same(field, value, { [field]: value }), calls: [call(field, ...literals(value))] };
}

export function workingDir({ workingDir: value }: JsonObject): Part | undefined {
  return isText(value) ? same('workingDir', value, { workingDir: value }) : undefined;
}

const POLICIES = ['Always', 'IfNotPresent', 'Never'];

export function imagePullPolicy({ imagePullPolicy: value }: JsonObject): Part | undefined {
  return isText(value) && POLICIES.includes(value)
    ? same('imagePullPolicy', value, { imagePullPolicy: value })
    : undefined;
}

export function envFrom({ envFrom: value }: JsonObject): Part | undefined {
  if (!Array.isArray(value) || value.length === 0 || !fitsType({ envFrom: value }, 'Container'))
    return undefined;
  const list = value as readonly JsonObject[];
  return { ...same('envFrom', list, { envFrom: list }), calls: [call('envFrom', ...literals(list))] };
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

/** Ports by their names; one without a name has no place in the builder. */
export function ports({ ports: list }: JsonObject): Part | undefined {
  const entries = byName(list);
  if (list === undefined || entries === undefined || !entries.every(isPort)) return undefined;
  const value = entries.map(([key, port]) => [key, isBare(port) ? (port['containerPort'] ?? 0) : port]);
  return same('ports', Object.fromEntries(value), { ports: list });
}

const isPort = ([key, port]: readonly [string, JsonObject]): boolean =>
  isPortName(key) && typeof port['containerPort'] === 'number' && fitsType(port, 'ContainerPort');

const isBare = (port: JsonObject): boolean => Object.keys(port).length === 1;

/** The names that probes and hooks of the container may use. */
export const portNames = (part: Part | undefined): ReadonlySet<string> =>
  new Set((byName(part?.writes['ports']) ?? []).map(([key]) => key));

/** Mounts of volumes that the Pod declares. Several of one volume are more than an object of options can say. */
export function mounts({ volumeMounts }: JsonObject, volumes: ReadonlySet<string>): Part | undefined {
  if (!Array.isArray(volumeMounts) || volumeMounts.length === 0) return undefined;
  const list = volumeMounts as readonly Json[];
  const entries = list.map((mount) => mountOf(mount, volumes)).filter((entry) => entry !== undefined);
  if (entries.length < list.length) return undefined;
  return {
    writes: { volumeMounts: list },
    calls: entries.map(([volume, mount]) => call('mount', literal(volume), literal(mount))),
    options: [['mounts', literal(Object.fromEntries(entries))]],
  };
}

export const mountsOnce = (container: JsonObject, volumes: ReadonlySet<string>): Part | undefined =>
  byName(container['volumeMounts']) === undefined ? undefined : mounts(container, volumes);

function mountOf(
  mount: Json,
  volumes: ReadonlySet<string>,
): readonly [string, string | JsonObject] | undefined {
  if (!isJsonObject(mount) || !fitsType(mount, 'VolumeMount')) return undefined;
  const { name, ...fields } = mount;
  const { mountPath, ...more } = fields;
  if (!isText(name) || !volumes.has(name) || !isPath(mountPath)) return undefined;
  return [name, isEmpty(more) ? mountPath : fields];
}

export function security({ securityContext: value }: JsonObject): Part | undefined {
  return isJsonObject(value) && fitsType(value, 'SecurityContext')
    ? same('security', value, { securityContext: value })
    : undefined;
}

/** A hook as it stands in `lifecycle`. */
export const hookOf = (container: JsonObject, hook: 'postStart' | 'preStop'): Json | undefined =>
  objectAt(container, 'lifecycle')[hook];
