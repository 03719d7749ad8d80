import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { type BoundPort, boundPorts } from './bound-ports.ts';

interface Conflict extends Fact {
  readonly first: string;
  readonly second: string;
  readonly port: string;
  /** Whether the order of the start tells which of them is first. */
  readonly ordered: boolean;
  /** The second runs to its end and would hold everything behind it. */
  readonly blocks: boolean;
}

/** All containers of a Pod share its network: a port is free for one of them at a time. */
export const concurrentPortConflict: Rule = defineRule({
  meta: {
    id: 'concurrent-port-conflict',
    summary: 'Two containers that run at the same time want the same port',
    severity: 'warning',
    source: 'kubernetes/kubernetes#113245, SREGym/SREGym#115',
  },
  check,
  advise: ({ first, second, port, ordered, blocks }: Conflict) => ({
    message: ordered
      ? `"${first}" and "${second}" both use port ${port}: "${first}" starts first and binds it, "${second}" cannot and fails${blocks ? ', and nothing behind it starts' : ''}`
      : `"${first}" and "${second}" both use port ${port}: the first to bind it runs, the other cannot and fails`,
    explanation:
      'The containers of a Pod share one network namespace, and the API server does not compare their ports. The one that comes second fails to listen and is restarted in vain.',
    fix: { description: `Give "${second}" another port than ${port}` },
  }),
});

function check({ containers }: RuleContext): readonly Conflict[] {
  return containers.flatMap((second, index) => {
    const running = containers.slice(0, index).filter(({ role }) => role !== 'init');
    return boundPorts(second.container).flatMap((port) => conflictsOf(second, port, running));
  });
}

function conflictsOf(
  second: RoleContainer,
  wanted: BoundPort,
  running: readonly RoleContainer[],
): readonly Conflict[] {
  const first = running.find(({ container }) =>
    boundPorts(container).some((port) => port.key === wanted.key && !isAlias(port, wanted)),
  );
  if (first === undefined) return [];
  return [
    {
      path: `${second.path}${wanted.path}`,
      first: first.container.name ?? '',
      second: second.container.name ?? '',
      port: wanted.key,
      ordered: first.role === 'sidecar',
      blocks: second.role === 'init',
    },
  ];
}

/** People declare the app's port on its proxy, by the same name, to document it. */
const isAlias = (a: BoundPort, b: BoundPort): boolean => a.name !== undefined && a.name === b.name;
