import { startupBudget } from '../../lifecycle/budget/startup-budget.ts';
import { jobOf } from '../../workload/job-of.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';

interface Unlimited extends Fact {
  readonly sidecar: string;
  /** Until its startupProbe gives up for the first time; nothing without one. */
  readonly givesUpAfterSeconds: number | null;
}

/** L-011, L-012, L-213: restarts of a sidecar never fail a Pod with restartPolicy Never, and so never its Job. */
export const jobStartupCanHangForever: Rule = defineRule({
  meta: {
    id: 'job-startup-can-hang-forever',
    summary: 'A Job has no deadline, and a sidecar that does not start is restarted for ever',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-011, L-012, L-213; kubernetes/kubernetes#120234, kubernetes/enhancements#4880',
  },
  check,
  advise: ({ sidecar, givesUpAfterSeconds }: Unlimited) => ({
    message: `If sidecar "${sidecar}" does not start, ${
      givesUpAfterSeconds === null
        ? 'it is restarted'
        : `it is restarted every ${givesUpAfterSeconds} s or more`
    } for ever, and the Job neither runs nor fails: it has no activeDeadlineSeconds`,
    explanation:
      'A sidecar is restarted whatever the restartPolicy of the Pod, and with restartPolicy: Never such restarts do not count for backoffLimit. Only a deadline ends a Job whose Pods do not get past their sidecars.',
    fix: {
      description: `Set activeDeadlineSeconds of the Job: ${
        givesUpAfterSeconds === null ? 'the longest start' : `${givesUpAfterSeconds} s for the start`
      } plus what its work may take`,
    },
  }),
});

function check({ workload, pod, containers, release }: RuleContext): readonly Unlimited[] {
  const job = jobOf(workload, release);
  if (job === undefined || pod.spec.restartPolicy !== 'Never') return [];
  if (job.activeDeadlineSeconds !== undefined || pod.spec.activeDeadlineSeconds !== undefined) return [];
  const sidecars = containers.filter(({ role }) => role === 'sidecar');
  const gate = sidecars.find(({ container }) => container.startupProbe !== undefined) ?? sidecars[0];
  if (gate === undefined) return [];
  const { container, path } = gate;
  const givesUp = startupBudget({ initContainers: [{ ...container, lifecycle: {} }] }).worstSeconds;
  return [
    {
      path,
      sidecar: container.name ?? '',
      givesUpAfterSeconds: container.startupProbe === undefined ? null : givesUp,
    },
  ];
}
