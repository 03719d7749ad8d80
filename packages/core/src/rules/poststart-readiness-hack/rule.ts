import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { ContainerRole, RoleContainer } from '../../workload/container-role.ts';
import { productOf } from '../known/products.ts';
import { waitIn } from '../known/wait-wrappers.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { hooksOf } from '../signs/hooks.ts';

interface Holding extends Fact {
  readonly container: string;
  readonly what: string;
  readonly how: 'sidecar with a startupProbe' | 'sidecar' | 'regular';
}

/** L-004, L-008, L-016: the next container is held back only because one sync starts them one by one. */
export const poststartReadinessHack: Rule = defineRule({
  meta: {
    id: 'poststart-readiness-hack',
    summary: 'A postStart hook waits for its own container, to hold the next one back',
    severity: 'warning',
    source: 'L-004, L-008, L-016; istio/istio#32775, istio/istio#36681',
  },
  check: ({ containers }: RuleContext) =>
    containers.flatMap((entry, index) => holding(entry, index, containers)),
  advise: ({ container, what, how }: Holding) => ({
    message: `The postStart hook of "${container}" waits ${what} to hold the next container back: that works by an implementation detail, and a failed hook kills "${container}"`,
    explanation:
      'The kubelet starts containers one by one and waits for the hook of each; nothing promises that. The hook has no timeout, nobody sees its output, the container shows no status meanwhile, and containers before it do not wait. A startupProbe of a native sidecar is made for this.',
    fix: { description: `${REMEDIES[how](container)}, and remove the hook` },
  }),
});

const REMEDIES: Readonly<Record<Holding['how'], (name: string) => string>> = {
  'sidecar with a startupProbe': (name) => `Leave it to the startupProbe that "${name}" has`,
  sidecar: (name) => `Give "${name}" a startupProbe that tests the same`,
  regular: (name) =>
    `Move "${name}" to initContainers with restartPolicy: Always and a startupProbe that tests the same`,
};

function howOf(container: Container, role: ContainerRole): Holding['how'] {
  if (role !== 'sidecar') return 'regular';
  return container.startupProbe === undefined ? 'sidecar' : 'sidecar with a startupProbe';
}

function holding(
  { container, role, path }: RoleContainer,
  index: number,
  containers: readonly RoleContainer[],
): readonly Holding[] {
  const hook = hooksOf(container).find(({ when }) => when === 'postStart');
  const what = hook && waitingOf(hook.text);
  const isFirst =
    role === 'regular' && containers[index - 1]?.role !== 'regular' && index < containers.length - 1;
  const isHelper = role === 'sidecar' || productOf(container) !== undefined || isFirst;
  if (hook === undefined || what === undefined || !isHelper) return [];
  const name = container.name ?? '';
  return [{ path: `${path}.${hook.path}`, container: name, what, how: howOf(container, role) }];
}

/** A loop with a way out: `until curl -s localhost:9901/ready; do sleep 1; done`. */
const LOOP = /\b(until|while)\s+(?!true\b|:)[^\n;]{1,300}[;\n]\s*do\b[\s\S]{0,500}\bdone\b/;

function waitingOf(text: string): string | undefined {
  const known = waitIn(text);
  if (known !== undefined) return known.how;
  if (/(?:^|[\s/])wait-for(?:-it)?(?:\.sh)?\s/.test(text)) return 'with wait-for-it';
  return LOOP.test(text) ? 'in a loop' : undefined;
}
