import type { Finding } from '../finding.ts';
import { isJsonObject, type Json, type JsonObject, own, ownText } from '../json.ts';

/** Fields of a container that people put beside `containers`. */
const CONTAINER_FIELDS = [
  'image',
  'command',
  'args',
  'env',
  'envFrom',
  'ports',
  'volumeMounts',
  'workingDir',
];
const LISTS = ['containers', 'initContainers'] as const;

/** Slips of layout that are legal YAML: one container written as several list items, fields one level too high. */
export function misplacedFindings(value: JsonObject): readonly Finding[] {
  const pod = podSpecOf(value);
  if (pod === undefined) return topLevelContainers(value);
  const { path, spec } = pod;
  return [
    ...LISTS.flatMap((list) => splitContainers(own(spec, list), `${path}.${list}`)),
    ...CONTAINER_FIELDS.filter((field) => Object.hasOwn(spec, field)).map((field) =>
      finding(
        'input/misplaced-field',
        `${path}.${field}`,
        `${field} belongs in a container, not beside containers`,
        'Indent it so that it stands under the list item of its container.',
      ),
    ),
  ];
}

interface PodSpecPlace {
  readonly path: string;
  readonly spec: JsonObject;
}

function podSpecOf(value: JsonObject): PodSpecPlace | undefined {
  for (const steps of PATHS_OF_KIND.get(ownText(value, 'kind')) ?? []) {
    let at: Json | undefined = value;
    for (const key of steps) at = isJsonObject(at) ? own(at, key) : undefined;
    if (isJsonObject(at)) return { path: steps.join('.'), spec: at };
  }
  return undefined;
}

const TEMPLATE = [['spec', 'template', 'spec']];
const PATHS_OF_KIND: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['Pod', [['spec']]],
  ['PodTemplate', [['template', 'spec']]],
  ['Deployment', TEMPLATE],
  ['StatefulSet', TEMPLATE],
  ['DaemonSet', TEMPLATE],
  ['ReplicaSet', TEMPLATE],
  ['ReplicationController', TEMPLATE],
  ['Job', TEMPLATE],
  ['CronJob', [['spec', 'jobTemplate', 'spec', 'template', 'spec']]],
]);

/** Items of one field each, none of them twice: `- name: a`, `- image: b`, `- command: c`. */
function splitContainers(list: Json | undefined, path: string): readonly Finding[] {
  if (!Array.isArray(list)) return [];
  const items = list as readonly Json[];
  return items.flatMap((item, index) => {
    const before = items[index - 1];
    if (!isJsonObject(item) || !isJsonObject(before)) return [];
    const fields = Object.keys(item);
    if (Object.hasOwn(item, 'name') || fields.some((field) => Object.hasOwn(before, field))) return [];
    return [
      finding(
        'input/split-container',
        `${path}[${index}]`,
        `This list item has ${fields.join(', ')} but no name: it probably belongs to the item before`,
        `Each "-" starts another container. Remove the "-" before ${fields[0] ?? 'it'} and align it with the fields above.`,
      ),
    ];
  });
}

const topLevelContainers = (value: JsonObject): readonly Finding[] =>
  LISTS.filter((list) => Array.isArray(own(value, list)) && own(value, 'kind') === 'Pod').map((list) =>
    finding(
      'input/misplaced-field',
      list,
      `${list} stands at the top level: it belongs under spec`,
      'Indent it by two spaces more than spec.',
    ),
  );

const finding = (rule: string, path: string, message: string, explanation: string): Finding => ({
  rule,
  origin: 'input',
  severity: 'error',
  message,
  path,
  explanation,
});
