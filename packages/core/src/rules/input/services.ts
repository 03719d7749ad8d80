import { at, listAt, numberAt, objectAt, textAt } from '../../json.ts';
import type { ManifestObject } from '../../manifest/manifest.ts';
import { hasLabels } from './label-selector.ts';
import { inNamespaceOf, type Seen } from './rule-input.ts';

export interface ServicePort {
  /** In the Service: `spec.ports[0]`. */
  readonly path: string;
  readonly name: string;
  readonly port: number;
  /** A number, or the name of a container port; the API server fills in `port`. */
  readonly targetPort: number | string;
  readonly protocol: string;
}

export interface Service {
  readonly object: ManifestObject;
  readonly ports: readonly ServicePort[];
}

/** The Services that send traffic to the Pods of a workload. */
export function servicesOf({ workload, input }: Seen): readonly Service[] {
  const labels = workload.pod.metadata.labels ?? {};
  return input
    .ofKind('Service')
    .filter(inNamespaceOf(workload))
    .filter(({ value }) => {
      const selector = objectAt(value, 'spec', 'selector');
      return Object.keys(selector).length > 0 && hasLabels(selector, labels);
    })
    .map((object) => ({ object, ports: listAt(object.value, 'spec', 'ports').map(portOf) }));
}

function portOf(value: ReturnType<typeof listAt>[number], index: number): ServicePort {
  const port = numberAt(value, 'port') ?? 0;
  return {
    path: `spec.ports[${index}]`,
    name: textAt(value, 'name') ?? '',
    port,
    targetPort: targetOf(at(value, 'targetPort')) ?? port,
    protocol: textAt(value, 'protocol') ?? 'TCP',
  };
}

const targetOf = (value: unknown): number | string | undefined =>
  (typeof value === 'number' && value !== 0) || (typeof value === 'string' && value !== '')
    ? value
    : undefined;
