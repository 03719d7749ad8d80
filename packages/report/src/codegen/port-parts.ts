import { fitsType, isJsonObject, type Json, type JsonArray, type JsonObject } from '@outrider/core';
import { byName, isList, isPortName } from './checks.ts';
import { listed, type Part, same } from './container-parts.ts';

/** Ports by their names, and then those without; the builder has them in this order. */
export function ports({ ports: list }: JsonObject): Part | undefined {
  if (!isList(list) || list.length === 0) return undefined;
  const [named, unnamed] = [namedPorts(list), list.filter((port: Json) => !hasName(port))];
  const last = list.slice(named.length);
  if (!named.every(isNamedPort) || last.length !== unnamed.length || !last.every(isUnnamedPort))
    return undefined;
  const parts = [
    ...(named.length === 0
      ? []
      : [same('ports', Object.fromEntries(named.map(([key, port]) => [key, portValue(port)])), {})]),
    ...(last.length === 0 ? [] : [listed('unnamedPorts', last.map(portValue), {})]),
  ];
  return {
    writes: { ports: list },
    calls: parts.flatMap(({ calls }) => calls),
    options: parts.flatMap(({ options }) => options),
  };
}

const hasName = (port: Json): boolean => isJsonObject(port) && Object.hasOwn(port, 'name');

const namedPorts = (list: JsonArray): readonly (readonly [string, JsonObject])[] =>
  byName(list.filter(hasName)) ?? [];

const isNamedPort = ([key, port]: readonly [string, JsonObject]): boolean =>
  isPortName(key) && isUnnamedPort(port);

const isUnnamedPort = (port: Json): boolean =>
  isJsonObject(port) &&
  !hasName(port) &&
  typeof port['containerPort'] === 'number' &&
  fitsType(port, 'ContainerPort');

/** A port of which there is nothing but its number is written as a number. */
const portValue = (port: Json): Json =>
  isJsonObject(port) && Object.keys(port).length === 1 ? (port['containerPort'] ?? 0) : port;

/** The names that probes and hooks of the container may use. */
export const portNames = (part: Part | undefined): ReadonlySet<string> => {
  const list = part?.writes['ports'];
  return new Set(isList(list) ? namedPorts(list).map(([key]) => key) : []);
};
