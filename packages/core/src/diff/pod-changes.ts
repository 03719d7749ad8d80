import { sameValue } from '../canonical.ts';
import type { Container, PodSpec } from '../kubernetes/api-types.gen.ts';
import { type ContainerRole, containersOf, type RoleContainer } from '../workload/container-role.ts';
import { stayedInOrder } from '../workload/stayed-in-order.ts';
import type { Pod } from '../workload/workload.ts';
import { type FieldChange, fieldChanges } from './field-changes.ts';

/** One thing that changed in a Pod, in the words of a reviewer. */
export type PodChange =
  /** One event, never a removal and an addition: a container that became a native sidecar, or stopped being one. */
  | {
      readonly change: 'role';
      readonly container: string;
      readonly before: ContainerRole;
      readonly after: ContainerRole;
    }
  | { readonly change: 'added' | 'removed'; readonly container: string; readonly role: ContainerRole }
  /** Entries of both sides that swapped places: the order of `initContainers` is their start order (L-001). */
  | {
      readonly change: 'order';
      readonly list: 'initContainers' | 'containers';
      readonly before: readonly string[];
      readonly after: readonly string[];
    }
  | ({ readonly change: 'field'; readonly container: string | null } & FieldChange);

/** What changed from one stored Pod to the other. Values of `env`, `args` and the like are never told. */
export function podChanges(before: Pod, after: Pod): readonly PodChange[] {
  const [olds, news] = [byName(before.spec), byName(after.spec)];
  return [
    ...roleChanges(olds, news),
    ...orderChange('initContainers', before.spec, after.spec),
    ...orderChange('containers', before.spec, after.spec),
    ...fieldsOfContainers(olds, news),
    ...fieldsOfPod(before, after),
  ];
}

type Containers = ReadonlyMap<string, RoleContainer>;

const byName = (spec: PodSpec): Containers =>
  new Map(containersOf(spec).map((entry) => [entry.container.name ?? '', entry]));

function roleChanges(olds: Containers, news: Containers): readonly PodChange[] {
  const names = [...new Set([...olds.keys(), ...news.keys()])];
  return names.flatMap((container): readonly PodChange[] => {
    const [before, after] = [olds.get(container)?.role, news.get(container)?.role];
    if (before === after) return [];
    if (before !== undefined && after !== undefined) return [{ change: 'role', container, before, after }];
    if (after !== undefined) return [{ change: 'added', container, role: after }];
    return before === undefined ? [] : [{ change: 'removed', container, role: before }];
  });
}

/** Only entries that are in the list on both sides can swap places. */
function orderChange(
  list: 'initContainers' | 'containers',
  before: PodSpec,
  after: PodSpec,
): readonly PodChange[] {
  const stayed = stayedInOrder(before[list], after[list]);
  return sameValue(stayed.before, stayed.after) ? [] : [{ change: 'order', list, ...stayed }];
}

/** `restartPolicy` of an init container is its role, which is told by itself. */
const fieldsWithoutRole = ({ container, role }: RoleContainer): Container => {
  const { restartPolicy, ...fields } = container;
  return role === 'sidecar' || restartPolicy === undefined ? fields : { ...fields, restartPolicy };
};

function fieldsOfContainers(olds: Containers, news: Containers): readonly PodChange[] {
  return [...news].flatMap(([container, after]) => {
    const before = olds.get(container);
    if (before === undefined) return [];
    return fieldChanges(fieldsWithoutRole(before), fieldsWithoutRole(after)).map(
      (field): PodChange => ({ change: 'field', container, ...field }),
    );
  });
}

function fieldsOfPod(before: Pod, after: Pod): readonly PodChange[] {
  return fieldChanges(podFields(before), podFields(after)).map(
    (field): PodChange => ({ change: 'field', container: null, ...field }),
  );
}

const podFields = ({ metadata: { labels, annotations }, spec }: Pod): unknown => {
  const { containers: _containers, initContainers: _initContainers, ...fields } = spec;
  return { metadata: { labels, annotations }, spec: fields };
};
