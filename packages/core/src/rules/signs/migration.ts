import type { Edit, Fix } from '../../finding.ts';
import type { Json } from '../../json.ts';
import type { RoleContainer } from '../../workload/container-role.ts';
import type { RuleContext } from '../rule.ts';
import { type StartGate, startGateOf } from './start-gate.ts';

/** Makes a regular container a sidecar: behind the init containers, which had to do without it so far. */
export function toSidecar(context: RuleContext, entry: RoleContainer, isMechanical: boolean): Fix {
  const name = entry.container.name ?? '';
  const gate = startGateOf(context, entry);
  return {
    description: `Move "${name}" to initContainers with restartPolicy: Always${gateWords(gate)}`,
    edits: sidecarEdits(entry.path, context.pod.spec.initContainers?.length ?? 0, gate),
    ...(isMechanical && { mechanical: true }),
  };
}

/** The same as edits: from where it is in the Pod to its place among `initContainers`. */
export function sidecarEdits(path: string, index: number, gate: StartGate): readonly Edit[] {
  const place = `spec.initContainers[${index}]`;
  return [
    { op: 'move', path, to: 'spec.initContainers', index },
    { op: 'set', path: `${place}.restartPolicy`, value: 'Always' },
    ...(gate.kind === 'given' ? probeEdits(place, gate) : []),
  ];
}

const probeEdits = (
  place: string,
  { isTurned, probe }: Extract<StartGate, { kind: 'given' }>,
): readonly Edit[] => [
  ...(isTurned ? [{ op: 'remove', path: `${place}.readinessProbe` } as const] : []),
  { op: 'set', path: `${place}.startupProbe`, value: probe as unknown as Json },
];

function gateWords(gate: StartGate): string {
  if (gate.kind !== 'given') return '';
  switch (gate.from) {
    case 'readinessProbe':
    case 'livenessProbe':
      if (gate.isTurned) return ', and turn its readinessProbe into a startupProbe';
      return gate.isPortAlone
        ? `, and give it a startupProbe on the port of its ${gate.from}`
        : `, and give it a startupProbe with the handler of its ${gate.from}`;
    case 'vendor':
      return ", and give it its vendor's startupProbe";
  }
}
