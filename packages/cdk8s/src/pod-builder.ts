import {
  type FeatureGateOverrides,
  type KubernetesVersion,
  NEWEST_KUBERNETES,
  type PodSpec,
  releaseOf,
  type Volume,
} from '@outrider/core';
import type { Construct } from 'constructs';
import { containerOf, type WrittenOptions } from './container-of.ts';
import { type DeploymentProps, deployment } from './deployment.ts';
import { type JobProps, job } from './job.ts';
import { place } from './placement.ts';
import type { SidecarPlace } from './pod.ts';
import type { PodDraft } from './pod-draft.ts';
import type { ServedWorkload } from './served-workload.ts';
import type { AnySidecar, Placement, VolumeSource } from './sidecar.ts';
import type { PodWorkload } from './workload.ts';

/** `PodOptions` once the types have had their say. */
interface WrittenPod extends PodSpec {
  readonly target?: KubernetesVersion;
  readonly featureGates?: FeatureGateOverrides;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
}

function draftOf({ target, featureGates, labels, annotations, ...fields }: WrittenPod): PodDraft {
  return {
    release: releaseOf(target ?? NEWEST_KUBERNETES, featureGates),
    labels: labels ?? {},
    annotations: annotations ?? {},
    fields,
    volumes: [],
    initContainers: [],
    containers: [],
  };
}

const placementOf = (own: Placement, wanted: SidecarPlace<string> | undefined): Placement => {
  if (wanted?.before !== undefined) return { before: wanted.before };
  if (wanted?.after !== undefined) return { after: wanted.after };
  return own === 'default' ? 'last' : own;
};

/** Both states of the builder over one draft; what may be called when is the type's matter. */
export class PodBuilder {
  readonly #draft: PodDraft;

  constructor(draft: PodDraft) {
    this.#draft = draft;
  }

  static begin(options: WrittenPod): PodBuilder {
    return new PodBuilder(draftOf(options));
  }

  volume(name: string, source: VolumeSource): PodBuilder {
    return this.#with({ volumes: [...this.#draft.volumes, { name, ...source } satisfies Volume] });
  }

  sidecar(value: AnySidecar, wanted?: SidecarPlace<string>): PodBuilder {
    const { container, volumes, placement } = value['~sidecar'];
    const { initContainers } = this.#draft;
    return this.#with({
      initContainers: place(initContainers, container, placementOf(placement, wanted), new Set()),
      volumes: [...this.#draft.volumes, ...volumes],
    });
  }

  init(name: string, options: WrittenOptions): PodBuilder {
    return this.#with({ initContainers: [...this.#draft.initContainers, containerOf(name, options)] });
  }

  container(name: string, options: WrittenOptions): PodBuilder {
    return this.#with({ containers: [...this.#draft.containers, containerOf(name, options)] });
  }

  deployment(scope: Construct, id: string, props: DeploymentProps = {}): ServedWorkload<string> {
    return deployment(this.#draft, scope, id, props);
  }

  job(scope: Construct, id: string, props: JobProps = {}): PodWorkload {
    return job(this.#draft, scope, id, props);
  }

  #with(change: Partial<PodDraft>): PodBuilder {
    return new PodBuilder({ ...this.#draft, ...change });
  }
}
