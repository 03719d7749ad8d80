import { groupOf } from '../input/rule-input.ts';
import { defineObjectRule, type Fact, type ObjectContext, type Rule } from '../rule.ts';
import { operationsIn } from './operations.ts';

interface ByIndex extends Fact {
  /** `/spec/template/spec/containers/0/image`. */
  readonly pointer: string;
  readonly list: string;
  readonly index: string;
}

/** Groups of objects that patch others by JSON 6902. */
const GROUPS: ReadonlySet<string> = new Set([
  'kustomize.config.k8s.io',
  'kustomize.toolkit.fluxcd.io',
  'helm.toolkit.fluxcd.io',
  'argoproj.io',
]);

/** L-001: the place of an entry in initContainers is its turn, so lists change. */
export const indexBasedInitPatch: Rule = defineObjectRule({
  meta: {
    id: 'index-based-init-patch',
    summary: 'A patch addresses a container by its position in the list',
    severity: 'warning',
    source: 'L-001; GoogleCloudPlatform/gcs-fuse-csi-driver#296, kubernetes-sigs/kustomize#3912',
  },
  check,
  advise: ({ pointer, list, index }: ByIndex) => ({
    message: `The patch addresses ${list}[${index}] by its position (${pointer}): when a sidecar is added or the order changes, it hits another container`,
    explanation:
      'Injectors put sidecars in front, merge tools sort, and a migration moves containers from one list to the other. A position then means another container, and the patch still applies.',
    fix: {
      description: `Patch the container by its name in a strategic merge patch, or test ${pointerOfName(pointer)} first`,
    },
  }),
});

const POSITION = /^(.*\/(initContainers|containers)\/(\d+))(?:\/|$)/;

const pointerOfName = (pointer: string): string => `${POSITION.exec(pointer)?.[1] ?? pointer}/name`;

/** An operation that inserts at a position means the position, and one behind a test of the name is safe. */
function check({ object }: ObjectContext): readonly ByIndex[] {
  if (!GROUPS.has(groupOf(object.source.apiVersion))) return [];
  return operationsIn(object.value).flatMap(({ path, operations }) => {
    const tested = operations.filter(({ op }) => op === 'test').map(({ pointer }) => pointer);
    return operations.flatMap(({ op, pointer }): readonly ByIndex[] => {
      const [, entry = '', list = '', index = ''] = POSITION.exec(pointer) ?? [];
      const inserts = op === 'add' && pointer === entry;
      if (entry === '' || op === 'test' || inserts || tested.includes(`${entry}/name`)) return [];
      return [{ path, pointer, list, index }];
    });
  });
}
