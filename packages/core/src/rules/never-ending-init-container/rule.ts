import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { productNamed, servingProduct } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { endlessCommand } from '../signs/endless-command.ts';

interface NeverEnding extends Fact {
  readonly container: string;
  readonly certain: boolean;
  readonly because: string;
  /** As kubectl shows it: `Init:0/2`. */
  readonly status: string;
}

/** L-001: the next container starts when an init container has ended, and this one does not end. */
export const neverEndingInitContainer: Rule = defineRule({
  meta: {
    id: 'never-ending-init-container',
    summary: 'An init container runs something that does not end',
    severity: 'error',
    needs: 'SidecarContainers',
    source: 'L-001; RedHatInsights/clowder#1266, kubernetes/git-sync#127',
  },
  check: ({ containers }: RuleContext) => {
    const total = containers.filter(({ role }) => role !== 'regular').length;
    return containers.flatMap((entry, index) => neverEnding(entry, `Init:${index}/${total}`));
  },
  advise: ({ container, certain, because, status, path }: NeverEnding) => ({
    message: certain
      ? `Init container "${container}" ${because} and never ends: the Pod stays in ${status}`
      : `Init container "${container}" ${because}: if it does not end, the Pod stays in ${status}`,
    explanation:
      'The containers after an init container start only when it has ended with code 0. Something that serves the app for as long as it runs is a sidecar.',
    fix: {
      description: `Add restartPolicy: Always to "${container}", which makes it a sidecar`,
      edits: [{ op: 'set', path: `${path}.restartPolicy`, value: 'Always' }],
    },
  }),
});

function neverEnding({ container, role, path }: RoleContainer, status: string): readonly NeverEnding[] {
  const reason = role === 'init' ? reasonOf(container) : undefined;
  if (reason === undefined) return [];
  const { certain, because } = reason;
  const severity = certain ? 'error' : 'warning';
  return [{ path, severity, container: container.name ?? '', certain, because, status }];
}

/** Only a command or an image tell for certain; ports and a name are signs. */
function reasonOf(container: Container): Pick<NeverEnding, 'certain' | 'because'> | undefined {
  const command = endlessCommand(container);
  if (command !== undefined) return { certain: true, because: `runs "${command}"` };
  const product = servingProduct(container);
  if (product !== undefined) return { certain: true, because: `runs ${product.id}` };
  const named = productNamed(container);
  if (named !== undefined) return { certain: false, because: `is named after ${named.id}` };
  const hasPorts = (container.ports ?? []).length > 0;
  return hasPorts ? { certain: false, because: 'declares ports, as servers do' } : undefined;
}
