import type { Related } from '../finding.ts';
import { type Json, type JsonObject, listAt, numberAt, objectAt, textAt } from '../json.ts';
import type { FieldError } from './field-error.ts';

/**
 * Other places of the object that an error speaks of: where the name is used first, the limit that a request is over.
 *
 * @param value the object as it was written
 */
export function relatedPlaces(error: FieldError, value: JsonObject): readonly Related[] {
  if (error.rule === 'selector-matches-labels') return present(value, 'spec.selector', 'the selector');
  const place = placeOf(error.path);
  if (place === undefined) return [];
  switch (error.rule) {
    case 'container-name-duplicate':
      return sameName(value, place);
    case 'volume-mount-name':
      return error.type === 'FieldValueNotFound'
        ? present(value, `${place.spec}.volumes`, 'the volumes there are')
        : [];
    case 'sleep-seconds':
      return present(value, `${place.spec}.terminationGracePeriodSeconds`, 'all the time there is to stop');
    case 'resource-limit':
      return present(value, `${place.container}.resources.limits`, 'the limits');
    case 'mount-path':
      return earlierItem(value, place, {
        list: 'volumeMounts',
        field: 'mountPath',
        message: 'mounted here first',
      });
    case 'port-name':
      return earlierItem(value, place, {
        list: 'ports',
        field: 'name',
        message: 'the name is used here first',
      });
    case 'host-port-conflict':
      return sameHostPort(value, place);
    default:
      return [];
  }
}

interface Place {
  /** Path of the PodSpec. */
  readonly spec: string;
  readonly list: string;
  readonly index: number;
  /** Path of the container. */
  readonly container: string;
  /** Index of the item in a list of the container; -1 where the path names none. */
  readonly item: number;
}

function placeOf(path: string): Place | undefined {
  const [container, spec, list, index] =
    /^(.*?)\.(initContainers|containers|ephemeralContainers)\[(\d+)\]/.exec(path) ?? [];
  if (container === undefined || spec === undefined || list === undefined) return undefined;
  const item = /\[(\d+)\]/.exec(path.slice(container.length))?.[1];
  return { spec, list, index: Number(index), container, item: Number(item ?? -1) };
}

/** The value at a path of fields and indexes, such as `spec.template.spec.containers[0]`. */
const steps = (path: string): readonly (string | number)[] =>
  Array.from(path.matchAll(/([^.[\]]+)/g), ([step]) => (/^\d+$/.test(step) ? Number(step) : step));

function present(value: JsonObject, path: string, message: string): readonly Related[] {
  const way = steps(path);
  const last = way.at(-1);
  return typeof last === 'string' && Object.hasOwn(objectAt(value, ...way.slice(0, -1)), last)
    ? [{ path, message }]
    : [];
}

function sameName(value: JsonObject, { spec, list, index, container }: Place): readonly Related[] {
  const name = textAt(value, ...steps(container), 'name');
  if (name === undefined) return [];
  return ['initContainers', 'containers'].flatMap((other) =>
    listAt(value, ...steps(spec), other).flatMap((item, at): readonly Related[] =>
      textAt(item, 'name') === name && (other !== list || at < index)
        ? [{ path: `${spec}.${other}[${at}].name`, message: 'the name is used here too' }]
        : [],
    ),
  );
}

interface Wanted {
  readonly list: string;
  readonly field: string;
  readonly message: string;
}

function earlierItem(
  value: JsonObject,
  { container, item }: Place,
  { list, field, message }: Wanted,
): readonly Related[] {
  const items = listAt(value, ...steps(container), list);
  const wanted = textAt(items[item], field);
  const first = items.slice(0, Math.max(0, item)).findIndex((one) => textAt(one, field) === wanted);
  return wanted === undefined || first < 0
    ? []
    : [{ path: `${container}.${list}[${first}].${field}`, message }];
}

/** V-026: the server compares all regular containers together, and each init container with itself. */
function sameHostPort(value: JsonObject, { spec, list, index, item }: Place): readonly Related[] {
  const containers = listAt(value, ...steps(spec), list);
  const wanted = numberAt(portsOf(containers[index])[item], 'hostPort');
  const found = containers.slice(0, index + 1).flatMap((one, at) =>
    portsOf(one).flatMap((port, portAt): readonly Related[] =>
      wanted !== undefined && numberAt(port, 'hostPort') === wanted && (at < index || portAt < item)
        ? [
            {
              path: `${spec}.${list}[${at}].ports[${portAt}].hostPort`,
              message: 'the port is taken here first',
            },
          ]
        : [],
    ),
  );
  return found.slice(0, 1);
}

const portsOf = (container: Json | undefined): readonly Json[] => listAt(container, 'ports');
