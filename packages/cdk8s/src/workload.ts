import type { ContainerPort } from '@outrider/core';
import { ApiObject, type ApiObjectMetadata, type JsonPatch } from 'cdk8s';
import type { Construct } from 'constructs';
import { checkAtSynth } from './check-at-synth.ts';
import { type Explanation, explanationOf } from './explain.ts';
import { keptOr } from './kept-json.ts';
import { merge } from './merge.ts';
import { modelOf } from './model.ts';
import type { PodDraft } from './pod-draft.ts';
import { copyOf, needsNoResolver } from './rendered.ts';
import { type ScenarioSpec, type Simulated, simulatedOf } from './simulate.ts';
import { noteTarget } from './target.ts';
import type { WorkloadProps } from './workload-props.ts';

export interface ServiceProps {
  readonly metadata?: ApiObjectMetadata;
  /** Any field of the Service, known or not, laid over the others: objects key by key, lists replaced. */
  readonly raw?: Readonly<Record<string, unknown>>;
}

/** A workload, an ApiObject like any other, that can tell of its Pod's life. */
export interface Workload extends ApiObject {
  /** Start and stop order, budgets and effective requests. For people: `console.error(String(api.explain()))`. */
  explain(): Explanation;
  /**
   * Plays the Pod's life; without a scenario, everything works and nothing is deleted.
   *
   * @throws RangeError if the scenario does not fit the Pod
   */
  simulate(scenario?: ScenarioSpec): Simulated;
}

/** A workload whose Pods a Service can select. */
export interface ServedWorkload<Ports extends string> extends Workload {
  /**
   * A Service in front of the Pods, its ports named as in the Pod: `api.service('public', { login: 80 })`.
   * The target is the container port's number: before Kubernetes 1.32 a Service does not find a sidecar's port
   * by its name (`FindPort` in kubernetes:pkg/api/v1/pod/util.go).
   *
   * @throws RangeError if no container declares the port, or the Pod has no labels to select it by
   */
  service(id: string, ports: { readonly [P in Ports]?: number }, props?: ServiceProps): ApiObject;
}

/** The object of a kind, as written. */
export interface WrittenObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: WorkloadProps['metadata'] | undefined;
  readonly raw: WorkloadProps['raw'] | undefined;
  readonly draft: PodDraft;
  /** Everything but apiVersion, kind and metadata. */
  readonly body: object;
}

/** Emits what `pod()` wrote. */
export class WrittenWorkload extends ApiObject implements ServedWorkload<string> {
  readonly #draft: PodDraft;
  readonly #body: Readonly<Record<string, unknown>>;
  #isPatched = false;

  constructor(scope: Construct, id: string, { apiVersion, kind, metadata, raw, draft, body }: WrittenObject) {
    const props = merge({ apiVersion, kind, ...(metadata && { metadata }), ...body }, raw ?? {});
    super(scope, id, props);
    const { metadata: _, ...rest } = props;
    this.#body = rest;
    this.#draft = draft;
    noteTarget(this, draft.target);
    checkAtSynth(this);
  }

  override addJsonPatch(...ops: readonly JsonPatch[]): void {
    this.#isPatched = true;
    super.addJsonPatch(...ops);
  }

  /** As any ApiObject does it, in a fraction of the time where there is nothing to resolve and nothing to patch. */
  override toJson(): Readonly<Record<string, unknown>> {
    if (this.#isPatched || !needsNoResolver(this, this.#body)) return super.toJson();
    return keptOr(this, () => {
      const { apiVersion, kind } = this;
      return { apiVersion, kind, metadata: this.metadata.toJson(), ...copyOf(this.#body) };
    });
  }

  explain(): Explanation {
    return explanationOf(modelOf(this));
  }

  simulate(scenario: ScenarioSpec = {}): Simulated {
    return simulatedOf(modelOf(this), scenario);
  }

  service(
    id: string,
    ports: Readonly<Record<string, number>>,
    { metadata, raw }: ServiceProps = {},
  ): ApiObject {
    const spec = {
      selector: selectorOf(this.#draft),
      ports: Object.entries(ports).map(([name, port]) => ({ name, port, ...targetOf(this.#draft, name) })),
    };
    const service = { apiVersion: 'v1', kind: 'Service', ...(metadata && { metadata }), spec };
    return new ApiObject(this, id, merge(service, raw ?? {}));
  }
}

function selectorOf({ labels }: PodDraft): PodDraft['labels'] {
  if (Object.keys(labels).length === 0) throw new RangeError('Cannot select the Pod: give it labels');
  return labels;
}

function targetOf(draft: PodDraft, name: string): { targetPort?: number; protocol?: string } {
  const { containerPort, protocol } = declaredPort(draft, name);
  return {
    ...(containerPort !== undefined && { targetPort: containerPort }),
    ...(protocol !== undefined && { protocol }),
  };
}

function declaredPort({ initContainers, containers }: PodDraft, name: string): ContainerPort {
  const declared = [...initContainers, ...containers].flatMap((container) => container.ports ?? []);
  const port = declared.find((candidate) => candidate.name === name);
  if (port) return port;
  const names = declared.map((candidate) => `"${candidate.name}"`).join(', ') || 'none';
  throw new RangeError(`Cannot serve port "${name}": the Pod declares ${names}`);
}
