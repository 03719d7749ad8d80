import { startupBudget } from '../../lifecycle/budget/startup-budget.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { vendorStartupSeconds } from '../known/startup-probes.ts';
import { defineRule, type Fact, type Rule } from '../rule.ts';

interface TooSmall extends Fact {
  readonly sidecar: string;
  readonly seconds: number;
  readonly wantedSeconds: number;
  /** The vendor of the image waits that long. */
  readonly isVendors: boolean;
  readonly periodSeconds: number;
  readonly initialDelaySeconds: number;
}

/** L-012, L-082, L-089: a startupProbe that gives up restarts the sidecar, and the next try has no more time. */
export const startupBudgetTooSmall: Rule = defineRule({
  meta: {
    id: 'startup-budget-too-small',
    summary: 'A startupProbe gives up before the sidecar may have started',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-012, L-082, L-089; cdk8s-plus: 3 tries of 10 s by default',
  },
  options: { atLeastSeconds: 10 },
  check: ({ containers }, { atLeastSeconds }) =>
    containers.flatMap((entry) => tooSmall(entry, atLeastSeconds)),
  advise: ({ sidecar, seconds, wantedSeconds, isVendors, ...probe }: TooSmall) => {
    const tries = Math.ceil((wantedSeconds - probe.initialDelaySeconds) / probe.periodSeconds);
    return {
      message: `The startupProbe of sidecar "${sidecar}" gives up after ${seconds} s, and the sidecar is restarted${
        isVendors ? `: its vendor waits ${wantedSeconds} s` : ''
      }. On a busy node a start may take longer, and then it never succeeds`,
      explanation:
        'A startupProbe kills the container after failureThreshold failed tries, one a periodSeconds. The restarted one has the same time again, with a growing back-off in between. More tries cost nothing when the start is fast.',
      fix: {
        description: `Raise failureThreshold of the startupProbe of "${sidecar}" to ${tries} or more`,
        edits: [{ op: 'set', path: `${probe.path}.failureThreshold`, value: tries }],
      },
    };
  },
});

function tooSmall({ container, role, path }: RoleContainer, atLeastSeconds: number): readonly TooSmall[] {
  const { startupProbe } = container;
  if (role !== 'sidecar' || startupProbe === undefined) return [];
  const alone = { name: container.name ?? '', restartPolicy: 'Always', startupProbe };
  const seconds = startupBudget({ initContainers: [alone] }).worstSeconds ?? 0;
  const vendorSeconds = vendorStartupSeconds(container) ?? 0;
  const wantedSeconds = Math.max(atLeastSeconds, vendorSeconds);
  if (seconds >= wantedSeconds) return [];
  return [
    {
      path: `${path}.startupProbe`,
      severity: seconds < atLeastSeconds ? 'warning' : 'info',
      sidecar: container.name ?? '',
      seconds,
      wantedSeconds,
      isVendors: wantedSeconds === vendorSeconds,
      periodSeconds: startupProbe.periodSeconds || 10,
      initialDelaySeconds: startupProbe.initialDelaySeconds ?? 0,
    },
  ];
}
