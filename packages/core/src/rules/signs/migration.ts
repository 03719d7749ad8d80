import type { Edit, Fix } from '../../finding.ts';
import type { Json } from '../../json.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { RuleContext } from '../rule.ts';
import { declaredPorts } from './ports.ts';
import { probedPort } from './probes.ts';
import { runToCompletion } from './run-to-completion.ts';
import { type FittingProbe, startupProbeFor } from './startup-probe-for.ts';

/**
 * Makes a regular container a sidecar: behind the init containers, which had to do without it so far. Its readinessProbe
 * becomes its startupProbe in a Pod that runs to completion; one that serves needs both.
 */
export function toSidecar(context: RuleContext, entry: RoleContainer, isMechanical: boolean): Fix {
  const name = entry.container.name ?? '';
  const at = `spec.initContainers[${context.pod.spec.initContainers?.length ?? 0}]`;
  const fitting = entry.container.startupProbe === undefined ? ownProbe(context, entry) : undefined;
  const isTurned = fitting?.from === 'readinessProbe' && runToCompletion(context.workload) !== undefined;
  const edits: readonly Edit[] = [
    { op: 'move', path: entry.path, to: 'spec.initContainers' },
    { op: 'set', path: `${at}.restartPolicy`, value: 'Always' },
    ...(isTurned ? [{ op: 'remove', path: `${at}.readinessProbe` } as const] : []),
    ...(fitting === undefined
      ? []
      : [{ op: 'set', path: `${at}.startupProbe`, value: fitting.probe as unknown as Json } as const]),
  ];
  return {
    description: `Move "${name}" to initContainers with restartPolicy: Always${probeWords(fitting, isTurned)}`,
    edits,
    ...(isMechanical && { mechanical: true }),
  };
}

function probeWords(fitting: FittingProbe | undefined, isTurned: boolean): string {
  switch (fitting?.from) {
    case undefined:
      return '';
    case 'readinessProbe':
    case 'livenessProbe':
      return isTurned
        ? ', and turn its readinessProbe into a startupProbe'
        : `, and give it a startupProbe with the handler of its ${fitting?.from}`;
    case 'vendor':
      return ", and give it its vendor's startupProbe";
  }
}

/** Not a probe that another regular container answers: it would not be up yet. */
function ownProbe(context: RuleContext, entry: RoleContainer): FittingProbe | undefined {
  const fitting = startupProbeFor(context, entry);
  const port = fitting && probedPort(entry.container, fitting.probe);
  const isOthers = context.containers.some(
    (other) => other.path !== entry.path && declaredPorts(other.container).includes(String(port)),
  );
  return isOthers ? undefined : fitting;
}
