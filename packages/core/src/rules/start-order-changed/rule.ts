import { sameValue } from '../../canonical.ts';
import { stayedInOrder } from '../../workload/stayed-in-order.ts';
import { type ChangeContext, defineChangeRule, type Fact, type Rule } from '../rule.ts';

interface Reordered extends Fact {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** L-001: the list is the start order; L-122: sidecars stop in the reverse of it. */
export const startOrderChanged: Rule = defineChangeRule({
  meta: {
    id: 'start-order-changed',
    summary: 'initContainers start in another order than before',
    severity: 'warning',
    source:
      'L-001, L-122; kubernetes-sigs/kustomize#3912, kubernetes-sigs/kustomize#5904, ai-dynamo/grove#830',
  },
  check,
  advise: ({ before, after }: Reordered) => ({
    message: `initContainers start in another order: ${arrows(after)}; before: ${arrows(before)}`,
    explanation:
      'initContainers start one after the other in the order of the list: each waits until the init container before it has ended, or the sidecar before it has started. Sidecars stop in the reverse order. Tools that merge lists may reorder this one without a word.',
    fix: {
      description: `Put them back in the order ${before.map(quoted).join(', ')}, unless none needs another to be there first`,
    },
  }),
});

/** Only containers that are in the list on both sides can swap places. */
function check({ before, after }: ChangeContext): readonly Reordered[] {
  const stayed = stayedInOrder(before.pod.spec.initContainers, after.pod.spec.initContainers);
  return sameValue(stayed.before, stayed.after) ? [] : [{ path: 'spec.initContainers', ...stayed }];
}

const quoted = (name: string): string => `"${name}"`;
const arrows = (names: readonly string[]): string => names.map(quoted).join(' → ');
