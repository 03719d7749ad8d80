import type {
  FeatureGateOverrides,
  KubernetesVersion,
  ObjectMeta,
  PersistentVolumeClaim,
  PersistentVolumeClaimSpec,
  PodSpec,
  PodTemplateSpec,
  Volume,
} from '@outrider/core';
import type { Construct } from 'constructs';
import { containerOf, type WrittenOptions } from './container-of.ts';
import { cronJob, type Doors, job, pod, refuseClaims, selectingWorkload } from './doors.ts';
import { type Explanation, explanationOf } from './explain.ts';
import { merge } from './merge.ts';
import { modelOfDraft } from './model.ts';
import { place } from './placement.ts';
import type { PodAnnotations } from './pod-annotations.ts';
import { type PodDraft, templateOf } from './pod-draft.ts';
import type { SidecarPlace } from './pod-methods.ts';
import type { AnySidecar, Placement, SidecarContent, VolumeSource } from './sidecar.ts';
import { type ScenarioSpec, type Simulated, simulatedOf } from './simulate.ts';
import type { ServedWorkload, Workload } from './workload.ts';
import type {
  CronJobProps,
  DaemonSetProps,
  DeploymentProps,
  JobProps,
  PodProps,
  StatefulSetProps,
  TemplateProps,
} from './workload-props.ts';

/** `PodOptions` once the types have had their say. */
interface WrittenPod extends PodSpec {
  readonly target?: KubernetesVersion;
  readonly featureGates?: FeatureGateOverrides;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly metadata?: ObjectMeta;
  readonly raw?: Readonly<Record<string, unknown>>;
}

function draftOf({
  target,
  featureGates,
  labels,
  annotations,
  metadata,
  raw,
  ...fields
}: WrittenPod): PodDraft {
  return {
    target: { version: target, featureGates },
    labels: labels ?? {},
    annotations: annotations ?? {},
    metadata: metadata ?? {},
    fields,
    raw: raw ?? {},
    volumes: [],
    claims: [],
    initContainers: [],
    containers: [],
  };
}

/** @throws RangeError for what JavaScript takes for a sidecar */
function contentOf(value: Partial<AnySidecar> | undefined): SidecarContent {
  const content = value?.['~sidecar'];
  if (content !== undefined) return content;
  throw new RangeError('This is no sidecar: make one with sidecar(name, image) or sidecar.from(container)');
}

const placementOf = (own: Placement, wanted: SidecarPlace<string> | undefined): Placement => {
  if (wanted?.before !== undefined) return { before: wanted.before };
  if (wanted?.after !== undefined) return { after: wanted.after };
  return own === 'default' ? 'last' : own;
};

/** Both states of the builder over one draft; what may be called when is the type's matter. */
export class PodBuilder implements Doors<string> {
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

  claim(name: string, spec: PersistentVolumeClaimSpec, more: PersistentVolumeClaim = {}): PodBuilder {
    const claim = { ...more, metadata: { ...more.metadata, name }, spec };
    return this.#with({ claims: [...this.#draft.claims, claim] });
  }

  sidecar(value: AnySidecar, wanted?: SidecarPlace<string>): PodBuilder {
    const { container, volumes, placement } = contentOf(value);
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
    return selectingWorkload(this.#draft, 'Deployment', scope, id, props);
  }

  statefulSet(scope: Construct, id: string, props: StatefulSetProps = {}): ServedWorkload<string> {
    return selectingWorkload(this.#draft, 'StatefulSet', scope, id, props);
  }

  daemonSet(scope: Construct, id: string, props: DaemonSetProps = {}): ServedWorkload<string> {
    return selectingWorkload(this.#draft, 'DaemonSet', scope, id, props);
  }

  job(scope: Construct, id: string, props: JobProps = {}): Workload {
    return job(this.#draft, scope, id, props);
  }

  cronJob(scope: Construct, id: string, props: CronJobProps): Workload {
    return cronJob(this.#draft, scope, id, props);
  }

  pod(scope: Construct, id: string, props: PodProps = {}): ServedWorkload<string> {
    return pod(this.#draft, scope, id, props);
  }

  template({ metadata, ...spec }: TemplateProps = {}): PodTemplateSpec {
    refuseClaims(this.#draft, 'template');
    return merge(templateOf(this.#draft, spec), metadata === undefined ? {} : { metadata });
  }

  explain(): Explanation {
    return explanationOf(modelOfDraft(this.#draft));
  }

  simulate(scenario: ScenarioSpec = {}): Simulated {
    return simulatedOf(modelOfDraft(this.#draft), scenario);
  }

  annotate(addition: PodAnnotations): PodBuilder {
    const annotations = { ...this.#draft.annotations, ...addition['~annotations'] };
    return this.#with({ annotations });
  }

  #with(change: Partial<PodDraft>): PodBuilder {
    return new PodBuilder({ ...this.#draft, ...change });
  }
}
