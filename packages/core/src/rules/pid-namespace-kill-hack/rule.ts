import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { killIn } from '../signs/kill.ts';
import { scriptsOf } from '../signs/scripts.ts';

interface Killed extends Fact {
  readonly place: string;
  /** `pkill cloud_sql_proxy`. */
  readonly command: string;
}

/** L-026: the kubelet ends native sidecars by itself, so nobody has to see their processes. */
export const pidNamespaceKillHack: Rule = defineRule({
  meta: {
    id: 'pid-namespace-kill-hack',
    summary: 'Containers share their processes so that one can kill another',
    severity: 'warning',
    source: 'L-026; sentry-kubernetes/charts#688, GoogleCloudPlatform/cloud-sql-proxy#262',
  },
  check,
  advise: ({ place, command }: Killed) => ({
    message: `shareProcessNamespace is on, and ${place} runs "${command}" to stop another container`,
    explanation:
      'Containers that share a process namespace see and signal the processes of each other, and read their environment and files through /proc. A container that is killed like that often ends with a code that fails the run. A native sidecar is stopped by the kubelet when the app has ended.',
    fix: {
      description: `Move the container that is killed to initContainers with restartPolicy: Always, then remove shareProcessNamespace and the command`,
    },
  }),
});

function check(context: RuleContext): readonly Killed[] {
  if (context.pod.spec.shareProcessNamespace !== true) return [];
  return context.containers.flatMap((entry) =>
    scriptsOf(context, entry).flatMap(({ path, on, place, text }) => {
      const command = killIn(text);
      return command === undefined ? [] : [{ path, ...(on && { on }), place, command }];
    }),
  );
}
