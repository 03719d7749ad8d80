import type { ContainerPort } from '@outrider/core';
import { ApiObject, type ApiObjectMetadata } from 'cdk8s';
import { merge } from './merge.ts';
import { PodWorkload } from './workload.ts';

export interface ServiceProps {
  readonly metadata?: ApiObjectMetadata;
  /** Any field of the Service, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** A workload whose Pods a Service can select. */
export class ServedWorkload<Ports extends string> extends PodWorkload {
  /**
   * A Service in front of the Pods, its ports named as in the Pod: `api.service('public', { login: 80 })`.
   * The target is the container port's number: before Kubernetes 1.32 a Service does not find a sidecar's port
   * by its name (`FindPort` in kubernetes:pkg/api/v1/pod/util.go).
   *
   * @throws RangeError if no container declares the port
   */
  service(id: string, ports: { readonly [P in Ports]?: number }, props: ServiceProps = {}): ApiObject {
    const spec = {
      selector: this.draft.labels,
      ports: Object.entries<number | undefined>(ports).map(([name, port]) => ({
        name,
        port,
        ...targetOf(this.#declared(name)),
      })),
    };
    const written = {
      apiVersion: 'v1',
      kind: 'Service',
      ...(props.metadata && { metadata: props.metadata }),
      spec,
    };
    return new ApiObject(this, id, merge(written, props.raw ?? {}));
  }

  #declared(name: string): ContainerPort {
    const { initContainers, containers } = this.draft;
    const declared = [...initContainers, ...containers].flatMap((container) => container.ports ?? []);
    const port = declared.find((candidate) => candidate.name === name);
    if (port) return port;
    const names = declared.map((candidate) => `"${candidate.name}"`).join(', ') || 'none';
    throw new RangeError(`Cannot serve port "${name}": the Pod declares ${names}`);
  }
}

const targetOf = ({ containerPort, protocol }: ContainerPort) => ({
  targetPort: containerPort,
  ...(protocol !== undefined && { protocol }),
});
