import type { Container } from '../../kubernetes/api-types.gen.ts';
import { placedFlag } from '../signs/flags.ts';
import { servingProduct } from './products.ts';

/** Ports that a product listens on though no `ports` say so, on every address of the Pod or on loopback. */
interface Listeners {
  /** Id of the product. */
  readonly product: string;
  readonly ports: readonly number[];
  /** Flags that give them other numbers: with one that does, nothing is known. */
  readonly movedBy?: readonly string[];
  readonly source: string;
  readonly checked: string;
}

const LISTENERS: readonly Listeners[] = [
  {
    product: 'istio-proxy',
    ports: [15000, 15001, 15004, 15006, 15008, 15020, 15021, 15053, 15090],
    source: 'istio.io: Application Requirements, "Ports used by Istio"',
    checked: '2026-09',
  },
  {
    product: 'linkerd-proxy',
    ports: [4140, 4143, 4190, 4191],
    source: 'linkerd/linkerd2:charts/partials/templates/_proxy.tpl',
    checked: '2026-09',
  },
  {
    product: 'daprd',
    ports: [3500, 3501, 50001, 50002],
    movedBy: ['dapr-http-port', 'dapr-grpc-port', 'dapr-internal-grpc-port', 'dapr-public-port'],
    source: 'dapr/dapr:pkg/injector/patcher/sidecar.go',
    checked: '2026-09',
  },
];

/** Ports that a container listens on because of what it is. */
export function knownPorts(container: Container): readonly number[] {
  const product = servingProduct(container)?.id;
  const { ports = [], movedBy = [] } = LISTENERS.find((one) => one.product === product) ?? {};
  const given = movedBy.flatMap((flag) => placedFlag(container, flag)?.text ?? []);
  return given.every((port) => ports.includes(Number(port))) ? ports : [];
}

export const listensOn = (container: Container, port: number): boolean =>
  knownPorts(container).includes(port);
