import type { Fix } from '../../finding.ts';
import { plannedStop } from '../../lifecycle/budget/planned-stop.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import { defineRule, type Fact, type Rule, type RuleContext } from '../rule.ts';
import { type DeafProcess, deafProcess } from '../signs/pid-one.ts';
import { byContainer, stopTimesOf } from '../signs/stop-times.ts';
import { wordsWithPlaces } from '../signs/texts.ts';

interface Ignores extends Fact {
  readonly sidecar: string;
  readonly deaf: DeafProcess;
  /** Until the Pod is gone, with the sidecar as it is. */
  readonly stopSeconds: number;
  /** `null` where the number of nodes decides. */
  readonly replicas: number | null;
  readonly fix: Fix;
}

/** The kernel drops signals without a handler that are sent to process 1 of a container. */
export const sidecarIgnoresSigterm: Rule = defineRule({
  meta: {
    id: 'sidecar-ignores-sigterm',
    summary: 'SIGTERM does not end a sidecar, so each stop takes the whole grace period',
    severity: 'warning',
    needs: 'SidecarContainers',
    source: 'L-120, L-210; cetic/helm-nifi#158, kiwigrid/k8s-sidecar#57',
  },
  check,
  advise: ({ sidecar, deaf, stopSeconds, replicas, fix }: Ignores) => ({
    message: deaf.certain
      ? `Sidecar "${sidecar}" runs "${deaf.command}" as process 1, which SIGTERM does not end: each stop takes ${stopSeconds} s${times(replicas, stopSeconds)}`
      : `Sidecar "${sidecar}" starts "${deaf.command}" from sh, and where sh is dash, as on Debian, it stays process 1 and ignores SIGTERM: each stop then takes ${stopSeconds} s${times(replicas, stopSeconds)}`,
    explanation:
      'Process 1 of a container gets only those signals that it has a handler for. tail, sleep and a shell without a trap have none, and a shell does not pass signals on. The sidecar is killed when the grace period is over; sidecars before it then get SIGTERM and 2 s.',
    fix,
  }),
});

const times = (replicas: number | null, seconds: number): string =>
  replicas !== null && replicas > 1
    ? `, ${replicas * seconds} s for ${replicas} replicas one after the other`
    : '';

function check(context: RuleContext): readonly Ignores[] {
  const { containers, workload } = context;
  return containers.flatMap((entry) => {
    const deaf = entry.role === 'sidecar' ? deafProcess(context, entry.container) : undefined;
    if (deaf === undefined) return [];
    return [
      {
        path: `${entry.path}.command`,
        severity: deaf.certain ? 'warning' : 'info',
        sidecar: entry.container.name ?? '',
        deaf,
        stopSeconds: stopSecondsOf(context, entry),
        replicas: workload.replicas,
        fix: fixOf(entry, deaf),
      },
    ];
  });
}

function stopSecondsOf(context: RuleContext, { container }: RoleContainer): number {
  const times = new Map(byContainer(stopTimesOf(context)));
  times.set(container.name ?? '', { drainSeconds: Infinity });
  return plannedStop(context.pod.spec, context.release, times).seconds;
}

function fixOf({ container, path }: RoleContainer, { command, certain }: DeafProcess): Fix {
  const { name = '' } = container;
  if (certain)
    return {
      description: `Start "${name}" with a trap: trap 'exit 0' TERM, and wait for what runs in the background`,
    };
  const place = wordsWithPlaces(container).find(({ text }) => text.trimEnd().endsWith(command));
  const description = `Start it with exec: exec ${command}`;
  if (place === undefined) return { description };
  const at = place.text.lastIndexOf(command);
  const value = `${place.text.slice(0, at)}exec ${place.text.slice(at)}`;
  return { description, edits: [{ op: 'set', path: `${path}.${place.path}`, value }] };
}
