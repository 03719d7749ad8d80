import type { Edit } from '../../finding.ts';
import type { Container } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { endingForm } from '../known/products.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { finiteCommand } from '../signs/finite-command.ts';

interface Ending extends Fact {
  readonly sidecar: string;
  /** `cp -r /plugins /shared`. */
  readonly command: string;
  readonly next: string;
  /** Fields that an ordinary init container may not have. */
  readonly forbidden: readonly string[];
}

/** L-003, L-011, L-052: a sidecar that exits is restarted after any exit code, with back-off. */
export const finiteCommandSidecar: Rule = defineRule({
  meta: {
    id: 'finite-command-sidecar',
    summary: 'A sidecar runs something that ends, so it is restarted for ever',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-003, L-011, L-052; KEP-753',
  },
  check: ({ containers }: RuleContext) =>
    containers.flatMap((entry, index) => ending(entry, containers[index + 1])),
  advise: ({ sidecar, command, next, path, forbidden }: Ending) => ({
    message: `Sidecar "${sidecar}" runs "${command}", which ends: it is restarted for ever, and "${next}" starts without waiting for its work to be done`,
    explanation:
      'A sidecar is restarted after any exit code, first at once and then after 10, 20, 40 … 300 seconds. The next container waits until it has started, not until it has finished. What has to be finished first is an ordinary init container.',
    fix: {
      description: `Remove restartPolicy: Always from "${sidecar}"${forbidden.length === 0 ? '' : ` and its ${forbidden.join(', ')}`}, which makes it an ordinary init container`,
      edits: ['restartPolicy', ...forbidden].map(
        (field): Edit => ({ op: 'remove', path: `${path}.${field}` }),
      ),
    },
  }),
});

const FORBIDDEN = ['startupProbe', 'readinessProbe', 'livenessProbe', 'lifecycle'] as const;

function ending(
  { container, role, path }: RoleContainer,
  next: RoleContainer | undefined,
): readonly Ending[] {
  const command = role === 'sidecar' ? commandThatEnds(container) : undefined;
  if (command === undefined) return [];
  const forbidden = FORBIDDEN.filter((field) => container[field] !== undefined);
  const sidecar = container.name ?? '';
  return [{ path, sidecar, command, next: next?.container.name ?? '', forbidden }];
}

const commandThatEnds = (container: Container): string | undefined =>
  endingForm(container) ?? finiteCommand(container);
