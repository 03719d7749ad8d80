import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { type AppNeed, needsOfStart } from '../signs/app-needs.ts';

interface Deadlock extends Fact {
  readonly sidecar: string;
  readonly app: string;
  readonly need: AppNeed;
}

/** L-001, L-003, L-004: regular containers start when every sidecar has started, so none may wait for one of them. */
export const startupDeadlockOnApp: Rule = defineRule({
  meta: {
    id: 'startup-deadlock-on-app',
    summary: 'A sidecar waits for the app before it counts as started, and the app waits for the sidecar',
    severity: 'error',
    needs: 'SidecarContainers',
    source: 'L-001, L-003, L-004; kiwigrid/k8s-sidecar#432, dapr/dapr#2007, dapr/docs#2476',
  },
  check: (context: RuleContext) =>
    context.containers
      .filter(({ role }) => role === 'sidecar')
      .flatMap((sidecar) => deadlocks(context, sidecar)),
  advise: ({ sidecar, app, need }: Deadlock) => ({
    message: `${need.what} of sidecar "${sidecar}" waits for ${need.thing} of "${app}", which starts only after the sidecar has started: neither ever does`,
    explanation:
      'Regular containers start when the last sidecar has started: its postStart hook has ended and its startupProbe has succeeded. A sidecar that waits for one of them until then waits for ever.',
    fix: {
      description: `Let the start of "${sidecar}" test what it does itself; what needs "${app}" belongs into its readinessProbe`,
    },
  }),
});

const deadlocks = (context: RuleContext, sidecar: RoleContainer): readonly Deadlock[] =>
  needsOfStart(context, sidecar)
    .slice(0, 1)
    .map((need) => ({
      path: `${sidecar.path}.${need.path}`,
      sidecar: sidecar.container.name ?? '',
      app: need.app.name ?? '',
      need,
    }));
