import type { Container } from '../../kubernetes/api-types.gen.ts';
import { knownPorts } from '../known/listeners.ts';
import { flaggedPorts } from '../signs/ports.ts';

/** A port that a container listens on, as far as the manifest says. */
export interface BoundPort {
  /** `8080/TCP` */
  readonly key: string;
  readonly name: string | undefined;
  /** Below the container: `.ports[0]`. */
  readonly path: string;
}

/** Declared ports, and those that a known product always listens on. */
export function boundPorts(container: Container): readonly BoundPort[] {
  const declared = declaredPorts(container);
  const known = knownPorts(container).map((port) => ({ key: `${port}/TCP`, name: undefined, path: '' }));
  return [...declared, ...known.filter(({ key }) => !declared.some((port) => port.key === key))];
}

/** But for one that the container's own flags contradict: `--port 8080` beside a declared 9090. */
function declaredPorts(container: Container): readonly BoundPort[] {
  const ports = container.ports ?? [];
  const told = flaggedPorts(container);
  return ports
    .filter(
      ({ containerPort }) => ports.length > 1 || told.length === 0 || told.includes(String(containerPort)),
    )
    .map(({ containerPort, protocol = 'TCP', name }, index) => ({
      key: `${containerPort}/${protocol}`,
      name,
      path: `.ports[${index}]`,
    }));
}
