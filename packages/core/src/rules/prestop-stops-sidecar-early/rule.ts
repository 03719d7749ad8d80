import type { Edit } from '../../finding.ts';
import type { PodSpec } from '../../kubernetes/api-types.gen.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { endingIn } from '../signs/ending-command.ts';
import { preStopRemoval } from '../signs/hooks.ts';

interface EndsEarly extends Fact {
  readonly sidecar: string;
  readonly command: string;
  readonly afterSeconds: number;
  readonly graceSeconds: number;
  readonly removal: Edit | undefined;
}

/** L-121: all hooks start when the Pod is deleted; L-146: what ends then is not started again. */
export const prestopStopsSidecarEarly: Rule = defineRule({
  meta: {
    id: 'prestop-stops-sidecar-early',
    summary: 'The preStop hook of a sidecar ends it while the app still runs',
    severity: 'error',
    needs: 'orderedSidecarTermination',
    source:
      'L-121, L-146; istio/istio#60649, GoogleCloudPlatform/cloud-sql-proxy:examples/k8s-health-check/proxy_with_http_health_check.yaml',
  },
  check,
  advise: ({ sidecar, command, afterSeconds, graceSeconds, removal }: EndsEarly) => ({
    message: `The preStop hook of sidecar "${sidecar}" ends it with "${command}" ${moment(afterSeconds)}: the app may run on for up to ${graceSeconds} s without it`,
    explanation:
      'All preStop hooks start at once, those of sidecars too, and a container that ends while its Pod stops is not started again. Without the hook SIGTERM comes when the regular containers are gone.',
    fix: removal
      ? { description: `Delete the preStop hook of "${sidecar}"`, edits: [removal], mechanical: true }
      : { description: `Take "${command}" out of the preStop hook of "${sidecar}"` },
  }),
});

const moment = (seconds: number): string =>
  seconds === 0 ? 'as soon as the Pod is deleted' : `${seconds} s after the Pod is deleted`;

function check({ containers, pod }: RuleContext): readonly EndsEarly[] {
  const { terminationGracePeriodSeconds: graceSeconds = 30 } = pod.spec;
  if (graceSeconds <= 0) return [];
  return containers.flatMap((entry) =>
    entry.role === 'sidecar' ? endsEarly(entry, pod.spec, graceSeconds) : [],
  );
}

function endsEarly(entry: RoleContainer, spec: PodSpec, graceSeconds: number): readonly EndsEarly[] {
  const { container, path } = entry;
  const ending = container.lifecycle?.preStop && endingIn(container.lifecycle.preStop, spec);
  if (ending === undefined || ending.afterSeconds >= graceSeconds) return [];
  const { command, afterSeconds, alone } = ending;
  return [
    {
      path: `${path}.lifecycle.preStop`,
      severity: afterSeconds === 0 ? 'error' : 'warning',
      sidecar: container.name ?? '',
      command,
      afterSeconds,
      graceSeconds,
      removal: alone ? preStopRemoval(entry) : undefined,
    },
  ];
}
