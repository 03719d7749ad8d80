import type { RoleContainer } from '../../workload/container-role.ts';
import { isMeshInit } from '../known/meshes.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { neededByInit } from '../signs/needed-by-init.ts';

interface TooEarly extends Fact {
  readonly init: string;
  readonly sidecar: string;
  /** `127.0.0.1:5432`. */
  readonly what: string;
  /** Init containers in the order that would work. */
  readonly order: readonly string[];
  readonly from: number;
  readonly to: number;
}

/** L-001: a sidecar that comes later has not been started while an init container before it runs. */
export const initBeforeNeededSidecar: Rule = defineRule({
  meta: {
    id: 'init-before-needed-sidecar',
    summary: 'An init container runs before the sidecar that it needs',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-001; istio/istio#4341, linkerd/linkerd2#11465, kserve/kserve#1374',
  },
  check,
  advise: ({ init, sidecar, what, order, from, to }: TooEarly) => ({
    message: `Init container "${init}" needs ${what} of sidecar "${sidecar}", which starts only after it has ended. Order that works: ${order.join(' → ')}`,
    explanation:
      'Entries of initContainers start one after the other in the order of the list, and each ordinary init container has to end first. A sidecar serves those behind it.',
    fix: {
      description: `Move "${sidecar}" before "${init}"`,
      edits: [{ op: 'move', path: `spec.initContainers[${from}]`, to: 'spec.initContainers', index: to }],
    },
  }),
});

function check(context: RuleContext): readonly TooEarly[] {
  const entries = context.containers.filter(({ role }) => role !== 'regular');
  return entries.flatMap((init, index) =>
    init.role !== 'init' || isMeshInit(init.container)
      ? []
      : entries
          .slice(index + 1)
          .flatMap((sidecar, further) => {
            const what = sidecar.role === 'sidecar' ? needed(context, entries, index, sidecar) : undefined;
            return what === undefined ? [] : [tooEarly(entries, index, index + 1 + further, what)];
          })
          .slice(0, 1),
  );
}

function tooEarly(entries: readonly RoleContainer[], to: number, from: number, what: string): TooEarly {
  const names = entries.map(({ container }) => container.name ?? '');
  const order = names.toSpliced(from, 1).toSpliced(to, 0, names[from] ?? '');
  return {
    path: entries[to]?.path ?? '',
    init: names[to] ?? '',
    sidecar: names[from] ?? '',
    what,
    order,
    from,
    to,
  };
}

function needed(
  context: RuleContext,
  entries: readonly RoleContainer[],
  index: number,
  { container: sidecar }: RoleContainer,
): string | undefined {
  const init = entries[index]?.container;
  const earlier = entries.slice(0, index).map(({ container }) => container);
  return init && neededByInit(context, init, sidecar, earlier);
}
